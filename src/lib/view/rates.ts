import type { Cube } from "../cube/cube.js";
import type { Estimate } from "../statistics/estimate.js";
import { annotationsOf, figureCard, missingCard, spanOf } from "./cards.js";
import { type Cells, byPeriod, within } from "./cells.js";
import { type Change, rateChange, relativeRateChange } from "./change.js";
import { deltaOf, missingNumber, pointTable, sparkGrain } from "./counts.js";
import type { Inputs } from "./inputs.js";
import { sliceText } from "./labels.js";
import type { BigNumber, CardSpec, Missing, Point, Series } from "./page-view.js";
import type { Unit } from "../format/unit.js";
import { comparisonOf, type DayRange, lengthOf, type Period, chartPeriods } from "./periods.js";
import { addDays } from "../time/index.js";
import { type Family, isMissing, select } from "./selection.js";
import { during, exact, intervalText, moved, percent, rounded, spanText } from "./words.js";

/** A rate that is estimated anew for each period, from the cells of a family. */
export interface Rate {
  readonly id: string;
  /** Name of what is measured, as a title begins: "Spam views". */
  readonly label: string;
  /** What a share is a share of: "of views". */
  readonly of: string;
  readonly metric: string;
  readonly unit: Unit;
  readonly better: "up" | "down" | "neither";
  readonly family: Family;
  readonly estimate: (cells: Cells) => Estimate;
  /** What `n` counts: "reviewed views". */
  readonly counted: string;
  /** Whether a change is told as a share of the rate before, or in points. */
  readonly change: "relative" | "points";
  /** The first day whose figure may still move; points from there on are provisional. */
  readonly provisionalFrom?: string;
  /** What the interval leaves out, or how the estimate was corrected. */
  readonly notes: readonly string[];
}

/** A rate over the slice and over its comparison period. */
export interface Compared {
  readonly now: Estimate;
  readonly before: Estimate | null;
  readonly change: Change | null;
  /** The days that `now` is about: of a slice whose end is not mature, those that are. */
  readonly range: DayRange;
}

const leastMatureDays = 7;

/**
 * The rate of the slice, and how it changed. Where outcomes of the slice's last days are still coming in, it is the rate of the
 * days before them; where hardly any day is mature, it is provisional, and no change of it is claimed.
 */
export function compared(
  inputs: Inputs,
  rate: Rate,
): (Compared & { cells: Cells; notes: readonly string[] }) | Missing {
  const selected = select(inputs, rate.family);
  if (isMissing(selected)) return selected;
  const { range, provisional } = matureRange(inputs, rate);
  const before = comparisonOf(inputs.slice, inputs.frame.range);
  const now = rate.estimate(within(selected.cells, range));
  const earlier = before ? rate.estimate(within(selected.cells, before)) : null;
  if (provisional) return { ...selected, range, now: { ...now, provisional }, before: earlier, change: null };
  const changed = rate.change === "relative" ? relativeRateChange : rateChange;
  return { ...selected, range, now, before: earlier, change: earlier && changed(now, earlier) };
}

function matureRange(
  { slice }: Inputs,
  { provisionalFrom }: Rate,
): { readonly range: DayRange; readonly provisional: boolean } {
  const whole = { from: slice.from, to: slice.to };
  if (provisionalFrom === undefined || slice.to < provisionalFrom)
    return { range: whole, provisional: false };
  const mature = { from: slice.from, to: addDays(provisionalFrom, -1) };
  return lengthOf(mature) >= leastMatureDays
    ? { range: mature, provisional: false }
    : { range: whole, provisional: true };
}

/** The rate of each period, with its interval. */
export function ratePoints(rate: Rate, cells: Cells, periods: readonly Period[]): Point[] {
  return byPeriod(cells, periods).map((part, index) => {
    const period = periods[index];
    const { value, low, high, denominator } = rate.estimate(part);
    const provisional =
      (period?.partial && index === periods.length - 1) ||
      (rate.provisionalFrom && (period?.to ?? "") >= rate.provisionalFrom);
    return {
      x: period?.from ?? "",
      y: value,
      low,
      high,
      n: denominator,
      ...(provisional ? { provisional: true } : {}),
    };
  });
}

