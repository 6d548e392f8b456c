import type { SumRow } from "../../../../../src/lib/metrics/definition.js";
import type { Platform } from "../platform.js";
import { count, dayOf, firstLabelOf, labelOf, seconds, tally, total } from "./common.js";

/** Readings of how reviews go: in time, in and out, open, and by two reviewers. */
export const workReadings: Readonly<Record<string, (platform: Platform) => SumRow[]>> = {
  metric_review_sla: (platform) =>
    tally(
      work(platform).filter(({ due }) => due !== null),
      ({ due, queue }) => ({ day: dayOf(due), queue }),
      (group) => ({
        met: count(group, ({ closed, due }) => closed !== null && String(closed) <= String(due)),
        late: count(group, ({ closed, due }) => closed !== null && String(closed) > String(due)),
        overdue: count(group, ({ open, due, now }) => open && String(due) < now),
        in_time: count(group, ({ open, due, now }) => open && String(due) >= now),
      }),
    ),
  metric_review_flow: (platform) =>
    tally(
      work(platform)
        .filter(({ enqueued, open, closed }) => enqueued !== null && (open || closed !== null))
        .flatMap(({ enqueued, closed, queue }) => [
          { day: dayOf(enqueued), queue, arrived: 1, closed: 0, waited: 0 },
          ...(closed === null
            ? []
            : [{ day: dayOf(closed), queue, arrived: 0, closed: 1, waited: seconds(enqueued, closed) }]),
        ]),
      ({ day, queue }) => ({ day, queue }),
      (group) => ({
        arrived: total(group, ({ arrived }) => arrived),
        closed: total(group, ({ closed }) => closed),
        waited: total(group, ({ waited }) => waited),
      }),
    ),
  metric_review_ageing: (platform) =>
    tally(
      work(platform)
        .filter(({ open, enqueued }) => open && enqueued !== null)
        .map(({ enqueued, now, queue }) => {
          const days = seconds(enqueued, now) / 86_400;
          return { queue, age: [28, 7, 2, 1].find((least) => days >= least) ?? 0 };
        }),
      ({ queue, age }) => ({ queue, age }),
      (group) => ({ open: group.length }),
    ),
  metric_review_agreement: (platform) => {
    const jobs = platform.review_jobs
      .filter(({ sample_design }) => sample_design !== "gold")
      .map(({ job_id, queue }) => {
        const labels = platform.review_decisions
          .filter((decision) => decision.job_id === job_id)
          .map(({ label }) => String(label));
        return {
          queue: queue ?? "",
          first_label: firstLabelOf(platform, job_id) ?? "",
          decisions: labels.length,
          labels,
          agreed: labelOf(platform, job_id),
        };
      })
      .filter(({ decisions }) => decisions > 0);
    const counted = tally(
      jobs,
      ({ queue, first_label, decisions }) => ({ queue, first_label, label: "", other: "", decisions }),
      (group) => ({
        jobs: group.length,
        conflicts: count(group, ({ labels }) => new Set(labels).size > 1),
        uncertain: count(group, ({ agreed }) => agreed === "uncertain"),
        pairs: 0,
      }),
    );
    const pairs = tally(
      jobs.flatMap(({ labels, ...job }) =>
        labels.flatMap((label, place) =>
          labels.filter((_, other) => other !== place).map((other) => ({ ...job, label, other })),
        ),
      ),
      ({ queue, first_label, label, other, decisions }) => ({ queue, first_label, label, other, decisions }),
      (group) => ({ jobs: 0, conflicts: 0, uncertain: 0, pairs: group.length }),
    );
    return [...counted, ...pairs];
  },
};

function work(platform: Platform) {
  const moments = [
    ...platform.review_jobs.map(({ enqueued_at }) => enqueued_at),
    ...platform.review_decisions.map(({ decided_at }) => decided_at),
  ].flatMap((time) => (time === null || time === undefined ? [] : [String(time)]));
  const now = moments.reduce((a, b) => (a > b ? a : b), "");
  return platform.review_jobs.map(({ job_id, queue, enqueued_at, due_at }) => {
    const decisions = platform.review_decisions.filter((decision) => decision.job_id === job_id);
    const times = decisions.flatMap(({ decided_at }) => (decided_at === null ? [] : [String(decided_at)]));
    return {
      queue: queue ?? "",
      enqueued: enqueued_at ?? null,
      due: due_at ?? null,
      open: decisions.length === 0,
      closed: times.length === 0 ? null : times.reduce((a, b) => (a < b ? a : b)),
      now,
    };
  });
}
