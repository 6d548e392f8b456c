import type { Engine } from "../engine/engine.js";
import type { Reporter } from "./reporter.js";

/**
 * A table that a stage reads, and the days of the stage's output that each of its rows bears on. Rows are
 * fingerprinted by that day, so that a row that is changed, comes late, moves to another day or disappears
 * recomputes exactly the days that it was, or is, part of.
 */
export interface TableRead {
  readonly table: string;
  /**
   * The day that a row belongs to: an expression over the table's columns in portable SQL, e.g. `@day(occurred_at)`.
   * Left out, any change of the table recomputes the stage as a whole. A row whose day is null bears on every day.
   */
  readonly day?: string;
  /**
   * Relation that `day` is written over where the day stands in another table; the table itself must keep its own
   * name, once a row. An appeal that comes late recomputes the day of its action:
   * `{ table: "appeals", from: "appeals LEFT JOIN actions USING (action_id)", day: "@day(actions.action_at)" }`.
   */
  readonly from?: string;
  /** Days after a changed day that read it too: 28 for a 28-day window; `Infinity` for "every day since". Default 0. */
  readonly lookBack?: number;
  /** Days before a changed day that read it too, as outcomes within so many days do. Default 0. */
  readonly lookAhead?: number;
  /** The only columns that the stage reads: a change in any other recomputes nothing. Default: all of them. */
  readonly columns?: readonly string[];
  /**
   * Given where the stage can do without the table: the DuckDB type of each column that the stage reads. Where the
   * source lacks the table, an empty one with these columns stands in its place. Without it, the stage is skipped
   * and what it writes is recorded as missing for want of the table.
   */
  readonly optional?: Readonly<Record<string, string>>;
}

/** A warehouse table that a stage writes; no other stage may write it. */
export interface TableWrite {
  readonly table: string;
  /** The DATE column by which days are replaced. Left out, the table is always written as a whole. */
  readonly day?: string;
  /**
   * File with one SELECT in portable SQL that makes the rows. `@in_days(expr)` restricts it to the days being computed and is
   * false where `expr` is null; every row of a table written by day must be restricted by it.
   * Left out, `run` writes the table.
   */
  readonly sql?: URL;
}

/** What a stage written in TypeScript is given. It runs inside the stage's transaction. */
export interface StageContext {
  readonly engine: Engine;
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
  /** The days to compute, `YYYY-MM-DD` in order; null where all are. */
  readonly days: readonly string[] | null;
  /** The condition of `@in_days(expression)`, for SQL put together here. */
  inDays(expression: string): string;
  /** Writes one of the stage's tables with the rows of a SELECT; days not being computed stay as they are. */
  write(table: string, select: string): Promise<void>;
}

/**
 * One step from the canonical tables towards what is published. A stage runs in one transaction together with its
 * row of `data_runs`, and is skipped when neither its code nor anything that it reads has changed. Equal input must
 * give equal rows: no clock, no random number without a seed, no sum of doubles in an unstated order.
 */
export interface Stage {
  /** Unique among stages: lower case and underscores. */
  readonly name: string;
  /** Shown while it runs, e.g. "Actions by day and policy". */
  readonly title: string;
  readonly reads: readonly TableRead[];
  readonly writes: readonly TableWrite[];
  /** Makes what SQL alone cannot; every table without `sql` must be given to `write` exactly once. */
  readonly run?: (context: StageContext) => Promise<void>;
  /** The modules that `run` lies in (`new URL(import.meta.url)`): with all that they import of ours they are the stage's code. */
  readonly modules?: readonly URL[];
  /** Whatever else decides the rows, as text: a change of it recomputes the stage as a change of its code does. */
  readonly parameters?: string;
}
