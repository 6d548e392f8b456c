/** Length of one step of a time axis. */
export type Grain = "hour" | "day" | "week" | "month";

/** What the period is compared with: the period just before it, the same days a year earlier, or nothing. */
export type Comparison = "previous" | "year" | "none";

/** Which decisions are shown, by `actions.automated_decision`. */
export type Automation = "all" | "automated" | "manual";

/**
 * One slice of the data, as the filter bar shows it and the URL carries it.
 * Dates are whole days, `YYYY-MM-DD`, in the slice's time zone; both ends are included.
 * An empty list means "all".
 */
export interface Slice {
  readonly from: string;
  readonly to: string;
  readonly tz: string;
  readonly grain: Grain;
  readonly vs: Comparison;
  readonly policy: readonly string[];
  readonly surface: readonly string[];
  readonly country: readonly string[];
  readonly rule: readonly string[];
  readonly lang: readonly string[];
  readonly auto: Automation;
}

export const grains = ["hour", "day", "week", "month"] as const satisfies readonly Grain[];
export const comparisons = ["previous", "year", "none"] as const satisfies readonly Comparison[];
export const automations = ["all", "automated", "manual"] as const satisfies readonly Automation[];

export type SliceKey = keyof Slice;

/** The keys of the slice that hold lists, in the order of the URL. */
export const listKeys = [
  "policy",
  "surface",
  "country",
  "rule",
  "lang",
] as const satisfies readonly SliceKey[];

/** All keys, in the order of the URL. */
export const sliceKeys = [
  "from",
  "to",
  "tz",
  "grain",
  "vs",
  ...listKeys,
  "auto",
] as const satisfies readonly SliceKey[];