/** A rate as a big number. */
export function rateNumber(inputs: Inputs, rate: Rate): BigNumber {
  const text = { id: rate.id, label: rate.label, metric: rate.metric, unit: rate.unit };
  const result = compared(inputs, rate);
  if (isMissing(result)) return missingNumber(text, result);
  const { slice, frame } = inputs;
  return {
    ...text,
    label: result.notes.length ? `${rate.label} (not by this filter)` : rate.label,
    estimate: result.now,
    delta: deltaOf(result.change, rate.better),
    sparkline: ratePoints(rate, result.cells, chartPeriods(slice, sparkGrain(slice), frame.range)),
  };
}

/** What happened to a rate, in a sentence; neutral where nothing did beyond chance. */
export function rateTitle(inputs: Inputs, rate: Rate, { now, change, range }: Compared): string {
  const phrase = during(range, inputs.frame.range);
  if (now.provisional && now.value !== null)
    return `${rate.label}: ${valueText(rate, now.value)}${rate.of ? ` ${rate.of}` : ""} ${phrase}, provisional`;
  if (now.value === null) return `${rate.label}: no data ${phrase}`;
  if (now.value === 0 && now.high !== null)
    return `${rate.label}: none found ${phrase}, at most ${valueText(rate, now.high)}${rate.of ? ` ${rate.of}` : ""}`;
  const level = `${valueText(rate, now.value)}${rate.of ? ` ${rate.of}` : ""}`;
  if (change?.significant) return `${rate.label} ${moved(change)} ${phrase}, to ${level}`;
  return change
    ? `${rate.label} held at ${level} ${phrase}: no change beyond chance`
    : `${rate.label}: ${level} ${phrase}`;
}

/** A rate over time, with its interval as a band. */
export function rateCard(
  inputs: Inputs,
  rate: Rate,
  options: { readonly width: CardSpec["width"]; readonly annotated?: boolean },
): CardSpec {
  const { slice, frame } = inputs;
  const grain = slice.grain === "hour" ? "day" : slice.grain;
  const subtitle = (cube?: Cube): string => {
    const filters = sliceText(inputs, cube);
    return `${rate.label}${rate.of ? `, share ${rate.of}` : ""} by ${grain} (${slice.tz}), band: 95 % interval${filters ? `; ${filters}` : ""}`;
  };
  const text = {
    id: `${rate.id}-over-time`,
    metric: rate.metric,
    width: options.width,
    title: rate.label,
    subtitle: subtitle(),
  };
  const result = compared(inputs, rate);
  if (isMissing(result)) return missingCard(inputs, text, result);
  const points = ratePoints(rate, result.cells, chartPeriods(slice, grain, frame.range));
  const series: Series[] = [{ name: rate.label, role: "accent", points }];
  return figureCard(
    inputs,
    {
      ...text,
      title: rateTitle(inputs, rate, result),
      subtitle: subtitle(result.cells.cube),
      sample: sampleText(rate, result.now),
      notes: [...result.notes, ...rate.notes, ...comparisonNote(inputs, rate, result)],
    },
    {
      kind: "time-series",
      unit: rate.unit,
      grain,
      mark: "line",
      series,
      annotations: options.annotated ? annotationsOf(inputs, spanOf(points, slice)) : [],
    },
    pointTable(series, rate.label),
  );
}

/** "n = 12 400 reviewed views; 95 % interval 0.81–0.87 %". */
export function sampleText(rate: Pick<Rate, "counted" | "unit">, estimate: Estimate): string {
  const interval = intervalText(estimate, rate.unit === "share" ? percent : rounded);
  return [`n = ${exact(estimate.denominator)} ${rate.counted}`, interval].filter(Boolean).join("; ");
}

/** A value of a rate in its unit. */
export function valueText(rate: Pick<Rate, "unit">, value: number): string {
  return rate.unit === "share" ? percent(value) : rounded(value);
}

function comparisonNote({ slice, frame }: Inputs, rate: Rate, { before }: Compared): string[] {
  const range: DayRange | null = comparisonOf(slice, frame.range);
  if (!range || !before || before.value === null) return [];
  return [
    `Compared with ${spanText(range)}: ${valueText(rate, before.value)} (${intervalText(before, rate.unit === "share" ? percent : rounded) ?? "no interval"}).`,
  ];
}
