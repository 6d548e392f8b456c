/**
 * Shares of all judgements that lie before the second, third and fourth span of time. What is known of accounts before any of the cuts is
 * known without what was judged since: models are fitted to the first three spans and held to the last, and calibrated across the middle of
 * these three (.35 of all) or of all four (.5).
 */
export const spanShares = [0.35, 0.5, 0.7] as const;

/** The span that models are held to. */
export const lastSpan = spanShares.length;

/** Rows before and since the beginning of a span. */
export interface SpanSplit {
  readonly past: Int32Array;
  readonly future: Int32Array;
}

/** Parts examples by whether they were judged before a span began. */
export function splitAtSpan(span: Uint8Array, first: number): SpanSplit {
  const rows = Int32Array.from(span.keys());
  return {
    past: rows.filter((row) => (span[row] ?? 0) < first),
    future: rows.filter((row) => (span[row] ?? 0) >= first),
  };
}
