import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDuckDB } from "../engine/duckdb.js";
import type { Engine } from "../engine/engine.js";
import type { CheckResult } from "../pipeline/source-tables.js";
import { dayOfNumber } from "../../src/lib/time/index.js";
import { inspectRules, type RuleReport } from "../rules/inspect-rules.js";
import { checkTables } from "./checks/check-tables.js";
import { contract, type CanonicalTable } from "./contract/index.js";
import { loadSelect } from "./load-select.js";
import { loadedOwnColumns } from "../features/own-columns.js";
import { SourceError } from "./source-error.js";
import { readSource } from "./source.js";

/** Name of the check that a table which cannot be read has failed. */
export const unreadableCheck = "readable";

/** A table that could be read. */
export interface CheckedTable {
  readonly table: string;
  readonly rows: number;
  /** Earliest and latest time of its rows, `YYYY-MM-DD HH:MM:SS`; null where the table has no time, or no row. */
  readonly from: string | null;
  readonly to: string | null;
}

/** What `shrike check` says of a source. */
export interface SourceReport {
  readonly source: string;
  readonly title: string;
  /** Whether nothing blocks. */
  readonly sound: boolean;
  readonly tables: readonly CheckedTable[];
  /** Canonical tables that the source does not have: what needs them is shown as unknown. */
  readonly absent: readonly string[];
  readonly results: readonly CheckResult[];
  /** Its rule files, and what is wrong with each. */
  readonly rules: readonly RuleReport[];
}

export interface CheckSourceOptions {
  readonly data?: string | undefined;
  /** The present, in milliseconds since 1970: no time of the data may be later. */
  readonly now: number;
  readonly signal?: AbortSignal;
}

/**
 * Reads every table of a source into a database of its own, which is thrown away, and checks it against the contract; then its
 * rules. A table or rule that cannot be read is a result like any other, so that one run shows all that is wrong.
 *
 * @throws when the source's folder cannot be read at all; the signal's reason when stopped
 */
export async function checkSource(
  folder: string,
  { data, now, signal }: CheckSourceOptions,
): Promise<SourceReport> {
  const source = readSource(folder, { data });
  const place = mkdtempSync(join(tmpdir(), "shrike-check-"));
  const engine = await openDuckDB({
    path: join(place, "check.duckdb"),
    temporaryDirectory: join(place, "spill"),
  });
  const interrupt = (): void => engine.interrupt();
  signal?.addEventListener("abort", interrupt, { once: true });
  try {
    const results: CheckResult[] = [];
    const loaded: CanonicalTable[] = [];
    for (const select of source.tables) {
      signal?.throwIfAborted();
      try {
        await loadSelect(engine, source, select, signal);
        loaded.push(select.table);
      } catch (error) {
        signal?.throwIfAborted();
        if (!(error instanceof SourceError)) throw error;
        results.push(unreadable(error));
      }
    }
    results.push(...(await checkTables(engine, loaded, now)));
    const tables: CheckedTable[] = [];
    for (const table of loaded) tables.push(await extent(engine, table));
    const rules = inspectRules(
      folder,
      dayOfNumber(Math.floor(now / 86_400_000)),
      await loadedOwnColumns(engine),
    );
    const given = new Set(source.tables.map(({ table }) => table.name));
    return {
      source: source.name,
      title: source.about.title,
      sound:
        results.every(({ severity }) => severity !== "block") &&
        rules.problems.every(({ severity }) => severity !== "error"),
      tables,
      absent: contract.map(({ name }) => name).filter((name) => !given.has(name)),
      results,
      rules: rules.files,
    };
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener("abort", interrupt);
    await engine.close();
    rmSync(place, { recursive: true, force: true });
  }
}

function unreadable({ message, table, column, rows, samples }: SourceError): CheckResult {
  return { severity: "block", table, column, check: unreadableCheck, message, rows, samples };
}

async function extent(engine: Engine, { name, time }: CanonicalTable): Promise<CheckedTable> {
  const column = time === null ? "CAST(NULL AS TIMESTAMP)" : `CAST("${time}" AS TIMESTAMP)`;
  const [row] = await engine.query<{ rows: number; from: string | null; to: string | null }>(
    `SELECT count(*) AS rows, min(${column}) AS "from", max(${column}) AS "to" FROM "${name}"`,
  );
  return { table: name, rows: row?.rows ?? 0, from: row?.from ?? null, to: row?.to ?? null };
}
