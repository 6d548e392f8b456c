/** Days over which alerts are held to what a team can look at. */
const budgetDays = [28, 84];

/** How many times larger an open alert has to grow to be raised again. */
export const escalation = 2;

/**
 * How many accounts an alert must be about so that no more are raised than a team can look at: the size of the smallest of the largest
 * `perDay` × days candidates of the 28 days up to today, and of the 84; 0 where there are no more than that.
 *
 * @param sizes of the candidates of each day so far, today's last
 */
export function sizeBar(sizes: readonly (readonly number[])[], perDay: number): number {
  return Math.max(...budgetDays.map((days) => bar(sizes.slice(-days), perDay)));
}

function bar(recent: readonly (readonly number[])[], perDay: number): number {
  const most = Math.floor(perDay * recent.length);
  const ranked = recent.flat().sort((a, b) => b - a);
  return ranked.length <= most ? 0 : (ranked[most - 1] ?? Number.POSITIVE_INFINITY);
}
