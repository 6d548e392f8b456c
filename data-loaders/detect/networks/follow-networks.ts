import { evolve, type Evolution } from "../../../src/lib/network/evolution.js";
import type { FoundNetwork, FoundSnapshot } from "./found-network.js";
import { dateOf } from "./snapshot-days.js";

/** A network in one of its snapshots; `found` is null in the one where it is there no longer. */
export interface NetworkStep {
  /** `YYYY-MM-DD`, a Sunday. */
  readonly date: string;
  readonly evolution: Evolution;
  readonly related: string | null;
  readonly found: FoundNetwork | null;
}

/** A network through time. */
export interface FollowedNetwork {
  readonly id: string;
  /** In the order of time; the first has been found. */
  readonly steps: readonly NetworkStep[];
}

/** Gives the networks of snapshots, all found by one method on one signal, their ids, and follows each through time. */
export function followNetworks(snapshots: readonly FoundSnapshot[], prefix: string): FollowedNetwork[] {
  const byDate = new Map(snapshots.map(({ day, networks }) => [dateOf(day), networks]));
  const steps = evolve(
    snapshots.map(({ day, networks }) => ({
      date: dateOf(day),
      networks: networks.map(({ members }) => members),
    })),
    prefix,
  );
  const followed = new Map<string, NetworkStep[]>();
  for (const { id, date, network, evolution, related } of steps) {
    const found = network === null ? null : (byDate.get(date)?.[network] ?? null);
    const listed = followed.get(id);
    const step = { date, evolution, related, found };
    if (listed === undefined) followed.set(id, [step]);
    else listed.push(step);
  }
  return [...followed].map(([id, own]) => ({ id, steps: own }));
}

/** The snapshot in which a network was largest, the first of them; null where it was never there. */
export function largestStep({
  steps,
}: FollowedNetwork): { readonly date: string; readonly found: FoundNetwork } | null {
  let largest: { date: string; found: FoundNetwork } | null = null;
  for (const { date, found } of steps)
    if (found !== null && found.members.length > (largest?.found.members.length ?? 0))
      largest = { date, found };
  return largest;
}
