import type { Change } from "./change.js";
import type { Estimate } from "../statistics/estimate.js";
import { type DayRange, addDays, lengthOf, startOf } from "./periods.js";

const thinSpace = "\u2009";
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const longMonths = [
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

/** An exact whole number with thin spaces: 681 406. */
export function exact(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, thinSpace);
}

/** A number for prose, to three significant digits: 681 000, 0.843. */
export function rounded(value: number): string {
  if (value === 0) return "0";
  const digits = Number(value.toPrecision(3));
  return Math.abs(digits) >= 100 ? exact(digits) : String(digits);
}

/** A share as a percentage to three significant digits: 0.843 %. */
export function percent(share: number): string {
  return `${rounded(share * 100)}${thinSpace}%`;
}

/** A day as 3 Dec 2015. */
export function dayText(day: string): string {
  return `${Number(day.slice(8, 10))} ${months[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;
}

/** A month, from any of its days, as August 2026. */
export function monthText(day: string): string {
  return `${longMonths[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;
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

/** "95 % interval 0.81–0.87 %". */
export function intervalText(
  { low, high, level }: Estimate,
  asText: (value: number) => string,
): string | null {
  if (low === null || high === null) return null;
  const [from, to] = [asText(low), asText(high)];
  const unit = `${thinSpace}%`;
  const short = from.endsWith(unit) && to.endsWith(unit) ? from.slice(0, -unit.length) : from;
  return `${rounded((level ?? 0.95) * 100)}${unit} interval ${short}–${to}`;
}

/** "12 reports", "1 report". */
export function many(count: number, singular: string, plural = `${singular}s`): string {
  return `${exact(count)} ${Math.round(count) === 1 ? singular : plural}`;
}

/** With its first letter in upper case. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
