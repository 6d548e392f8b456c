import type { Engine } from "../engine/engine.js";
import type { Task } from "./reporter.js";

/** One canonical table that a source has, and how it comes into the warehouse. */
export interface SourceTable {
  readonly table: string;
  /** Hash of its SELECT. */
  readonly codeHash: string;
  /** Column whose latest value says how far the table reaches; null where none does. */
  readonly timeColumn: string | null;
  /**
   * Hash of all that its rows are made from: the SELECT, the files it reads, the contract. Null where this cannot
   * be known short of reading the rows: the table is then read at every run.
   */
  fingerprint(): Promise<string | null>;
  /** Writes the table as a whole, inside a transaction, replacing one that is there. */
  load(engine: Engine, task: Task): Promise<void>;
}

/** One result of a contract check. */
export interface CheckResult {
  readonly severity: "block" | "warn";
  readonly table: string;
  readonly column: string | null;
  /** Name of the check, e.g. `unique key`. */
  readonly check: string;
  /** What is wrong, and how to put it right. */
  readonly message: string;
  /** Rows concerned. */
  readonly rows: number;
  /** Up to three keys of them. */
  readonly samples: readonly string[];
}

/** What the pipeline asks of a source. */
export interface PipelineSource {
  /** Lower case; names its folder below `.shrike`. */
  readonly name: string;
  /** Every canonical table of the contract, whether or not this source has it. */
  readonly canonicalTables: readonly string[];
  readonly tables: readonly SourceTable[];
  /** Hash of the code of the checks. */
  readonly checksHash: string;
  /** Checks the loaded tables against the contract. */
  check(engine: Engine): Promise<readonly CheckResult[]>;
}

/** The source broke its contract: nothing of it was kept. */
export class ContractError extends Error {
  override readonly name = "ContractError";
  readonly results: readonly CheckResult[];

  constructor(results: readonly CheckResult[]) {
    const blocking = results.filter(({ severity }) => severity === "block");
    super(
      `the source breaks its contract in ${blocking.length} ${blocking.length === 1 ? "place" : "places"}:\n${blocking
        .map(checkLine)
        .join("\n")}`,
    );
    this.results = results;
  }
}

/** A check's result on one line: where, what, how often, and keys to look at. */
export function checkLine({ table, column, check, message, rows, samples }: CheckResult): string {
  const where = column === null ? table : `${table}.${column}`;
  const examples = samples.length > 0 ? `; for example ${samples.join(", ")}` : "";
  return `${where}: ${check}: ${message} (${rows} ${rows === 1 ? "row" : "rows"}${examples})`;
}
