/**
 * Normalised mutual information of two groupings of the same members: 2 I(A; B) ÷ (H(A) + H(B)), 1 where they are the same and 0 where one
 * says nothing of the other (Danon, Díaz-Guilera, Duch and Arenas 2005, Journal of Statistical Mechanics P09008).
 *
 * @param a, b group of each member, side by side
 * @returns NaN without members; 1 where both put all members in one group
 */
export function normalizedMutualInformation<A, B>(a: readonly A[], b: readonly B[]): number {
  const members = a.length;
  if (members === 0) return Number.NaN;
  const [ofA, ofB] = [counted(a), counted(b)];
  const together = new Map<A, Map<B, number>>();
  for (const [member, one] of a.entries()) {
    const row = together.get(one) ?? new Map<B, number>();
    together.set(one, row);
    const other = b[member] as B;
    row.set(other, (row.get(other) ?? 0) + 1);
  }
  let shared = 0;
  for (const [one, row] of together)
    for (const [other, both] of row) {
      const expected = ((ofA.get(one) ?? 0) * (ofB.get(other) ?? 0)) / members;
      shared += (both / members) * Math.log(both / expected);
    }
  const entropies = entropy(ofA, members) + entropy(ofB, members);
  return entropies === 0 ? 1 : (2 * shared) / entropies;
}

function counted<Group>(groups: readonly Group[]): Map<Group, number> {
  const counts = new Map<Group, number>();
  for (const group of groups) counts.set(group, (counts.get(group) ?? 0) + 1);
  return counts;
}

function entropy(counts: ReadonlyMap<unknown, number>, members: number): number {
  return -[...counts.values()].reduce((sum, count) => sum + (count / members) * Math.log(count / members), 0);
}
