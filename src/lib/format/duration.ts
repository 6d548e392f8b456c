import { formatNumber, type MaybeNumber, noData, thinSpace } from "./number.js";

const units = [
  { name: "d", seconds: 86_400 },
  { name: "h", seconds: 3600 },
  { name: "min", seconds: 60 },
] as const;

/** A length of time in its largest fitting unit: 45 s, 12 min, 5.25 h, 3 d. Days start at two of them. */
export function formatDuration(seconds: MaybeNumber): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return noData;
  const size = Math.abs(seconds);
  const unit = units.find(({ name, seconds: length }) => size >= (name === "d" ? 2 * length : length));
  return unit
    ? `${formatNumber(seconds / unit.seconds)}${thinSpace}${unit.name}`
    : `${formatNumber(seconds)}${thinSpace}s`;
}
