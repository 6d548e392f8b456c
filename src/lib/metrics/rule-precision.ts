import { type WeightedBand, weightedShare } from "../statistics/weighted-share.js";
import { type StratifiedShare, type Stratum, stratifiedShare } from "../statistics/stratified-share.js";
import { correctForReviewers } from "./corrected.js";
import type { EstimateContext, MetricDefinition, SumRow } from "./definition.js";
import { ruleLabelsQuery } from "./queries/rule-labels.js";
import { groupRows, sum } from "./sums.js";

/** Strata of which less than this is decided make a figure provisional. */
const leastDecided = 0.8;

/** Share of a rule's hits that are true positives. */
export const rulePrecision: MetricDefinition = {
  id: "rule_precision",
  name: "Precision of a rule",
  group: "Detection",
  definition:
    "Of a rule's hits, the share that do break the policy that it stands for, estimated from hits drawn by a stated design and labelled.",
  formula: "P̂ = ΣW_h p̂_h over strata: W_h the stratum's share of the frame, p̂_h its share of true positives",
  estimator:
    "Stratified share (Cochran 1977, 5.4), variance at p̃_h = (TP_h + ½) ÷ (n_h + 1); Wilson's interval at the effective size P̃(1 − P̃) ÷ V (Korn and Graubard 1998). Corrected: Rogan and Gladen 1978, Lang and Reiczigel 2014.",
  unit: "share",
  unitText: "share of hits",
  owner: "Detection",
  caveats: [
    "Hits without a label are unknown, never correct: true positives ÷ all hits is not precision.",
    "A violation of another policy is wrong for this rule.",
    "Gold, appeal, report and second-opinion jobs never enter; a stratum under 80 % decided makes it provisional.",
    "Uncertain labels are not in the denominator; their share is shown.",
    "As reviewed, several decisions of a job are one label, by majority. Corrected, each job's first decision counts: gold items measure one reviewer's errors.",
  ],
  degenerate:
    "No label: no data. A stratum without labels widens the interval by its whole weight; with less than half of the frame in labelled strata the value is unknown.",
  better: "up",
  tables: ["rule_hits", "review_jobs", "review_decisions"],
  columns: { review_jobs: ["hit_id"] },
  query: ruleLabelsQuery,
  estimate: asReviewed,
  corrected: (rows, context) => {
    const { apparent, first } = estimateParts(rows, context);
    return { ...apparent, ...correctForReviewers(first, context.reviewers ?? [], apparent.covered) };
  },
};

/** As reviewed: rows of one rule, or of one version of it. */
function asReviewed(rows: readonly SumRow[], context: EstimateContext = {}): StratifiedShare {
  return estimateParts(rows, context).apparent;
}

/** The estimate over the whole frame, and what first decisions say over the strata with labels alone. */
function estimateParts(
  rows: readonly SumRow[],
  context: EstimateContext,
): { apparent: StratifiedShare; first: StratifiedShare } {
  const groups = groupRows(rows, ["queue", "stratum"]);
  const strata = [
    ...groups.map((group) => stratumOf(group, context.frames, agreed)),
    ...undrawn(rows, context.frames),
  ];
  const [decided, uncertain] = [sum(rows, "decided") ?? 0, sum(rows, "uncertain") ?? 0];
  const extra = {
    basis: "as reviewed",
    uncertainShare: decided > 0 ? uncertain / decided : null,
    provisional: groups.some(
      (group) => (sum(group, "decided") ?? 0) < leastDecided * (sum(group, "selected") ?? 0),
    ),
  } as const;
  const firsts = groups.map((group) => stratumOf(group, context.frames, first));
  return {
    apparent: { ...stratifiedShare(strata), ...extra },
    first: { ...stratifiedShare(firsts.filter(({ items }) => items > 0)), ...extra },
  };
}

/** The columns of what reviewers agreed on, and of what the first of each job said. */
const agreed = {
  items: "reviewed",
  positives: "true_positives",
  weight: "weight_micro",
  weightTrue: "weight_true_micro",
  weightSquared: "weight_squared_milli",
} as const;
const first: { readonly [column in keyof typeof agreed]: string } = {
  items: "first_reviewed",
  positives: "first_true",
  weight: "first_weight_micro",
  weightTrue: "first_weight_true_micro",
  weightSquared: "first_weight_squared_milli",
};

function stratumOf(
  rows: readonly SumRow[],
  frames: readonly SumRow[] | undefined,
  columns: typeof first,
): Stratum {
  const known = frames?.filter((frame) => sameStratum(frame, rows[0]));
  const framed = known && known.length > 0 ? sum(known, "frame_micro") : null;
  const bands = groupRows(rows, ["chance"]).map((band): WeightedBand => ({
    items: sum(band, columns.items) ?? 0,
    positives: sum(band, columns.positives) ?? 0,
    weight: (sum(band, columns.weight) ?? 0) / 1e6,
    weightPositive: (sum(band, columns.weightTrue) ?? 0) / 1e6,
    weightSquared: (sum(band, columns.weightSquared) ?? 0) / 1e3,
  }));
  return {
    weight: (framed ?? sum(rows, "selected_micro") ?? 0) / 1e6,
    items: sum(rows, columns.items) ?? 0,
    positives: sum(rows, columns.positives) ?? 0,
    ...weightedShare(bands),
  };
}

/** Strata of the rule's frames that nothing was drawn from. */
function undrawn(rows: readonly SumRow[], frames: readonly SumRow[] | undefined): Stratum[] {
  const rules = new Set(rows.map(({ rule }) => rule));
  return (frames ?? [])
    .filter((frame) => rules.has(frame["rule"] ?? null) && !rows.some((row) => sameStratum(frame, row)))
    .map((frame) => ({ weight: Number(frame["frame_micro"] ?? 0) / 1e6, items: 0, positives: 0 }));
}

function sameStratum(frame: SumRow, row: SumRow | undefined): boolean {
  return (
    frame["rule"] === row?.["rule"] &&
    frame["queue"] === row?.["queue"] &&
    frame["stratum"] === row?.["stratum"]
  );
}
