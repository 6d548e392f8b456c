import type { DiffSegment } from "./word-diff.js";

/** A text of a cluster, against the cluster's first one; all texts here are neutralised and defanged. */
export interface ShownVariant {
  readonly events: number;
  readonly accounts: number;
  /** `YYYY-MM-DD HH:MM:SS`, UTC. */
  readonly firstSeen: string;
  readonly segments: readonly DiffSegment[];
}

/** The ten minutes in which the most accounts took part in a cluster. */
export interface BusiestMoment {
  /** Its first event, `YYYY-MM-DD HH:MM:SS`, UTC. */
  readonly at: string;
  readonly events: number;
  readonly accounts: number;
}

/** A cluster of near-duplicate texts as its page shows it. */
export interface ShownCluster {
  readonly id: string;
  /** The text of its first event. */
  readonly sample: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly events: number;
  readonly accounts: number;
  /** Accounts in the last 28 days of the data. */
  readonly recentAccounts: number;
  /** Distinct normal forms. */
  readonly texts: number;
  /** Events that only repeat another's. */
  readonly reposts: number;
  readonly busiest: BusiestMoment;
  /**
   * Events and accounts a day, from `from` to the cluster's last day, at most 90 days; where it lasted three days or less, an hour, from
   * the hour of its first event to that of its last.
   */
  readonly timeline: {
    readonly grain: "hour" | "day";
    /** `YYYY-MM-DD`, or `YYYY-MM-DDTHH:00`. */
    readonly from: string;
    readonly events: readonly number[];
    readonly accounts: readonly number[];
  };
  /** The first text, then those of most events: at most twelve. */
  readonly variants: readonly ShownVariant[];
}

/** How much there was to compare. */
export interface TextTotals {
  /** Events that have a text. */
  readonly events: number;
  /** Distinct texts, but for addresses and mentions. */
  readonly forms: number;
  /** Of them those too short to be compared. */
  readonly short: number;
  /** Pairs of texts that were looked at. */
  readonly pairs: number;
  /** Clusters that at least three accounts share, and the events in them. */
  readonly shared: number;
  readonly sharedEvents: number;
}

/** `texts.json`. */
export interface TextsArtifact {
  /** Last day on which a text of a cluster was written; null where there is no cluster. */
  readonly lastDay: string | null;
  readonly totals: TextTotals;
  /** Those of most accounts lately first. */
  readonly clusters: readonly ShownCluster[];
}
