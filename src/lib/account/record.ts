import type { PivotKind } from "./pivots.js";

/** What has happened to an account, as bits of `flags`. */
export const marks = {
  actioned: 1,
  hit: 2,
  reported: 4,
  reviewed: 8,
  appealed: 16,
  linked: 32,
  alike: 64,
  protected: 128,
  /** Has a record of its own in the shards. */
  published: 256,
} as const;

export type Mark = keyof typeof marks;

export function hasMark(flags: number, mark: Mark): boolean {
  return (flags & marks[mark]) !== 0;
}

/** Platform text stands in all of these as the source has it; it is neutralised where it is shown. */
export interface AccountProfile {
  readonly handle: string | null;
  readonly display_name: string | null;
  readonly bio: string | null;
  readonly avatar_hash: string | null;
  readonly created_at: string | null;
  readonly country: string | null;
  readonly lang: string | null;
  readonly email_domain: string | null;
  readonly phone_prefix: string | null;
  readonly status: string | null;
  readonly followers: number | null;
  readonly following: number | null;
  readonly posts: number | null;
  readonly is_verified: boolean | null;
}

/** The newest rows of a kind, and how many there are in all. */
export interface Newest<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

export interface HitRow {
  readonly rule: string;
  readonly version: number;
  readonly state: string;
  readonly at: string;
  readonly held_out: boolean;
}

export interface ActionRow {
  readonly action: string;
  readonly policy: string | null;
  readonly at: string;
  readonly expires: string | null;
  readonly source: string | null;
  readonly automated: boolean | null;
  readonly reversed: string | null;
}

export interface ReviewRow {
  readonly at: string | null;
  readonly queue: string | null;
  readonly label: string | null;
  readonly decision: string | null;
}

export interface AppealRow {
  readonly filed: string;
  readonly action: string;
  readonly outcome: string;
  readonly decided: string | null;
}

export interface ReasonRow {
  readonly reason: string;
  readonly reports: number;
  readonly reporters: number;
  readonly first: string;
  readonly last: string;
}

export interface RiskContribution {
  readonly feature: string;
  readonly value: number | null;
  readonly contribution: number;
}

export interface RiskRow {
  readonly model: string;
  readonly score: number;
  /** The features that weigh most, with the account's value of each and the log-odds that it adds. */
  readonly contributions: readonly RiskContribution[];
}

/** One account as its shard has it. */
export interface AccountRecord {
  readonly profile: AccountProfile;
  readonly flags: number;
  /** Why the account is protected; null where it is not known to be. */
  readonly protected_because: string | null;
  /** By kind of event: day (counted from the shard's first), events, day, events, … */
  readonly activity: Readonly<Record<string, readonly number[]>>;
  readonly hits: Newest<HitRow>;
  readonly actions: Newest<ActionRow>;
  readonly reviews: Newest<ReviewRow>;
  readonly appeals: Newest<AppealRow>;
  readonly reports: readonly ReasonRow[];
  readonly risk: RiskRow | null;
  /** Places in the shard's `groups`. */
  readonly pivots: readonly number[];
  /** How many different values of each kind the account has, shared or not. */
  readonly values: Readonly<Partial<Record<PivotKind, number>>>;
}

/** Accounts that share a value, over the whole platform. */
export interface PivotGroup {
  readonly kind: PivotKind;
  readonly value: string;
  /** What the value stands for where it is a hash of a text; null elsewhere. */
  readonly sample: string | null;
  /** Whether the site has a page of the network or text. */
  readonly page: boolean;
  readonly accounts: number;
  /** Of these, actioned at some time. */
  readonly actioned: number;
  /** Of these, hit by a rule in force, whether or not it was acted on. */
  readonly hit: number;
  /** Places in the shard's `people`, those acted on or hit first. */
  readonly neighbours: readonly number[];
}

/** An account as others' pages name it. */
export type Person = readonly [id: string, handle: string | null, flags: number];

/** One of the 256 files that the account page reads. */
export interface AccountShard {
  readonly people: readonly Person[];
  readonly groups: readonly PivotGroup[];
  readonly accounts: Readonly<Record<string, AccountRecord>>;
}

/** What the search looks through: a column each, a row an account that has a record. */
export interface AccountIndex {
  readonly ids: readonly string[];
  readonly handles: readonly (string | null)[];
  readonly names: readonly (string | null)[];
  readonly flags: readonly number[];
  readonly statuses: readonly (string | null)[];
  /** Different rules in force that hit it. */
  readonly rules: readonly number[];
  /** Different accounts that reported it. */
  readonly reporters: readonly number[];
  readonly risks: readonly (number | null)[];
}
