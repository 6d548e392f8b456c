import type { SumRow } from "../../metrics/definition.js";

/** A rule that runs, at its place in the masks. */
export interface MaskedRule {
  readonly rule: string;
  readonly title: string;
  readonly state: string;
  readonly version: number;
}

/** What a report needs beside the rows of accounts: the same for every rule. */
export interface ReportContext {
  /** In the order of their bits. */
  readonly running: readonly MaskedRule[];
  /** Bit of each policy in the mask `ruled_out`. */
  readonly policyBits: Readonly<Record<string, number>>;
  /** Whether accounts were drawn for review whatever rules say, so that recall can be told. */
  readonly accountsDrawn: boolean;
  /** Rows of `reviewer_accuracy`. */
  readonly reviewers: readonly SumRow[];
  /** Mean seconds of a review; null where unknown. */
  readonly handleSeconds: number | null;
  /** Accounts that there are, where only a sample of them is asked about. */
  readonly sampledFrom: number | null;
}

/** Places of the rules whose hits together are the union that recall is relative to: those that act, or where none does, all. */
export function unionOf({ running }: Pick<ReportContext, "running">): number[] {
  const places = running.map((_, place) => place);
  const acting = places.filter((place) =>
    ["enforce", "limited", "review_only"].includes(running[place]?.state ?? ""),
  );
  return acting.length > 0 ? acting : places;
}
