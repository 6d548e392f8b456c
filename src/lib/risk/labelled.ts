import { type Examples, takeExamples } from "./examples.js";

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

/** Some of the accounts, in the order given. */
export function takeLabelled(labelled: LabelledAccounts, rows: Int32Array): LabelledAccounts {
  const names = (values: readonly string[]): string[] => [...rows].map((row) => values[row] ?? "");
  const { country, lang, age } = labelled.segments;
  return {
    ...labelled,
    ...takeExamples(labelled, rows),
    accounts: names(labelled.accounts),
    judgedAt: Float64Array.from(rows, (row) => labelled.judgedAt[row] ?? Number.NaN),
    segments: { country: names(country), lang: names(lang), age: names(age) },
  };
}
