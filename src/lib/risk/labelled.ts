import { type Examples, takeExamples } from "./examples.js";

/** What accounts are told apart by when asked for whom a model works. */
export const segmentNames = ["country", "lang", "age"] as const;
export type SegmentName = (typeof segmentNames)[number];

/** Accounts that reviewers labelled, with what models learn from. */
export interface LabelledAccounts extends Examples {
  /** Name of each column. */
  readonly features: readonly string[];
  readonly accounts: readonly string[];
  /** 0 for all where nothing says when they were judged. */
  readonly span: Uint8Array;
  /** When each was last judged in its span, in seconds since 1970; NaN where that is not known. */
  readonly judgedAt: Float64Array;
  readonly segments: Readonly<Record<SegmentName, readonly string[]>>;
  /** Labelled accounts that had done nothing yet when they were judged: there is nothing to learn from. */
  readonly leftOut: number;
}

/** How many accounts there are, and how many of them violate by what was found of them last: in their last rows. */
export function countAccounts({ accounts, labels }: Pick<LabelledAccounts, "accounts" | "labels">): {
  readonly accounts: number;
  readonly violating: number;
} {
  const last = new Map(accounts.map((account, row) => [account, labels[row] ?? 0]));
  return { accounts: last.size, violating: [...last.values()].filter((label) => label === 1).length };
}

/** Some of the rows, in the order given. */
export function takeLabelled(labelled: LabelledAccounts, rows: Int32Array): LabelledAccounts {
  const names = (values: readonly string[]): string[] => [...rows].map((row) => values[row] ?? "");
  const { country, lang, age } = labelled.segments;
  return {
    ...labelled,
    ...takeExamples(labelled, rows),
    accounts: names(labelled.accounts),
    span: Uint8Array.from(rows, (row) => labelled.span[row] ?? 0),
    judgedAt: Float64Array.from(rows, (row) => labelled.judgedAt[row] ?? Number.NaN),
    segments: { country: names(country), lang: names(lang), age: names(age) },
  };
}
