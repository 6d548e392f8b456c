import type { Need } from "./needs.js";

export const lensNames = ["spam", "abuse", "identity", "media"] as const;
export type LensName = (typeof lensNames)[number];

/** What every lens says of an account. */
interface LensAccount {
  readonly id: string;
  readonly handle: string | null;
  readonly name: string | null;
  readonly flags: number;
}

export interface SpamRow extends LensAccount {
  /** Different rules in force that hit it; null, as all of these, where no table tells. */
  readonly rules: number | null;
  readonly hits: number | null;
  /** Events that hold a link. */
  readonly links: number | null;
  /** Posts whose text the account had posted before. */
  readonly repeats: number | null;
}

export interface AbuseRow extends LensAccount {
  readonly reports: number;
  readonly reporters: number;
  /** The commonest reason, and its reports. */
  readonly reason: string;
  readonly reasonReports: number;
  readonly last: string;
}

/** Why a name is taken for another's. */
export type IdentitySign =
  | {
      readonly kind: "confusable";
      readonly of: string;
      readonly id: string;
      readonly distance: number;
      readonly field: "handle" | "display_name";
    }
  | { readonly kind: "disguise"; readonly word: string; readonly written: string }
  | { readonly kind: "avatar_of"; readonly id: string; readonly of: string }
  | { readonly kind: "avatar"; readonly accounts: number };

export interface IdentityRow extends LensAccount {
  readonly followers: number | null;
  readonly signs: readonly IdentitySign[];
}

export interface MediaRow extends LensAccount {
  /** Media of this account that at least three accounts used. */
  readonly shared: number;
  readonly uses: number;
  /** Of these, the one that most accounts used, and how many did. */
  readonly media: string;
  readonly accounts: number;
  readonly first: string;
  readonly last: string;
}

/**
 * A ranked list: the first rows, and how many there are in all; or the tables for want of which there is none, or what the tables
 * leave empty.
 */
export type Lens<Row> =
  | { readonly missing: readonly string[] }
  | { readonly blank: readonly Need[] }
  | { readonly total: number; readonly rows: readonly Row[] };

/** Artifact `accounts.json`: what the page says before anything is asked. */
export interface AccountsArtifact {
  /** Accounts on the platform. */
  readonly total: number;
  /** Accounts with a record in the shards. */
  readonly published: number;
  /** Accounts that something singled out and for which there was no room. */
  readonly leftOut: number;
  readonly counts: Readonly<
    Record<"actioned" | "hit" | "reported" | "reviewed" | "appealed" | "alike", number | null>
  >;
  /** Of accounts that were hit, those never acted on. */
  readonly hitNotActioned: number | null;
  /** First day of the activity in the shards, and how many days it has. */
  readonly activity: { readonly from: string; readonly days: number };
  /** Tables that the source does not have, of those an account's page is made of. */
  readonly lacking: readonly string[];
  /** Columns and kinds of objects that the source leaves empty, of the tables that it has. */
  readonly blank: readonly Need[];
  readonly rules: Readonly<Record<string, string>>;
  readonly policies: readonly { readonly id: string; readonly name: string }[];
  readonly protected: boolean;
  readonly lenses: {
    readonly spam: Lens<SpamRow>;
    readonly abuse: Lens<AbuseRow>;
    readonly identity: Lens<IdentityRow>;
    readonly media: Lens<MediaRow>;
  };
}

/** Whether a lens has a list; it is unknown else. */
export function isListed<Row>(
  lens: Lens<Row>,
): lens is Extract<Lens<Row>, { readonly rows: readonly Row[] }> {
  return "rows" in lens;
}

/** Whether the source tells what was done about accounts. */
export function isTold({ counts }: AccountsArtifact): boolean {
  return counts.actioned !== null || counts.hit !== null;
}
