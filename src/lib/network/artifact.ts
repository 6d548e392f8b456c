import type { Evolution } from "./evolution.js";

/** What the search for networks looked at, and what it left out. */
export interface NetworkSearch {
  readonly accounts: number;
  /** Shares of objects that at least two accounts shared. */
  readonly shares: number;
  readonly objects: number;
  /** Pairs of shares that lie no further apart than the window's length. */
  readonly pairs: number;
  /** Shares in moments so crowded that they were left out, and objects that they are of. */
  readonly prunedShares: number;
  readonly prunedObjects: number;
  /** Events left out because their clock is decades away from the others'. */
  readonly outside: number;
  /** Least score of an edge; null where chance explains all. */
  readonly scoreCut: number | null;
  readonly edges: number;
  /** Edges that chance leaves at the same score. */
  readonly chanceEdges: number;
  /** Follows, likes, … that blocks were looked for in. */
  readonly acts: Readonly<Record<string, number>>;
}

/** A rule that hit members of a network. */
export interface NetworkCover {
  readonly rule: string;
  readonly accounts: number;
}

export interface NetworkOverview {
  readonly id: string;
  readonly method: "co_sharing" | "lockstep";
  /** What its members did together. */
  readonly signal: "share" | "follow" | "like" | "url" | "media";
  /** First and last week in which it was there, by their Sundays. */
  readonly first: string;
  readonly last: string;
  readonly evolution: Evolution;
  /** The network that it split off from or was merged into. */
  readonly related: string | null;
  /** Whether it was there in the last week of the data. */
  readonly active: boolean;
  /** Accounts that were ever members. */
  readonly accounts: number;
  readonly peak: {
    readonly size: number;
    readonly date: string;
    readonly edges: number;
    readonly density: number;
  };
  /** Members by week, in the order of the artifact's weeks; 0 where it was not there. */
  readonly sizes: readonly number[];
  /** Rules that hit members, those that hit most first; null where hits are not known. */
  readonly rules: readonly NetworkCover[] | null;
  /** Members that any rule hit. */
  readonly covered: number | null;
}

/** The networks of a source, as published: `networks.json`. */
export interface NetworksArtifact {
  readonly search: NetworkSearch;
  /** Sundays of all snapshots, one a week. */
  readonly weeks: readonly string[];
  readonly total: number;
  readonly active: number;
  /** Accounts that are members in the last week. */
  readonly activeAccounts: number;
  /** The largest first, those that are active before all others. */
  readonly networks: readonly NetworkOverview[];
  /** Ids of those that have a page of their own. */
  readonly detailed: readonly string[];
}
