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
