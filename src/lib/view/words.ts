import {
  formatCount as exact,
  formatDay as dayText,
  formatInterval,
  formatNumber as rounded,
  formatPercent as percent,
  thinSpace,
} from "../format/index.js";
import type { Change } from "./change.js";
import type { Estimate } from "../statistics/estimate.js";
import { addDays } from "../time/index.js";
import type { Grain } from "../slice/slice.js";
import { chartPeriods, type DayRange, lengthOf, startOf, wholePeriods } from "./periods.js";

export {
  formatCount as exact,
  formatNumber as rounded,
  formatPercent as percent,
  formatDay as dayText,
} from "../format/index.js";

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** A month, from any of its days, as August 2026. */
export function monthText(day: string): string {
  return `${months[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;
}

/** "in August 2026", "on 3 Dec 2015", "in the last 90 days" or "from 1 Jul 2015 to 31 Mar 2016". */
export function during(range: DayRange, data: DayRange): string {
  if (range.from === range.to) return `on ${dayText(range.from)}`;
  const month = startOf(range.from, "month");
  if (range.from === month && addDays(range.to, 1) === startOf(addDays(month, 31), "month"))
    return `in ${monthText(range.from)}`;
  if (range.to === data.to && range.from > data.from) return `in the last ${lengthOf(range)} days`;
  return `from ${spanText(range)}`;
}

/** "1 Jul 2015 to 31 Mar 2016". */
export function spanText({ from, to }: DayRange): string {
  return `${dayText(from)} to ${dayText(to)}`;
}

/** "rose 12 %", "fell 0.4 points"; the sign is in the verb. */
export function moved(change: Change): string {
  const size = Math.abs(change.value);
  const verb = change.value < 0 ? "fell" : "rose";
  if (change.kind === "points") return `${verb} ${rounded(size * 100)} points`;
  return size >= 2 && change.value > 0
    ? `rose ${rounded(1 + size)}-fold`
    : `${verb} ${percent(Number(size.toPrecision(2)))}`;
}

/** "95 % interval 0.81–0.87 %"; null where there is none. */
export function intervalText(
  { low, high, level }: Estimate,
  format: Parameters<typeof formatInterval>[2] = percent,
): string | null {
  if (low === null || high === null) return null;
  return `${percent(level ?? 0.95)} interval ${formatInterval(low, high, format)}`;
}

/** "12 reports", "1 report". */
export function many(count: number, singular: string, plural = `${singular}s`): string {
  return `${exact(count)} ${Math.round(count) === 1 ? singular : plural}`;
}

/** With its first letter in upper case. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A large number in words' units: 117.3 million, 1.3 billion; exact below a million. */
export function large(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e9) return `${Number((value / 1e9).toFixed(2))}${thinSpace}bn`;
  if (size >= 1e6) return `${Number((value / 1e6).toFixed(1))}${thinSpace}M`;
  return Number.isInteger(value) ? exact(value) : rounded(value);
}

/** Says which last days a chart of whole periods does not show; none where it shows all. */
export function unfinishedNote(range: DayRange, grain: Grain, data: DayRange): string[] {
  const [all, shown] = [chartPeriods(range, grain, data), wholePeriods(range, grain, data)];
  const last = all.at(-1);
  return last === undefined || shown.length === all.length
    ? []
    : [`The ${grain} from ${dayText(last.from)} on is not complete and is left out of the chart.`];
}
