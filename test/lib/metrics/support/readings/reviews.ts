import type { SumRow } from "../../../../../src/lib/metrics/definition.js";
import type { Platform } from "../platform.js";
import { workReadings } from "./review-work.js";
import { chanceBand, drawWeights } from "./draw-weights.js";
import {
  compare,
  count,
  countryOf,
  dayOf,
  firstLabelOf,
  labelOf,
  micro,
  seconds,
  squaredMilli,
  tally,
  total,
} from "./common.js";

/** Readings of what reviewers said. */
export const reviewReadings: Readonly<Record<string, (platform: Platform) => SumRow[]>> = {
  metric_rule_labels: (platform) => {
    const draws = drawn(platform);
    const weighted = drawWeights(draws, ({ rule, queue, stratum }) =>
      JSON.stringify([rule, queue, stratum]),
    ).map(({ draw, weight, decidedWeight }) => ({ ...draw, weight, of_decided: { weight: decidedWeight } }));
    return tally(
      weighted,
      ({ day, rule, version, queue, stratum, probability }) => ({
        day,
        rule,
        version,
        queue,
        stratum,
        chance: chanceBand(probability),
      }),
      (group) => {
        const sums = (label: "label" | "first") => {
          const reviewed = group.filter((draw) => draw[label] !== null && draw[label] !== "uncertain");
          const right = group.filter((draw) => draw[label] === "true_positive");
          return {
            reviewed: reviewed.length,
            right: right.length,
            weight: total(reviewed, (draw) => micro(draw.of_decided)),
            weightTrue: total(right, (draw) => micro(draw.of_decided)),
            squared: total(reviewed, (draw) => squaredMilli(draw.of_decided)),
          };
        };
        const [agreed, first] = [sums("label"), sums("first")];
        return {
          selected: group.length,
          selected_micro: total(group, micro),
          decided: count(group, ({ label }) => label !== null),
          reviewed: agreed.reviewed,
          true_positives: agreed.right,
          novel: count(group, ({ label }) => label === "novel"),
          uncertain: count(group, ({ label }) => label === "uncertain"),
          weight_micro: agreed.weight,
          weight_true_micro: agreed.weightTrue,
          weight_squared_milli: agreed.squared,
          first_reviewed: first.reviewed,
          first_true: first.right,
          first_weight_micro: first.weight,
          first_weight_true_micro: first.weightTrue,
          first_weight_squared_milli: first.squared,
        };
      },
    );
  },
  metric_rule_frames: (platform) =>
    tally(
      platform.review_frames,
      ({ queue, stratum }) => ({ queue, stratum }),
      (frames) => {
        const named = ({ run_id }: { run_id: unknown }): boolean =>
          platform.review_jobs.some((job) => job.run_id === run_id);
        const size = ({ frame_size }: { frame_size: unknown }): number => Number(frame_size);
        const apart = total(
          frames.filter((frame) => !named(frame)),
          size,
        );
        return { frame_size: Math.max(apart, ...frames.filter(named).map(size)) };
      },
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
    tally(goldDecisions(platform), ({ day, queue }) => ({ day, queue }), goldCounts),
  metric_gold_by_reviewer: (platform) =>
    tally(
      goldDecisions(platform).filter(({ reviewer }) => reviewer !== null),
      ({ queue, reviewer }) => ({ queue, reviewer }),
      goldCounts,
    ),
  ...workReadings,
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

function goldDecisions(platform: Platform) {
  return platform.review_decisions.flatMap(({ job_id, label, decided_at, reviewer_id }) => {
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
            reviewer: reviewer_id,
          },
        ];
  });
}

function goldCounts(group: ReturnType<typeof goldDecisions>): SumRow {
  return {
    positives: count(group, ({ gold }) => gold),
    positives_found: count(group, ({ gold, said }) => gold && said),
    negatives: count(group, ({ gold }) => !gold),
    negatives_found: count(group, ({ gold, said }) => !gold && !said),
  };
}

/** Jobs of probability samples by the rules that they tell of. */
function drawn(platform: Platform) {
  const designs = new Set<unknown>(["census", "stratified", "baseline", "certainty"]);
  const jobs = platform.review_jobs.filter(({ sample_design }) => designs.has(sample_design));
  const began = (run: unknown): string =>
    run === null
      ? "1970"
      : jobs
          .flatMap(({ run_id, enqueued_at }) =>
            run_id === run && enqueued_at !== null ? [String(enqueued_at)] : [],
          )
          .reduce((a, b) => (a < b ? a : b), "9")
          .replace(/^9$/, "1970");
  const draw = (job: (typeof jobs)[number], hit: Platform["rule_hits"][number]) => ({
    account: hit.account_id,
    day: `${String(hit.hit_at).slice(0, 7)}-01`,
    rule: hit.rule_id,
    version: hit.version,
    run: `${began(job.run_id)} ${String(job.run_id ?? "")}`,
    label: labelOf(platform, job.job_id),
    first: firstLabelOf(platform, job.job_id),
    weight: 1 / Number(job.inclusion_prob),
    probability: Number(job.inclusion_prob),
  });
  const ofHits = jobs.flatMap((job) =>
    platform.rule_hits
      .filter(({ hit_id }) => hit_id === job.hit_id)
      .map((hit) => ({ ...draw(job, hit), queue: job.queue ?? "", stratum: job.stratum ?? "" })),
  );
  const ofAccounts: typeof ofHits = [];
  const inOrder = jobs
    .filter(({ hit_id, run_id, enqueued_at }) => hit_id === null && run_id !== null && enqueued_at !== null)
    .toSorted((a, b) => compare(a.enqueued_at, b.enqueued_at) || compare(a.job_id, b.job_id));
  for (const job of inOrder) {
    const told = new Set<string>();
    const before = platform.rule_hits
      .filter(({ account_id, hit_at }) => {
        const age = seconds(hit_at, job.enqueued_at);
        return account_id === job.account_id && age >= 0 && age < 28 * 86_400;
      })
      .toSorted((a, b) => compare(b.hit_at, a.hit_at) || Number(b.version) - Number(a.version));
    for (const hit of before) {
      const one = draw(job, hit);
      const key = `${String(one.rule)}:${one.day.slice(0, 7)}`;
      const same = (other: (typeof ofHits)[number]): boolean =>
        other.account === one.account && other.rule === one.rule && other.day === one.day;
      if (told.has(key) || ofHits.some(same) || ofAccounts.some(same)) continue;
      told.add(key);
      ofAccounts.push({ ...one, queue: "rule_quality", stratum: key });
    }
  }
  return [...ofHits, ...ofAccounts];
}
