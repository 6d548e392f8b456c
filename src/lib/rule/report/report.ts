import type { Estimate } from "../../statistics/estimate.js";
import type { StratifiedShare } from "../../statistics/stratified-share.js";

/** What reviewers found of some accounts: how many, not weighted. */
export interface LabelCounts {
  /** With a label other than uncertain. */
  readonly reviewed: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  /** Violations of another policy than the rule's. */
  readonly novel: number;
  readonly uncertain: number;
}

/** How a rule's accounts lie to another running rule's. */
export interface Overlap {
  readonly rule: string;
  readonly state: string;
  /** Accounts that the other rule matches, and those that both do. */
  readonly accounts: number;
  readonly both: number;
  /** both ÷ either; null where neither matches anything. */
  readonly jaccard: number | null;
  /** both ÷ this rule's accounts; null where it has none. */
  readonly contained: number | null;
}

/** A segment of the accounts hit, and the share of its reviewed ones that are no violation of the rule's policy. */
export interface Segment {
  readonly dimension: "country" | "lang" | "age";
  /** Empty where it is not known. */
  readonly value: string;
  readonly accounts: number;
  readonly reviewed: number;
  readonly wrong: number;
  /** Weighted share of wrong ones. */
  readonly share: Estimate;
}

/** What changes against the version that runs. */
export interface LiveChange {
  readonly version: number;
  readonly accounts: number;
  readonly kept: number;
  readonly added: number;
  readonly removed: number;
  readonly addedLabels: LabelCounts;
  readonly removedLabels: LabelCounts;
}

/** One of the accounts hit, drawn at random. */
export interface SampleHit {
  readonly account: string;
  readonly day: string;
  readonly label: "true_positive" | "false_positive" | "novel" | "uncertain" | null;
}

/**
 * A rule measured on one row for each account. Estimates are shares in [0, 1] with 95 % intervals; null is unknown.
 */
export interface RuleReport {
  /** `latest`: each account as it was at the end of its last active hour; `history`: each of its active hours. */
  readonly basis: "latest" | "history";
  readonly from: string;
  readonly to: string;
  /** Accounts asked about, and whether these are a random sample of all. */
  readonly accounts: number;
  readonly sampledFrom: number | null;
  readonly hits: number;
  readonly accountsHit: number;
  readonly days: readonly { readonly day: string; readonly hits: number }[];
  readonly labels: LabelCounts;
  /** As reviewed, over the accounts hit; `covered` is the share of them inside a labelled frame. */
  readonly precision: StratifiedShare;
  /** The same with the reviewers' errors taken out; no data where no gold items tell them. */
  readonly precisionCorrected: Estimate;
  /** Share that break any policy. */
  readonly anyViolation: StratifiedShare;
  readonly recall: {
    /** Of the true positives that running rules match together, the share that this one matches. */
    readonly relative: Estimate;
    /** Of all true positives; no data unless accounts were drawn whatever rules say. */
    readonly absolute: Estimate;
    /** The rules of the union, frozen: it does not move with this rule. */
    readonly union: readonly string[];
  };
  /** What no other rule of the union matches. */
  readonly unique: { readonly accounts: number; readonly labels: LabelCounts };
  readonly overlap: readonly Overlap[];
  /** Person-hours to review every hit once; null where the time that a review takes is unknown. */
  readonly reviewHours: number | null;
  /** Those with the largest share of wrong hits first. */
  readonly segments: readonly Segment[];
  readonly live: LiveChange | null;
  readonly sample: readonly SampleHit[];
}
