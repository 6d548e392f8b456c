/** Where a count lies within a whole number that holds several. */
interface Field {
  readonly count: string;
  readonly shift: number;
  readonly bits: number;
}

/** Counts that share one whole number, so that one sum adds up all of them. */
export type PackedCounts = readonly Field[];

/** Bits of a BIGINT that are free for counts. */
const room = 62;

/**
 * Shares whole numbers among counts: most of what features cost is sums over windows, and one sum then does for several counts.
 *
 * @param largest the most that each count adds up to in any window
 */
export function packCounts(
  counts: readonly string[],
  largest: Readonly<Record<string, number>>,
): PackedCounts[] {
  const packs: { fields: Field[]; used: number }[] = [];
  const sized = counts.map((count) => ({ count, bits: bitsOf(largest[count] ?? 0) }));
  for (const { count, bits } of sized.sort((a, b) => b.bits - a.bits)) {
    let pack = packs.find(({ used }) => used + bits <= room);
    if (pack === undefined) packs.push((pack = { fields: [], used: 0 }));
    pack.fields.push({ count, shift: pack.used, bits });
    pack.used += bits;
  }
  return packs.map(({ fields }) => fields);
}

function bitsOf(largest: number): number {
  return 1 + Math.floor(Math.log2(Math.max(1, largest)));
}

/**
 * SQL of the whole number that holds a row's counts; none of these may be null.
 *
 * @param present counts that the row has as columns: the others are 0
 */
export function printPacked(pack: PackedCounts, present: readonly string[]): string {
  const terms = pack
    .filter(({ count }) => present.includes(count))
    .map(({ count, shift }) => (shift === 0 ? count : `${count} * ${2n ** BigInt(shift)}`));
  return terms.length === 0 ? "0" : terms.join(" + ");
}

/** SQL of each count within a sum of such numbers. */
export function printUnpacked(sum: string, pack: PackedCounts): { count: string; sql: string }[] {
  return pack.map(({ count, shift, bits }, index) => {
    const high = shift === 0 ? sum : `@idiv(${sum}, ${2n ** BigInt(shift)})`;
    return { count, sql: index === pack.length - 1 ? high : `${high} % ${2n ** BigInt(bits)}` };
  });
}
