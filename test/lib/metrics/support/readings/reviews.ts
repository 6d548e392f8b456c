import type { SumRow } from "../../../../../src/lib/metrics/definition.js";
import type { Platform } from "../platform.js";
import { labelOf, countryOf, tally, count, total, micro, squaredMilli, dayOf } from "./common.js";

/** Readings of what reviewers said. */
export const reviewReadings: Readonly<Record<string, (platform: Platform) => SumRow[]>> = {
  metric_rule_labels: (platform) =>
    tally(
      drawn(platform),
      ({ day, rule, version, queue, stratum }) => ({ day, rule, version, queue, stratum }),
      (group) => {
        const reviewed = group.filter(({ label }) => label !== null && label !== "uncertain");
        const right = group.filter(({ label }) => label === "true_positive");
        return {
          selected: group.length,
          selected_micro: total(group, micro),
          decided: count(group, ({ label }) => label !== null),
          reviewed: reviewed.length,
          true_positives: right.length,
          novel: count(group, ({ label }) => label === "novel"),
          uncertain: count(group, ({ label }) => label === "uncertain"),
          weight_micro: total(reviewed, micro),
          weight_true_micro: total(right, micro),
          weight_squared_milli: total(reviewed, squaredMilli),
        };
      },
    ),
  metric_rule_frames: (platform) =>
    tally(
      platform.review_frames,
      ({ queue, stratum }) => ({ queue, stratum }),
      (frames) => ({ frame_size: total(frames, ({ frame_size }) => Number(frame_size)) }),
    ).flatMap(({ queue, stratum, frame_size }): SumRow[] => {
      const jobs = drawn(platform).filter((job) => job.queue === queue && job.stratum === stratum);
      const all = total(jobs, micro);
      if (jobs.length === 0)
        return platform.rules
          .filter(({ rule_id }) => stratum === rule_id || String(stratum).startsWith(`${String(rule_id)}:`))
          .map(({ rule_id }) => ({
            rule: rule_id as string,
            queue: queue!,
            stratum: stratum!,
            frame_micro: Number(frame_size) * 1e6,
          }));
      return [...new Set(jobs.map(({ rule }) => rule))].map((rule) => ({
        rule: rule as string,
        queue: queue!,
        stratum: stratum!,
        frame_micro: Math.round(
          Number(frame_size) *
            (total(
              jobs.filter((job) => job.rule === rule),
              micro,
            ) /
              all) *
            1e6,
        ),
      }));
    }),
  metric_reviewer_gold: (platform) =>
    tally(
      platform.review_decisions.flatMap(({ job_id, label, decided_at }) => {
        const job = platform.review_jobs.find((candidate) => candidate.job_id === job_id);
        const gold = job?.gold_label ?? null;
        return gold === null || gold === "uncertain" || label === "uncertain"
          ? []
          : [
              {
                gold: gold === "true_positive",
                said: label === "true_positive",
                day: dayOf(decided_at),
                queue: job?.queue ?? "",
              },
            ];
      }),
      ({ day, queue }) => ({ day, queue }),
      (group) => ({
        positives: count(group, ({ gold }) => gold),
        positives_found: count(group, ({ gold, said }) => gold && said),
        negatives: count(group, ({ gold }) => !gold),
        negatives_found: count(group, ({ gold, said }) => !gold && !said),
      }),
    ),
  metric_prevalence: (platform) =>
    tally(
      platform.prevalence_samples.map((sample) => {
        const event = platform.events.find(({ event_id }) => event_id === sample.event_id);
        return {
          day: String(sample.sampled_on),
          surface: String(event?.surface ?? ""),
          country: event ? countryOf(platform, event.account_id) : "",
          label: sample.label,
          weight: BigInt(Math.floor(Number(sample.views) / Number(sample.inclusion_prob) + 0.5)),
        };
      }),
      ({ day, surface, country }) => ({ day, surface, country }),
      (group) => {
        const reviewed = group.filter(({ label }) => label !== "uncertain");
        const violating = group.filter(({ label }) => label === "violating");
        const exact = (rows: typeof group, power: bigint): number =>
          Number(rows.reduce((sum, { weight }) => sum + weight ** power, 0n));
        return {
          reviewed: reviewed.length,
          violating: violating.length,
          uncertain: group.length - reviewed.length,
          weight: exact(reviewed, 1n),
          weight_violating: exact(violating, 1n),
          weight_squared: exact(reviewed, 2n),
          weight_squared_violating: exact(violating, 2n),
        };
      },
    ),
};

function drawn(platform: Platform) {
  const designs = new Set<unknown>(["census", "stratified", "baseline", "certainty"]);
  return platform.review_jobs
    .filter(({ sample_design }) => designs.has(sample_design))
    .flatMap((job) =>
      platform.rule_hits
        .filter(({ hit_id }) => hit_id === job.hit_id)
        .map((hit) => ({
          day: `${String(hit.hit_at).slice(0, 7)}-01`,
          rule: hit.rule_id,
          version: hit.version,
          queue: job.queue ?? "",
          stratum: job.stratum ?? "",
          label: labelOf(platform, job.job_id),
          weight: 1 / Number(job.inclusion_prob),
          probability: Number(job.inclusion_prob),
        })),
    );
}
