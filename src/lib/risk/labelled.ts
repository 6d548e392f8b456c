import type { Examples } from "./examples.js";

/** What accounts are told apart by when asked for whom a model works. */
export const segmentNames = ["country", "lang", "age"] as const;
export type SegmentName = (typeof segmentNames)[number];

/** Accounts that reviewers labelled, with what models learn from. */
export interface LabelledAccounts extends Examples {
  /** Name of each column. */
  readonly features: readonly string[];
  readonly accounts: readonly string[];
  /** When each was last judged, in seconds since 1970; NaN where that is not known. */
  readonly judgedAt: Float64Array;
  readonly segments: Readonly<Record<SegmentName, readonly string[]>>;
  /** Labelled accounts that had done nothing yet when they were judged: there is nothing to learn from. */
  readonly leftOut: number;
}
