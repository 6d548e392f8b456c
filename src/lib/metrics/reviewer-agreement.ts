import { type Estimate, noData } from "../statistics/estimate.js";
import { krippendorffAlpha } from "../statistics/krippendorff-alpha.js";
import { stratifiedShare, type Stratum } from "../statistics/stratified-share.js";
import type { MetricDefinition, SumRow } from "./definition.js";
import { reviewAgreementQuery } from "./queries/review-agreement.js";
import { groupRows, sum } from "./sums.js";

/** Agreement from which on labels can be relied on, and below which no conclusion may rest on them (Krippendorff 2004, 11.5). */
export const agreementBounds = { good: 0.8, floor: 0.667 } as const;

/** How far two reviewers of one job agree, beyond chance. */
export const reviewerAgreement: MetricDefinition = {
  id: "reviewer_agreement",
  name: "Reviewer agreement",
  group: "Detection",
  definition:
    "How far reviewers who decide the same job independently give the same label, beyond what chance would give: 1 is always, 0 as chance. From .80 on labels can be relied on; below .667 no conclusion should rest on them.",
  formula:
    "α = 1 − D_o ÷ D_e: the share of pairs of labels that differ, as observed ÷ as drawn at random from all labels",
  estimator:
    "Krippendorff's α for nominal labels (Krippendorff 2004, ch. 11), jobs weighted by 1 ÷ the share of jobs that a second reviewer saw among those with the same first label. Interval: that of D_o as a stratified share, with D_e as estimated.",
  unit: "index",
  unitText: "α, at most 1",
  owner: "Quality assurance",
  caveats: [
    "Who is asked a second time depends on the first label: unweighted, agreement would be that of false positives.",
    "Reviewers who agree can be wrong together: gold items say how often they are right.",
  ],
  degenerate:
    "No job with two decisions, or all labels the same: no data. First labels of which none was seen twice widen the interval.",
  better: "up",
  tables: ["review_jobs", "review_decisions"],
  columns: {},
  query: reviewAgreementQuery,
  estimate: alpha,
};

function alpha(rows: readonly SumRow[]): Estimate {
  const coincidences = new Map<string, Map<string, number>>();
  const strata = groupRows(rows, ["first_label"]).map((group): Stratum => {
    const twice = group.filter((row) => Number(row["decisions"]) >= 2);
    const [jobs, items] = [sum(group, "jobs") ?? 0, sum(twice, "jobs") ?? 0];
    let positives = 0;
    for (const row of twice) {
      const [label, other] = [String(row["label"]), String(row["other"])];
      const [pairs, decisions] = [sum([row], "pairs") ?? 0, Number(row["decisions"])];
      if (pairs === 0 || items === 0) continue;
      const own = coincidences.get(label) ?? new Map<string, number>();
      own.set(other, (own.get(other) ?? 0) + ((jobs / items) * pairs) / (decisions - 1));
      coincidences.set(label, own);
      if (label !== other) positives += pairs / (decisions * (decisions - 1));
    }
    return { weight: jobs, items, positives };
  });
  const agreement = krippendorffAlpha(coincidences);
  const differing = stratifiedShare(strata);
  if (agreement === null || differing.low === null || differing.high === null) return noData();
  const of = (share: number): number => 1 - share / agreement.expected;
  return {
    value: differing.value === null ? null : of(differing.value),
    low: of(differing.high),
    high: of(differing.low),
    numerator: (differing.denominator ?? 0) - (differing.numerator ?? 0),
    denominator: differing.denominator,
  };
}
