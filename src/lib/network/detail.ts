import type { NetworkEvidence } from "./evidence.js";

/** A member of a network in the week in which it was largest. */
export interface NetworkMember {
  readonly id: string;
  readonly handle: string | null;
  readonly role: "core" | "fringe";
  readonly score: number;
  /** What it did of what the network did together, in those 28 days. */
  readonly acts: number;
  /** Days that the account was old then; null where unknown. */
  readonly age: number | null;
  /** Rules that ever hit it; null where hits are not known. */
  readonly rules: number | null;
}

/** What members did together: an object that they shared, or a target that they acted on. */
export interface NetworkObject {
  readonly kind: string;
  readonly object: string;
  /** What a text says that is known by its hash; null for other kinds, or where it is not known. */
  readonly text: string | null;
  readonly members: number;
  readonly acts: number;
  /** Accounts of the whole platform that did so in the same 28 days. */
  readonly popularity: number;
  /** `YYYY-MM-DD HH:MM:SS` */
  readonly first: string;
}

/** A picture of a network, members first, the most bound before all others, then targets. */
export interface NetworkPicture {
  readonly names: readonly string[];
  /** A letter for each name: a member of the `c`ore or at the `f`ringe, or a `t`arget. */
  readonly kinds: string;
  /** Places between 0 and 1000. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Both ends of each link, one after the other, by their places among the names. */
  readonly links: readonly number[];
  /** Members, targets and links that it leaves out. */
  readonly left: { readonly members: number; readonly targets: number; readonly links: number };
}

/** How much the members that are bound most have in common, by their places among the picture's names. */
export interface NetworkMatrix {
  readonly members: readonly number[];
  /** Objects that two shared at the same moments, 0 where they have no edge; of a block, the share of their targets that both acted on. */
  readonly values: readonly (readonly (number | null)[])[];
}

/** When members acted: hours since the first of the 28 days, by the places of members in `rows`. */
export interface NetworkRaster {
  readonly from: string;
  readonly days: number;
  readonly rows: readonly string[];
  readonly points: readonly (readonly [row: number, hours: number])[];
  readonly left: { readonly rows: number; readonly points: number };
}

/** What speaks for and against an innocent explanation. */
export interface OrganicFacts {
  /** Seconds from one member's act on an object to the next member's, the middle one; null with fewer than two. */
  readonly medianDelay: number | null;
  /** Objects that more than twice as many accounts of the platform acted on as members did, of all objects. */
  readonly popularObjects: number;
  readonly objects: number;
  /** Days of age, the middle account: of the members and of all accounts that acted then; null where unknown. */
  readonly memberAge: number | null;
  readonly platformAge: number | null;
  /** Members' acts that are part of what the network did, and all that they did in the same days. */
  readonly acts: number;
  readonly allActs: number;
}

export interface NetworkDetail {
  readonly id: string;
  /** The most bound first; more are counted in the overview. */
  readonly members: readonly NetworkMember[];
  readonly objects: readonly NetworkObject[];
  readonly picture: NetworkPicture;
  readonly matrix: NetworkMatrix;
  readonly evidence: NetworkEvidence;
  readonly raster: NetworkRaster;
  readonly facts: OrganicFacts;
}

/** Networks in detail: the first of the overview in `network_details.json`, each by itself in a file of its own. */
export interface NetworkDetails {
  readonly details: readonly NetworkDetail[];
}

/** File of one network in detail, gzipped JSON. */
export function detailFile(id: string): string {
  return `network-${id}.bin`;
}
