/** Bits of one mask column: sums of their powers of two are exact in doubles, too. */
export const bitsOfMask = 52;

/** Name of a mask column; rule `i` is bit `i mod 52` of mask `⌊i ÷ 52⌋`. */
export function maskColumn(mask: number): string {
  return `mask_${mask}`;
}

/** How many mask columns so many running rules need. */
export function masksFor(running: number): number {
  return Math.ceil(running / bitsOfMask);
}
