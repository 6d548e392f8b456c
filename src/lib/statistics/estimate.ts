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
}
