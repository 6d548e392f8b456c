import { bestPrecision, leastLabels } from "../../rule/health.js";
import type { PrecisionOf, RuleOverview } from "../../rule/overview.js";
import { platformText } from "../../text/index.js";
import type { Estimate } from "../../statistics/estimate.js";
import { addDays } from "../../time/index.js";
import { figureCard, tableOf } from "../cards.js";
import type { Inputs } from "../inputs.js";
import type { CardSpec, CategoryValue, Point } from "../page-view.js";
import { pointTable } from "../counts.js";
import { exact, intervalText, many, monthText, percent } from "../words.js";
import { unknownPrecision } from "./words.js";

/** Precision by version, as reviewed and corrected, against the target. */
export function versionsCard(inputs: Inputs, rule: RuleOverview): CardSpec {
  const { versions, target } = rule;
  const value = (category: string, estimate: Estimate, accent: boolean): CategoryValue => ({
    category,
    value: estimate.value,
    low: estimate.low,
    high: estimate.high,
    n: estimate.denominator,
    accent,
  });
  const corrects = versions.some(({ corrected }) => corrected.high !== null);
  const values = [...versions]
    .reverse()
    .flatMap(({ version, reviewed, corrected }) => [
      value(
        corrects ? `version ${version}, as reviewed` : `version ${version}`,
        reviewed,
        version === rule.version,
      ),
      ...(corrects ? [value(`version ${version}, corrected`, corrected, version === rule.version)] : []),
    ]);
  const labels = versions.reduce((sum, { counts }) => sum + counts.reviewed, 0);
  return figureCard(
    inputs,
    {
      id: "precision-by-version",
      metric: "rule_precision",
      width: 4,
      title: versionsTitle(rule),
      subtitle: `True positives as a share of hits by version, as reviewed${corrects ? " and corrected for reviewers' errors" : ""}; whisker: 95 % interval`,
      sample: `n = ${exact(labels)} reviewed hits`,
      notes: [
        ...(versions.some(({ reviewed }) => reviewed.provisional === true)
          ? ["Provisional: of some strata less than 80 % is decided."]
          : []),
        ...(versions.some(({ reviewed }) => reviewed.value === null)
          ? ["A version without labels is unknown, not zero."]
          : []),
      ],
    },
    values.every((one) => one.value === null)
      ? null
      : {
          kind: "dot-intervals",
          unit: "share",
          ...(target === null ? {} : { target }),
          floor: floorOf(versions, target),
          values,
        },
    tableOf(
      [
        ["version", "Version", "number"],
        ["from", "From", "date"],
        ["until", "Until", "date"],
        ["hits", "Hits", "number"],
        ["reviewed", "Precision, as reviewed", "number"],
        ["reviewed_low", "95 % interval, low", "number"],
        ["reviewed_high", "95 % interval, high", "number"],
        ["corrected", "Precision, corrected", "number"],
        ["corrected_low", "95 % interval, low", "number"],
        ["corrected_high", "95 % interval, high", "number"],
        ["labels", "Labels", "number"],
        ["params", "Parameters", "text"],
      ],
      versions.map(({ version, from, until, hits, reviewed, corrected, counts, params }) => [
        version,
        from,
        until === null ? null : addDays(until, -1),
        hits,
        reviewed.value,
        reviewed.low,
        reviewed.high,
        corrected.value,
        corrected.low,
        corrected.high,
        counts.reviewed,
        Object.entries(params)
          .map(([name, number]) => `${platformText(name, 40)} = ${number}`)
          .join(", "),
      ]),
    ),
  );
}

function versionsTitle(rule: RuleOverview): string {
  const present = bestPrecision(rule.precision);
  if (present.value === null) return `Precision of version ${rule.version} is ${unknownPrecision(rule)}`;
  const place = rule.versions.findIndex(({ version }) => version === rule.version);
  const earlier = rule.versions[place - 1];
  const before = earlier === undefined ? null : bestPrecision(earlier);
  const now = `Version ${rule.version} is right in ${percent(present.value)} of its hits`;
  if (before === null || before.value === null || earlier === undefined)
    return `${now} (${intervalText(present) ?? "no interval"})`;
  const apart =
    present.low !== null && before.high !== null && present.low > before.high
      ? "clearly more than"
      : present.high !== null && before.low !== null && present.high < before.low
        ? "clearly less than"
        : "not clearly different from";
  return `${now}, ${apart} version ${earlier.version} (${percent(before.value)})`;
}

