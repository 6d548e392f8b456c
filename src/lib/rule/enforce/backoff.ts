/** How long to wait between attempts, in milliseconds. */
export interface Backoff {
  /** Before the second attempt; doubled for each one after it. */
  readonly first: number;
  readonly longest: number;
}

/**
 * Wait before the next attempt: exponential with full jitter above a half, and never less than the server asks for.
 *
 * @param attempt number of the attempt that failed, from 1
 * @param random in [0, 1)
 * @param asked milliseconds that the server asked for, null where it did not
 */
export function waitAfter(
  attempt: number,
  { first, longest }: Backoff,
  random: number,
  asked: number | null,
): number {
  const full = Math.min(longest, first * 2 ** (attempt - 1));
  return Math.max(full * (0.5 + random / 2), asked ?? 0);
}

/**
 * Milliseconds that a `Retry-After` asks for: seconds or an HTTP date (RFC 9110, 10.2.3).
 *
 * @param now milliseconds since 1970
 * @returns null where there is none, or none that can be read
 */
export function retryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  if (!/^[A-Z][a-z]+,? /.test(text)) return null;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
