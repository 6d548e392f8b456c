import type { Estimate } from "../statistics/estimate.js";
import type { RuleFile } from "./rule-file.js";
import type { RuleState } from "./states.js";

/** Labels behind an estimate: jobs of probability samples, not weighted. */
export interface ReviewCounts {
  /** Drawn, decided, and of these with a label other than uncertain. */
  readonly selected: number;
  readonly decided: number;
  readonly reviewed: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  /** Violations of another policy. */
  readonly novel: number;
  readonly uncertain: number;
}

/** Precision of a stretch of a rule's life. */
export interface PrecisionOf {
  readonly reviewed: Estimate;
  /** With the reviewers' errors taken out; no data without gold items. */
  readonly corrected: Estimate;
  readonly counts: ReviewCounts;
}

export interface VersionOverview extends PrecisionOf {
  readonly version: number;
  /** Its first day, and the first day of the next; null where it is the last. */
  readonly from: string | null;
  readonly until: string | null;
  readonly params: Readonly<Record<string, number>>;
  readonly hits: number;
}

/** A step of a rule's life, as its file, or else the platform's log, has it. */
export interface RuleStep {
  readonly on: string;
  readonly version: number;
  readonly state: RuleState;
  readonly rollout: number;
  readonly why: string;
}

/** Something wrong with a rule that runs. */
export interface HealthFinding {
  /**
   * decay: the upper bound of precision is under the target; yield: hits have fallen, by CUSUM; silent: no hit for 30 days; parity: what the
   * platform hit is not what its file says; reviews: under 80 % of a stratum decided; brake: the emergency brake is on.
   */
  readonly kind: "decay" | "yield" | "silent" | "parity" | "reviews" | "brake";
  readonly text: string;
  /** First day on which it was so; null where that is not known. */
  readonly since: string | null;
}

/** What a rule lacks to be promoted. */
export interface PromotionNeeds {
  /** The state that comes next; null at the end of the life, and for retired and paused rules. */
  readonly next: RuleState | null;
  /** Labels of this version so far, and the number at which the gate could open if precision stays as it is; null: never. */
  readonly labels: number;
  readonly labelsNeeded: number | null;
  /** Lower bound of the gate's 99 % interval as of today; null without labels. */
  readonly low: number | null;
  /** Whether the gate may be read now, and would be passed. */
  readonly open: boolean;
  /** Person-hours that the missing labels take; null where the time of a review is unknown. */
  readonly hours: number | null;
}

export interface RuleOverlap {
  readonly rule: string;
  /** Accounts that the other rule hit, and that both did. */
  readonly accounts: number;
  readonly both: number;
}

/** Weighted numbers of accounts, from the labels of a probability sample; null where nothing is labelled. */
export interface Contribution {
  /** Accounts that no other acting rule hit, and that this one hit before the others. */
  readonly unique: number;
  readonly first: number;
  /** Of these, estimated true positives, with the labelled ones behind them. */
  readonly uniqueTruePositives: number | null;
  readonly uniqueWrong: number | null;
  readonly uniqueLabels: number;
  readonly firstTruePositives: number | null;
  readonly firstLabels: number;
  /** Hits that would no longer need a review without it, in person-hours; null where the time of a review is unknown. */
  readonly reviewHours: number | null;
}

export interface RuleSegment {
  readonly dimension: "country" | "lang" | "age";
  readonly value: string;
  readonly reviewed: number;
  readonly wrong: number;
  readonly share: Estimate;
}

/** Accounts held out against those enforced, within 28 days of the first hit; by intention to treat. */
export interface Counterfactual {
  readonly heldOut: number;
  readonly enforced: number;
  /** Mean views of what an account posted in these days, held out and enforced, and their difference. */
  readonly viewsHeldOut: Estimate;
  readonly viewsEnforced: Estimate;
  readonly effect: Estimate;
  /** Share of the held-out accounts that were actioned all the same. */
  readonly actionedHeldOut: Estimate;
}

export interface SampledHit {
  readonly account: string;
  readonly at: string;
  readonly version: number;
  readonly environment: string;
  readonly label: "true_positive" | "false_positive" | "novel" | "uncertain" | null;
}

/** All that is known of a rule, as of the end of the data. */
export interface RuleOverview {
  readonly rule: string;
  readonly title: string;
  readonly owner: string;
  readonly policy: string;
  readonly state: RuleState;
  readonly version: number;
  /** Percent of accounts. */
  readonly rollout: number;
  /** First day of the present state. */
  readonly since: string | null;
  readonly target: number | null;
  /** What its file says; null where the source has none. */
  readonly file: Pick<
    RuleFile,
    "kind" | "grain" | "action" | "hold_out" | "params" | "when" | "falsepositives"
  > | null;
  readonly steps: readonly RuleStep[];
  /** Hits by day, newest last, from `hitsFrom` on, a number a day. */
  readonly hitsFrom: string | null;
  readonly hits: readonly number[];
  readonly accountsHit: number;
  readonly lastHit: string | null;
  /** Of the present version. */
  readonly precision: PrecisionOf;
  readonly versions: readonly VersionOverview[];
  readonly months: readonly (PrecisionOf & { readonly month: string })[];
  readonly health: readonly HealthFinding[];
  readonly promotion: PromotionNeeds;
  /** Share of the union's known true positives that this rule hit. */
  readonly recall: Estimate;
  readonly contribution: Contribution;
  /** Largest first. */
  readonly overlaps: readonly RuleOverlap[];
  readonly segments: readonly RuleSegment[];
  readonly counterfactual: Counterfactual | null;
  readonly parity: {
    readonly both: number;
    readonly onlyEvaluated: number;
    readonly onlyPlatform: number;
  } | null;
  readonly samples: readonly SampledHit[];
  /** Actions whose primary rule it is. */
  readonly actions: number | null;
}

/** Artifact `rules.json`. */
export interface RulesArtifact {
  readonly asOf: string;
  /** Rules that there are; `rules` holds those that changed last where there are too many. */
  readonly total: number;
  readonly rules: readonly RuleOverview[];
  /** Acting rules whose hits together are the union that recall is relative to. */
  readonly union: readonly string[];
  /** Mean seconds of a review; null where unknown. */
  readonly handleSeconds: number | null;
  readonly missing?: undefined;
}
