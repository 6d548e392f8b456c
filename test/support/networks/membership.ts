/** How well a set of accounts agrees with the truth. */
export interface Agreement {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Precision, recall and F1 of the accounts found against those that are members. */
export function agreement<Account>(found: ReadonlySet<Account>, members: ReadonlySet<Account>): Agreement {
  const right = [...found].filter((account) => members.has(account)).length;
  const precision = right / found.size;
  const recall = right / members.size;
  return { precision, recall, f1: (2 * right) / (found.size + members.size) };
}
