import type { Signal } from "./read-acts.js";

/** How networks are found, and on what. */
export type Method = "co_sharing" | "lockstep";

/** A network of one snapshot. Accounts are numbers of `network_accounts`. */
export interface FoundNetwork {
  readonly method: Method;
  readonly signal: "share" | Signal;
  /** In order. */
  readonly members: Int32Array;
  /** Weight of each member's edges within the network. */
  readonly scores: Float64Array;
  /** Edges of each member within the network. */
  readonly degrees: Int32Array;
  readonly edges: FoundEdges;
  /** Edges ÷ possible edges. */
  readonly density: number;
}

/** Co-sharing: two accounts. Lockstep: an account and a target, a number of `network_targets_<signal>`. */
export interface FoundEdges {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly weight: Float64Array;
  /** Distinct objects of an edge between accounts. */
  readonly objects: Int32Array;
}

export interface FoundSnapshot {
  /** Last day of the 28, a Sunday, in days since 1970. */
  readonly day: number;
  readonly networks: readonly FoundNetwork[];
}
