import type { Estimate } from "../statistics/estimate.js";
import type { Unit } from "../format/unit.js";

/**
 * A table that a query reads, and which of its rows bear on which day of the result: what the pipeline asks of a
 * stage. `optional` gives the types of the columns read where the query can do without the table.
 */
export interface MetricRead {
  readonly table: string;
  readonly day?: string;
  readonly from?: string;
  readonly lookBack?: number;
  readonly columns?: readonly string[];
  readonly optional?: Readonly<Record<string, string>>;
}

/**
 * A table made of one SELECT in portable SQL: whole numbers by day and keys. Where `day` is given, `@in_days(…)` restricts the
 * query to the days being computed.
 */
export interface MetricQuery {
  /** Name of the table that the rows go to; unique among all queries. */
  readonly table: string;
  /** What the rows are, e.g. "Actions by day and policy". */
  readonly title: string;
  readonly reads: readonly MetricRead[];
  /** The DATE column by which days are replaced. */
  readonly day?: string;
  /** The columns that tell rows apart, `day` first where there is one; unknown texts are empty. */
  readonly keys: readonly string[];
  /** The columns that add up over rows, with what each counts; none in a table of facts. */
  readonly sums: Readonly<Record<string, string>>;
  readonly sql: string;
}

/** One row of a metric's query, or several added up: keys as texts, sums as numbers, null where unknown. */
export type SumRow = Readonly<Record<string, string | number | null>>;

/** What some estimates need beside their own sums. */
export interface EstimateContext {
  /** Rows of `reviewer_accuracy`: gold items, for the metrics that can be corrected for reviewers' errors. */
  readonly reviewers?: readonly SumRow[];
  /** Rows of `rule_precision`, for what adds rules up. */
  readonly labels?: readonly SumRow[];
  /** Rows of `metric_rule_frames`, where rows of `rule_precision` are those of all time. */
  readonly frames?: readonly SumRow[];
  /** Accounts active in the period. */
  readonly activeAccounts?: number | null;
  /** First day of the period, `YYYY-MM-DD`. */
  readonly from?: string;
}

/** A metric, defined once: the dictionary, the tooltips, the SQL and the tests come from it. */
export interface MetricDefinition {
  /** Lower case and underscores; the anchor in the dictionary. */
  readonly id: string;
  readonly name: string;
  /** Metrics of one group stand together in the dictionary. */
  readonly group:
    | "Exposure"
    | "Enforcement"
    | "User cost"
    | "Speed"
    | "Detection"
    | "Activity"
    | "Publication";
  /** What it says, in plain language. */
  readonly definition: string;
  readonly formula: string;
  /** How value and interval are estimated, with the paper. */
  readonly estimator: string;
  readonly unit: Unit;
  /** The unit in words, e.g. "share of views". */
  readonly unitText: string;
  /** The team to ask. */
  readonly owner: string;
  readonly caveats: readonly string[];
  /** What is shown where there is too little, or nothing. */
  readonly degenerate: string;
  readonly better: "up" | "down" | "neither";
  /** Canonical tables that it cannot be computed without. */
  readonly tables: readonly string[];
  /** Optional columns that it cannot be computed without, by table. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  /** Days after the period before its outcomes have come in; until then it is provisional. */
  readonly matureAfterDays?: number;
  /** Null where the figure is read as it is. */
  readonly query: MetricQuery | null;
  /** From the rows of a slice, one or many, in any order. */
  readonly estimate: (rows: readonly SumRow[], context?: EstimateContext) => Estimate;
  /** The same, with the reviewers' errors taken out; no data where there are no gold items to judge them by. */
  readonly corrected?: (rows: readonly SumRow[], context: EstimateContext) => Estimate;
}
