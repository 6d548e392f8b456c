/** A condition over features, and that of the version that runs; null where none does. */
export interface Conditions {
  readonly candidate: string;
  readonly live: string | null;
}

/** SELECT of the accounts whose row matches, or matches the version that runs, as reports read hits. */
export function latestHits(accounts: string, { candidate, live }: Conditions): string {
  const either = live === null ? candidate : `(${candidate} OR ${live})`;
  return `SELECT draw, day, kind, segment, weight_micro, weight_squared_milli, 1 AS hits, coalesce(${candidate}, FALSE) AS matched, ${live === null ? "FALSE" : `coalesce(${live}, FALSE)`} AS live_matched
FROM ${accounts} WHERE ${either}`;
}

/** Query of the accounts hit by the day of their row. */
export function latestDays(hits: string): string {
  return `SELECT CAST(day AS VARCHAR) AS day, count(*) AS hits FROM ${hits} WHERE matched GROUP BY day ORDER BY day`;
}
