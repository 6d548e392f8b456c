/**
 * A number with what stands behind it. `value`, `low` and `high` are null where there is no data:
 * unknown is never shown as zero. Shares lie in [0, 1]; `low` and `high` bound a 95 % interval
 * unless `level` says otherwise.
 */
export interface Estimate {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** What was counted over, e.g. true positives over labels; weighted estimates give the raw counts. */
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly level?: number;
  /** What the labels behind it say, taken as they are (`as reviewed`), or with the reviewers' errors taken out. */
  readonly basis?: "as reviewed" | "corrected";
  /** Too little has come in to read it as final: cohorts not yet mature, strata under 80 % decided. */
  readonly provisional?: boolean;
  /** Share of the reviewed items that no label could be agreed on; they are not in the denominator. */
  readonly uncertainShare?: number | null;
  /** Size of the simple random sample that would be as precise. */
  readonly effectiveSize?: number | null;
}

/** Two ends of an interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** An estimate where there is no data: "no data", not 0 %. */
export function noData(denominator: number | null = 0): Estimate {
  return { value: null, low: null, high: null, numerator: denominator === null ? null : 0, denominator };
}
