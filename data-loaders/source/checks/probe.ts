/** How a check failed: rows that broke it, and keys of up to three of them. */
export interface Broken {
  readonly rows: number;
  readonly samples: readonly string[];
}

/** One thing that is looked for in a table, as SQL over it. */
export interface Probe {
  readonly severity: "block" | "warn";
  readonly column: string | null;
  /** Name of the check, e.g. `unique key`. */
  readonly check: string;
  /** What is wrong when it fails, and the remedy. */
  readonly message: string;
  /** Aggregate over the table's rows that counts those that break it; 0 is sound. */
  readonly count: string;
  /** Condition that a breaking row fulfils, to find samples. */
  readonly where: string;
}
