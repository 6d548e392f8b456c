/** Bits of one mask column: sums of their powers of two are exact in doubles, too. */
export const bitsOfMask = 52;

/** Name of a mask column; rule `i` is bit `i mod 52` of mask `⌊i ÷ 52⌋`. */
export function maskColumn(mask: number): string {
  return `mask_${mask}`;
}

/** SQL of whether a rule matches a row, by its place among the running rules. */
export function inMask(rule: number): string {
  return `((${maskColumn(Math.floor(rule / bitsOfMask))} >> ${rule % bitsOfMask}) & 1) = 1`;
}

/** SQL of whether any of some rules matches a row; none of none. */
export function inAnyMask(rules: readonly number[]): string {
  const masks = new Map<number, bigint>();
  for (const rule of rules) {
    const mask = Math.floor(rule / bitsOfMask);
    masks.set(mask, (masks.get(mask) ?? 0n) | (1n << BigInt(rule % bitsOfMask)));
  }
  const parts = [...masks].map(([mask, bits]) => `(${maskColumn(mask)} & ${bits}) <> 0`);
  return parts.length > 0 ? `(${parts.join(" OR ")})` : "FALSE";
}
