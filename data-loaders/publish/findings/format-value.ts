import type { ValueUnit } from "../../../src/lib/finding/index.js";
import {
  formatCount,
  formatDay,
  formatDuration,
  formatNumber,
  formatPercent,
} from "../../../src/lib/format/index.js";
import { defang, platformText } from "../../../src/lib/text/index.js";

const numeric: Partial<Record<ValueUnit, (value: number | null) => string>> = {
  count: formatCount,
  number: formatNumber,
  share: formatPercent,
  duration: formatDuration,
};

/** Whether values of a unit stand to the right in a table. */
export function isNumeric(unit: ValueUnit): boolean {
  return unit in numeric;
}

/**
 * A value of a query in its unit, as text that is safe to read but not escaped; null is "no data" or "unknown", never 0.
 *
 * @throws when the value is not what the unit stands for
 */
export function formatValue(value: unknown, unit: ValueUnit): string {
  const format = numeric[unit];
  if (format) {
    if (value === null) return format(null);
    if (typeof value === "number" || typeof value === "bigint") return format(Number(value));
    throw new Error(`expected a number for the unit ${unit}, the query gave ${JSON.stringify(value)}`);
  }
  if (unit === "day") return formatDay(value === null ? null : String(value));
  return value === null ? "unknown" : platformText(defang(String(value)));
}