/** Precision month by month, with its target. */
export function monthsCard(inputs: Inputs, rule: RuleOverview): CardSpec {
  const { months, target } = rule;
  const points = months.map((month): Point => {
    const { value, low, high, denominator, provisional } = bestPrecision(month);
    return {
      x: `${month.month}-01`,
      y: value,
      low,
      high,
      n: denominator,
      ...(provisional === true ? { provisional } : {}),
    };
  });
  const drawn = points.map((point) =>
    (point.n ?? 0) < leastLabels ? { ...point, y: null, low: null, high: null } : point,
  );
  const known = drawn.filter(({ y }) => y !== null);
  const few = points.filter(({ y, n }) => y !== null && (n ?? 0) < leastLabels).length;
  const [first, last] = [known[0], known.at(-1)];
  const series = { name: "precision", role: "accent", points: drawn } as const;
  const goal = points.map(({ x }) => ({ x, y: target }));
  return figureCard(
    inputs,
    {
      id: "precision-by-month",
      metric: "precision_decay",
      width: 8,
      title: monthsTitle(rule, first, last),
      subtitle:
        "True positives as a share of hits by month of the hit, all versions, corrected for reviewers' errors where gold items allow it; band: 95 % interval; dashed: target",
      sample:
        known.length === 0
          ? null
          : `n = ${exact(known.reduce((sum, { n }) => sum + (n ?? 0), 0))} reviewed hits in ${many(known.length, "month")}`,
      notes: [
        ...(known.some(({ provisional }) => provisional === true)
          ? ["Dotted: provisional, since of some strata less than 80 % is decided."]
          : []),
        ...(few > 0
          ? [
              `${many(few, "month")} with fewer than ${leastLabels} labels ${few === 1 ? "stands" : "stand"} in the table alone.`,
            ]
          : []),
      ],
    },
    known.length === 0
      ? null
      : {
          kind: "time-series",
          unit: "share",
          grain: "month",
          mark: "line",
          floor: floorOf(
            months.filter(({ counts }) => counts.reviewed >= leastLabels),
            target,
          ),
          series: [
            series,
            ...(target === null ? [] : [{ name: "target", role: "comparison", points: goal } as const]),
          ],
          annotations: [],
        },
    pointTable([{ name: "precision", points }], "Precision"),
  );
}

function monthsTitle(rule: RuleOverview, first: Point | undefined, last: Point | undefined): string {
  if (first === undefined || last === undefined) return `No month has ${leastLabels} labels yet`;
  const decay = rule.health.find(({ kind }) => kind === "decay");
  if (decay !== undefined)
    return `${platformText(decay.text, 200)}${decay.since === null ? "" : `, since ${monthText(decay.since)}`}`;
  const at = `${percent(last.y)} in ${monthText(last.x)}`;
  if (first === last) return `Precision was ${at}, the only month with labels`;
  const [low, high] = [last.low ?? null, last.high ?? null];
  if (high !== null && typeof first.low === "number" && high < first.low)
    return `Precision fell from ${percent(first.y)} in ${monthText(first.x)} to ${at}`;
  if (low !== null && typeof first.high === "number" && low > first.high)
    return `Precision rose from ${percent(first.y)} in ${monthText(first.x)} to ${at}`;
  return `No clear change of precision: ${percent(first.y)} in ${monthText(first.x)}, ${at}`;
}

function floorOf(stretches: readonly PrecisionOf[], target: number | null): number {
  const lows = stretches
    .flatMap(({ reviewed, corrected }) => [reviewed.low, corrected.low, target])
    .filter((low): low is number => low !== null);
  return lows.length === 0 ? 0 : Math.min(0.9, Math.floor(Math.min(...lows) * 10) / 10);
}
