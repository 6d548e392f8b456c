/**
 * Share of members that belong to the commonest class of their community: 1 where every community is of one class. It never falls when
 * communities are cut smaller, so it is read beside how many there are and how many members they cover.
 *
 * @param community, label of each member, side by side
 * @returns NaN without members
 */
export function purity(community: readonly number[], label: readonly string[]): number {
  const counts = new Map<number, Map<string, number>>();
  for (const [member, number] of community.entries()) {
    const own = counts.get(number) ?? new Map<string, number>();
    counts.set(number, own);
    const name = label[member] ?? "";
    own.set(name, (own.get(name) ?? 0) + 1);
  }
  const commonest = [...counts.values()].reduce((sum, own) => sum + Math.max(...own.values()), 0);
  return commonest / community.length;
}
