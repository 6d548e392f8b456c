import type { SumRow } from "../../metrics/definition.js";
import { rulePrecision } from "../../metrics/rule-precision.js";
import { groupRows, sum } from "../../metrics/sums.js";
import { labelsNeeded } from "../../rule/gate.js";
import type { RuleOverview } from "../../rule/overview.js";
import { neymanAllocation } from "../../rule/sampling/index.js";
import { reviewWindowDays } from "../../metrics/facts/review-window.js";
import type { Estimate } from "../../statistics/estimate.js";
import { addDays } from "../../time/index.js";

/** What labels more would do for one rule. */
export interface NextLabels {
  readonly rule: string;
  /** Labels that it would get, and the strata that they would come from, most first. */
  readonly labels: number;
  readonly strata: readonly { readonly stratum: string; readonly labels: number }[];
  /** Its precision now, and as it would be if shares stay as they are. */
  readonly now: Estimate;
  readonly after: Estimate;
  /** The gate that these labels reach and that would open if precision stays as it is; null where none does. */
  readonly gate: number | null;
}

interface OpenStratum {
  readonly rows: readonly SumRow[];
  readonly rule: string;
  readonly stratum: string;
  readonly size: number;
  readonly weight: number;
  readonly labels: number;
  readonly positives: number;
}

/**
 * Where the next labels narrow intervals most, by Neyman's allocation over the rules' recent strata: what `shrike queue` draws by.
 *
 * @param rows of `rule_precision`, of all time
 * @param running rules that may be promoted or that act
 * @param asOf last day of the data
 */
export function nextLabels(
  rows: readonly SumRow[],
  running: ReadonlyMap<string, Pick<RuleOverview, "target" | "promotion" | "version">>,
  asOf: string,
  budget = 100,
): NextLabels[] {
  const from = `${addDays(asOf, -reviewWindowDays).slice(0, 7)}-01`;
  const recent = rows.filter((row) => running.has(String(row["rule"])) && String(row["day"]) >= from);
  const strata = groupRows(recent, ["rule"]).flatMap((ofRule): OpenStratum[] => {
    const whole = (sum(ofRule, "selected_micro") ?? 0) / 1e6;
    return groupRows(ofRule, ["queue", "stratum"]).map((own) => {
      const frame = (sum(own, "selected_micro") ?? 0) / 1e6;
      return {
        rows: own,
        rule: String(own[0]?.["rule"]),
        stratum: String(own[0]?.["stratum"]),
        size: Math.max(0, Math.round(frame - (sum(own, "selected") ?? 0))),
        weight: whole > 0 ? frame / whole : 0,
        labels: sum(own, "reviewed") ?? 0,
        positives: sum(own, "true_positives") ?? 0,
      };
    });
  });
  const drawn = wholeNumbers(neymanAllocation(strata, budget));
  return groupRows(
    strata.map(({ rule }, index) => ({ rule, index })),
    ["rule"],
  )
    .flatMap((group) => {
      const own = group.flatMap(({ index }) => {
        const stratum = strata[Number(index)];
        const labels = drawn[Number(index)] ?? 0;
        return stratum === undefined || labels === 0 ? [] : [{ ...stratum, added: labels }];
      });
      const [first] = own;
      return first === undefined ? [] : [ofRule(first.rule, own, rows, running)];
    })
    .sort((a, b) => gain(b) - gain(a) || (a.rule < b.rule ? -1 : 1));
}

function ofRule(
  rule: string,
  own: readonly (OpenStratum & { readonly added: number })[],
  rows: readonly SumRow[],
  running: Parameters<typeof nextLabels>[1],
): NextLabels {
  const all = rows.filter((row) => row["rule"] === rule);
  const added = new Map(own.flatMap((stratum) => stratum.rows.map((row) => [row, grown(stratum)] as const)));
  const after = all.map((row) => scaled(row, added.get(row) ?? 1));
  const labels = own.reduce((total, stratum) => total + stratum.added, 0);
  const { target, promotion } = running.get(rule) ?? { target: null, promotion: null };
  const now = rulePrecision.estimate(all);
  const gate =
    target === null || promotion === null || promotion.next === null
      ? null
      : labelsNeeded(now.value, target, promotion.labels);
  return {
    rule,
    labels,
    strata: own
      .map(({ stratum, added: count }) => ({ stratum, labels: count }))
      .sort((a, b) => b.labels - a.labels || (a.stratum < b.stratum ? -1 : 1)),
    now,
    after: rulePrecision.estimate(after),
    gate: gate !== null && promotion !== null && promotion.labels + labels >= gate ? gate : null,
  };
}

function grown({ labels, added }: { readonly labels: number; readonly added: number }): number {
  return labels > 0 ? (labels + added) / labels : 1;
}

/** Sums of a stratum with so many times the labels, their shares as they are and the hits that they stand for the same. */
function scaled(row: SumRow, factor: number): SumRow {
  if (factor === 1) return row;
  const changed: Record<string, number> = {};
  for (const column of [
    "selected",
    "decided",
    "reviewed",
    "true_positives",
    "novel",
    "uncertain",
    "first_reviewed",
    "first_true",
  ])
    changed[column] = Number(row[column] ?? 0) * factor;
  for (const column of ["weight_squared_milli", "first_weight_squared_milli"])
    changed[column] = Number(row[column] ?? 0) / factor;
  return { ...row, ...changed };
}

function gain({ now, after }: NextLabels): number {
  return widthOf(now) - widthOf(after);
}

/** Length of an interval; 1 where nothing is known. */
export function widthOf({ low, high }: Estimate): number {
  return low === null || high === null ? 1 : high - low;
}

/** Shares of a whole as whole numbers of the same sum, the largest fractions rounded up. */
function wholeNumbers(values: readonly number[]): number[] {
  const floors = values.map((value) => Math.floor(value + 1e-9));
  const left = Math.round(values.reduce((a, b) => a + b, 0)) - floors.reduce((a, b) => a + b, 0);
  const order = values
    .map((value, index) => ({ index, part: value - (floors[index] ?? 0) }))
    .sort((a, b) => b.part - a.part || a.index - b.index)
    .slice(0, Math.max(0, left));
  for (const { index } of order) floors[index] = (floors[index] ?? 0) + 1;
  return floors;
}
