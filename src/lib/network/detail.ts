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
  readonly members: number;
  readonly acts: number;
  /** Accounts of the whole platform that did so in the same 28 days. */
  readonly popularity: number;
  /** `YYYY-MM-DD HH:MM:SS` */
  readonly first: string;
}

/** A picture of a network: places between 0 and 1000, links by the places of nodes in the list. */
export interface NetworkPicture {
  readonly nodes: readonly {
    readonly name: string;
    readonly x: number;
    readonly y: number;
    readonly kind: "core" | "fringe" | "target";
  }[];
  readonly links: readonly (readonly [number, number])[];
  /** Members, targets and links that it leaves out. */
  readonly left: { readonly nodes: number; readonly links: number };
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
  readonly raster: NetworkRaster;
  readonly facts: OrganicFacts;
}

/** Networks in detail, the first as the overview has them: `network_details.json`. */
export interface NetworkDetails {
  readonly details: readonly NetworkDetail[];
}
