/** Stands between groups of three digits and before a unit. */
export const thinSpace = "\u202f";

/** Shown where a number is unknown; it never looks like zero. */
export const noData = "no data";

/** A number, or null where it is unknown. */
export type MaybeNumber = number | null | undefined;

function isKnown(value: MaybeNumber): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

/** Plain digits with thin spaces for thousands and a true minus sign: −681 406.25. */
function grouped(digits: string): string {
  const [whole = "", fraction] = digits.replace("-", "").split(".");
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, thinSpace);
  return `${digits.startsWith("-") ? "−" : ""}${groups}${fraction === undefined ? "" : `.${fraction}`}`;
}

/** Without an exponent, whatever the size. */
function plain(value: number): string {
  const text = String(Object.is(value, -0) ? 0 : value);
  if (!text.includes("e")) return text;
  return Math.abs(value) >= 1
    ? BigInt(value).toString()
    : value.toFixed(Math.min(100, 2 - Math.floor(Math.log10(Math.abs(value))))).replace(/\.?0+$/, "");
}

/** A count as it is, rounded to a whole number: 681 406. Unknown is "no data". */
export function formatCount(value: MaybeNumber): string {
  return isKnown(value) ? grouped(plain(Math.round(value))) : noData;
}

/** A number to three significant digits, without trailing zeros: 681 000, 0.843. */
export function formatNumber(value: MaybeNumber): string {
  return isKnown(value) ? grouped(plain(Number(value.toPrecision(3)))) : noData;
}

/** A share of 1 as a percentage to three significant digits: 0.843 %. */
export function formatPercent(share: MaybeNumber): string {
  return isKnown(share) ? `${formatNumber(share * 100)}${thinSpace}%` : noData;
}

/** A number for an axis, with k, M or bn: 1.5k, 20M. Text uses `formatNumber`. */
export function formatAxis(value: MaybeNumber): string {
  if (!isKnown(value)) return "";
  const rounded = Number(value.toPrecision(3));
  const size = Math.abs(rounded);
  const [divisor, suffix] =
    size >= 1e9 ? [1e9, "bn"] : size >= 1e6 ? [1e6, "M"] : size >= 1e3 ? [1e3, "k"] : [1, ""];
  return `${formatNumber(rounded / divisor)}${suffix}`;
}

/**
 * Both ends of an interval, the unit said once: "1.9–2.4 %".
 *
 * @param format how one end is shown; defaults to three significant digits
 */
export function formatInterval(
  low: MaybeNumber,
  high: MaybeNumber,
  format: (value: MaybeNumber) => string = formatNumber,
): string {
  if (!isKnown(low) || !isKnown(high)) return noData;
  const [from, to] = [format(low), format(high)];
  const unit = /\u202f[^\d\u202f]+$/.exec(to)?.[0] ?? "";
  const start = unit !== "" && from.endsWith(unit) ? from.slice(0, -unit.length) : from;
  return `${start}${low < 0 ? " to " : "–"}${to}`;
}
