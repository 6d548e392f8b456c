/** Artifact `emerging.json`: what the page on emerging abuse is drawn from. */
export interface EmergingArtifact {
  /** Last day that was looked at. */
  readonly asOf: string;
  /** Open or raised in the last 90 days, the newest first and of a day the largest; the 60 newest. */
  readonly alerts: readonly PublishedAlert[];
  /** Alerts raised in all, in the last 28 days, and open. */
  readonly counts: {
    readonly all: number;
    readonly month: number;
    readonly open: number;
    readonly since: string;
  };
  /** By decoys, over the last 56 days and over all; null share: too few alerts or decoys to say. */
  readonly falseShare: { readonly recent: PublishedShare; readonly all: PublishedShare };
  /** Smaller candidates of the last 28 days that were not raised, and what an alert may be about: the budget. */
  readonly withheld: number;
  readonly perDay: number;
  readonly floor: number;
  readonly streams: readonly PublishedStream[];
  /** Alerts raised on each day of the last 90. */
  readonly raised: readonly { readonly day: string; readonly alerts: number }[];
}

export interface PublishedShare {
  readonly alerts: number;
  readonly decoys: number;
  readonly share: number | null;
}

export interface PublishedStream {
  readonly detector: "burst" | "novelty";
  readonly group: string;
  readonly threshold: number;
  readonly curve: readonly {
    readonly threshold: number;
    readonly alerts: number;
    readonly decoys: number;
    readonly falseShare: number | null;
  }[];
}

export interface PublishedAlert {
  readonly id: string;
  readonly detector: "burst" | "novelty";
  readonly kind: string;
  /** As the platform has it: hostile text. */
  readonly entity: string;
  readonly sample: string | null;
  readonly day: string;
  readonly resolved: string | null;
  readonly escalated: boolean;
  readonly observed: number;
  readonly events: number;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  readonly score: number;
  readonly threshold: number;
  readonly falseShare: number | null;
  /** Its last 56 days, up to 28 after the alert. */
  readonly course: readonly {
    readonly day: string;
    readonly accounts: number;
    readonly expected: number | null;
    readonly low: number | null;
    readonly high: number | null;
  }[];
  /** Some of the accounts, and texts that they shared on its day. */
  readonly accounts: readonly string[];
  readonly examples: readonly string[];
  /** Rules that had hit its accounts by the end of the day, most first; null where hits are not on record. */
  readonly coverage: {
    readonly any: number;
    readonly rules: readonly { readonly rule: string; readonly share: number }[];
  } | null;
  /** The condition that best tells its accounts from others active on the day; null where there are no features. */
  readonly suggestion: {
    readonly when: string;
    /** Policy to try it under: that of the rule that covers most of the alert, else any. */
    readonly policy: string;
    readonly precision: number;
    readonly recall: number;
    readonly others: number;
  } | null;
}
