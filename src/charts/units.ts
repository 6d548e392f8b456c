import {
  formatAxis,
  formatCount,
  formatDuration,
  formatNumber,
  formatPercent,
  noData,
} from "../lib/format/index.js";
import type { Unit } from "../lib/view/page-view.js";

/** A value as it stands in text, with its unit: `0.84 %`, `12 400`. */
export function formatValue(value: number | null | undefined, unit: Unit): string {
  if (value === null || value === undefined) return noData;
  if (unit === "share") return formatPercent(value);
  if (unit === "hours") return formatDuration(value * 3600);
  if (unit === "per-100k") return formatNumber(value);
  return Number.isInteger(value) ? formatCount(value) : formatNumber(value);
}

/** The label of a tick; the unit stands on the axis, once. */
export function tickFormat(unit: Unit): (value: number) => string {
  return unit === "share" ? (value) => formatNumber(value * 100) : formatAxis;
}

/** What an axis says at its end. */
export const axisLabel: Readonly<Record<Unit, string | null>> = {
  count: null,
  share: "%",
  hours: "hours",
  views: "views",
  "per-100k": "per 100\u2009000",
  accounts: "accounts",
  items: "items",
};
