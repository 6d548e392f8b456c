/** What became of a network from one snapshot to the next. */
export type Evolution = "born" | "grown" | "shrunk" | "steady" | "merged" | "split" | "gone";

export interface Snapshot {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** Members of each network, whole numbers in order. */
  readonly networks: readonly Int32Array[];
}

/** One network in one snapshot. */
export interface Step {
  readonly id: string;
  readonly date: string;
  /** Its place in the snapshot; null where it is there no longer. */
  readonly network: number | null;
  readonly evolution: Evolution;
  /** The network that it split off from, or that it was merged into. */
  readonly related: string | null;
}

interface Living {
  readonly id: string;
  readonly order: number;
  readonly members: Int32Array;
}

/** Share of the smaller of two networks that must be members of both for one to be the other's kin. */
const kinship = 0.3;

/**
 * Gives networks ids that stay theirs from snapshot to snapshot. A network goes on in the one of the next snapshot with which it has the
 * greatest Jaccard index of members, where the two have at least three tenths of the smaller in common; where several go on in one, the
 * oldest id wins and the others are merged into it; one with kin before it, none of which goes on in it, has split off; one without any is
 * born. The name is the day of birth and its place among those born then, so that later days change no name.
 *
 * @param prefix of every id, e.g. `c`
 */
export function evolve(snapshots: readonly Snapshot[], prefix: string): Step[] {
  const steps: Step[] = [];
  let living: Living[] = [];
  let born = 0;
  for (const { date, networks } of snapshots) {
    const kin = networks.map((members) => kinOf(members, living));
    const heirs = living.map((one) => heirOf(one, networks, kin));
    const next: Living[] = [];
    let named = 0;
    for (const [index, members] of networks.entries()) {
      const claimants = living.filter((_, at) => heirs[at] === index).sort((a, b) => a.order - b.order);
      const [oldest, ...others] = claimants;
      const parent = [...(kin[index] ?? [])].sort((a, b) => b[1] - a[1] || a[0].order - b[0].order)[0]?.[0];
      const id = oldest?.id ?? `${prefix}-${date.replaceAll("-", "")}-${++named}`;
      steps.push({
        id,
        date,
        network: index,
        evolution:
          oldest === undefined
            ? parent === undefined
              ? "born"
              : "split"
            : changeOf(oldest, members, others.length),
        related: oldest === undefined ? (parent?.id ?? null) : null,
      });
      for (const other of others)
        steps.push({ id: other.id, date, network: null, evolution: "merged", related: id });
      next.push({ id, order: oldest?.order ?? born++, members });
    }
    for (const [at, { id }] of living.entries())
      if (heirs[at] === undefined) steps.push({ id, date, network: null, evolution: "gone", related: null });
    living = next;
  }
  return steps;
}

function changeOf(before: Living, members: Int32Array, merged: number): Evolution {
  if (merged > 0) return "merged";
  if (members.length === before.members.length) return "steady";
  return members.length > before.members.length ? "grown" : "shrunk";
}

/** Living networks that are kin to this one, each with the members in common. */
function kinOf(members: Int32Array, living: readonly Living[]): Map<Living, number> {
  const own = new Set(members);
  const kin = new Map<Living, number>();
  for (const one of living) {
    let common = 0;
    for (const member of one.members) if (own.has(member)) common++;
    if (common > 0 && common >= kinship * Math.min(members.length, one.members.length)) kin.set(one, common);
  }
  return kin;
}

/** The network in which one goes on; undefined where it is gone. */
function heirOf(
  one: Living,
  networks: readonly Int32Array[],
  kin: readonly Map<Living, number>[],
): number | undefined {
  let [best, heir]: [number, number | undefined] = [0, undefined];
  for (const [index, members] of networks.entries()) {
    const common = kin[index]?.get(one) ?? 0;
    const jaccard = common / (members.length + one.members.length - common);
    if (jaccard > best) [best, heir] = [jaccard, index];
  }
  return heir;
}
