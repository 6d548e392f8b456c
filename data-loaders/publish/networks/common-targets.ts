import { weightOf, type EvidenceObject, type EvidencePair } from "../../../src/lib/network/evidence.js";

/** Members whose pairs are looked at, those bound most, and pairs that are listed. */
const [membersLookedAt, pairsListed] = [300, 400];

export interface CommonTargets {
  /** Strongest first. */
  readonly pairs: readonly EvidencePair[];
  /** Pairs with a target in common. */
  readonly found: number;
  /** Members whose pairs were looked at. */
  readonly looked: number;
}

/**
 * Pairs of members of a block that acted on the same targets, rare targets counting more, as edges between accounts are scored.
 *
 * @param acts member, target and second of each act, one for a member and a target
 */
export function commonTargets(
  acts: readonly (readonly [number, number, number])[],
  objects: readonly EvidenceObject[],
): CommonTargets {
  const members = [...new Set(acts.map(([member]) => member))].sort((a, b) => a - b);
  const looked = members.slice(0, membersLookedAt);
  const place = new Map(looked.map((member, at) => [member, at]));
  const [scores, counts] = [
    new Float64Array(looked.length * looked.length),
    new Int32Array(looked.length * looked.length),
  ];
  const actors = objects.map((): number[] => []);
  for (const [member, object] of acts) {
    const at = place.get(member);
    if (at !== undefined) actors[object]?.push(at);
  }
  for (const [object, own] of actors.entries()) {
    const known = objects[object];
    if (known === undefined) continue;
    const weight = weightOf(known);
    own.sort((a, b) => a - b);
    for (const [index, one] of own.entries())
      for (let later = index + 1; later < own.length; later++) {
        const cell = one * looked.length + (own[later] ?? 0);
        scores[cell] = (scores[cell] ?? 0) + weight;
        counts[cell] = (counts[cell] ?? 0) + 1;
      }
  }
  const found = Array.from(counts.keys()).filter((cell) => (counts[cell] ?? 0) > 0);
  const pairs = found
    .sort((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0) || one - other)
    .slice(0, pairsListed)
    .map((cell) => ({
      a: looked[Math.floor(cell / looked.length)] ?? 0,
      b: looked[cell % looked.length] ?? 0,
      score: Number((scores[cell] ?? 0).toPrecision(4)),
      objects: counts[cell] ?? 0,
      shared: [],
    }));
  return { pairs, found: found.length, looked: looked.length };
}
