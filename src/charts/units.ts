import {
  formatAxis,
  formatCount,
  formatDuration,
  formatNumber,
  formatPercent,
  noData,
} from "../lib/format/index.js";
import type { Unit } from "../lib/format/unit.js";

/** A value as it stands in text, with its unit: `0.84 %`, `12 400`. */
export function formatValue(value: number | null | undefined, unit: Unit): string {
  if (value === null || value === undefined) return noData;
  if (unit === "share") return formatPercent(value);
  if (unit === "hours") return formatDuration(value * 3600);
  if (unit === "index") return value.toFixed(2);
  if (unit === "per-100k") return formatNumber(value);
  return Number.isInteger(value) ? formatCount(value) : formatNumber(value);
}

/** The label of a tick. */
export function tickFormat(unit: Unit): (value: number) => string {
  return unit === "share" ? (value) => `${formatNumber(value * 100)}\u202f%` : formatAxis;
}

/** What an axis says at its end, where its ticks do not say it. */
export const axisLabel: Readonly<Record<Unit, string | null>> = {
  count: null,
  share: null,
  hours: "hours",
  views: "views",
  "per-100k": "per 100\u202f000",
  accounts: "accounts",
  items: "items",
  index: null,
};
