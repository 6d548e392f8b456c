import type { Engine } from "../../engine/engine.js";
import type { CheckResult } from "../../pipeline/source-tables.js";
import type { CanonicalTable } from "../contract/index.js";
import type { Probe } from "./probe.js";
import { rowProbes } from "./row-probes.js";
import { volumeWarnings } from "./volume.js";

export interface CheckOptions {
  /** What no time may be later than, `YYYY-MM-DD HH:MM:SS` in UTC. */
  readonly now: string;
  /** Tables that the warehouse holds: links to absent ones cannot be checked. */
  readonly present: ReadonlySet<string>;
}

/**
 * Checks a loaded table against the contract: one pass over its rows for all that a row can break by itself, one
 * for its key, one for each of its links.
 */
export async function checkTable(
  engine: Engine,
  table: CanonicalTable,
  options: CheckOptions,
): Promise<CheckResult[]> {
  const probes = rowProbes(table, options.now);
  const counts = probes.map(({ count }, index) => `${count} AS probe_${index}`);
  const [totals = {}] = await engine.query<Record<string, number>>(
    `SELECT count(*) AS total, ${counts.join(", ")} FROM "${table.name}"`,
  );
  if (totals["total"] === 0)
    return [
      {
        severity: "block",
        table: table.name,
        column: null,
        check: "not empty",
        message: `the SELECT returned no row: check its conditions and the files that it reads, or remove ${table.name}.sql if the source has no such data`,
        rows: 0,
        samples: [],
      },
    ];
  const results: CheckResult[] = [];
  for (const [index, probe] of probes.entries()) {
    const rows = totals[`probe_${index}`] ?? 0;
    if (rows > 0) results.push(await result(engine, table, probe, rows));
  }
  results.push(...(await duplicateKeys(engine, table)));
  for (const reference of table.references)
    if (options.present.has(reference.table)) results.push(...(await orphans(engine, table, reference)));
  if (results.length === 0) results.push(...(await volumeWarnings(engine, table)));
  return results;
}

async function result(
  engine: Engine,
  table: CanonicalTable,
  probe: Probe,
  rows: number,
): Promise<CheckResult> {
  const { severity, column, check, message, where } = probe;
  const shown = [...new Set([...table.key, ...(column === null ? [] : [column])])];
  const samples = await engine.query<Record<string, unknown>>(
    `SELECT ${shown.map((name) => `"${name}"`).join(", ")} FROM "${table.name}" WHERE ${where} ORDER BY ALL LIMIT 3`,
  );
  return { severity, table: table.name, column, check, message, rows, samples: samples.map(sampleText) };
}

async function duplicateKeys(engine: Engine, table: CanonicalTable): Promise<CheckResult[]> {
  if (table.key.length === 0) return [];
  const key = table.key.map((name) => `"${name}"`).join(", ");
  const [counts] = await engine.query<{ all: number; distinct: number }>(
    `SELECT count(*) AS "all", (SELECT count(*) FROM (SELECT DISTINCT ${key} FROM "${table.name}")) AS "distinct" FROM "${table.name}"`,
  );
  const rows = (counts?.all ?? 0) - (counts?.distinct ?? 0);
  if (rows === 0) return [];
  const samples = await engine.query<Record<string, unknown>>(
    `SELECT ${key}, count(*) AS times FROM "${table.name}" GROUP BY ${key} HAVING count(*) > 1 ORDER BY times DESC, ${key} LIMIT 3`,
  );
  return [
    {
      severity: "block",
      table: table.name,
      column: table.key.join(", "),
      check: "unique key",
      message:
        "rows repeat a key that must name one row: make the SELECT distinct, or add what tells the rows apart to the key",
      rows,
      samples: samples.map(sampleText),
    },
  ];
}

async function orphans(
  engine: Engine,
  table: CanonicalTable,
  { column, table: other, key }: CanonicalTable["references"][number],
): Promise<CheckResult[]> {
  const [sizes] = await engine.query<{ own: number; others: number }>(
    `SELECT (SELECT count(*) FROM "${table.name}") AS own, (SELECT count(*) FROM "${other}") AS others`,
  );
  // The database hashes the list of NOT IN, and of NOT EXISTS the smaller side.
  const unmatched =
    sizes !== undefined && sizes.own < sizes.others
      ? `NOT EXISTS (SELECT 1 FROM "${other}" AS other WHERE other."${key}" = own."${column}")`
      : `own."${column}" NOT IN (SELECT "${key}" FROM "${other}" WHERE "${key}" IS NOT NULL)`;
  const dangling = `FROM "${table.name}" AS own WHERE own."${column}" IS NOT NULL AND ${unmatched}`;
  const [counts] = await engine.query<{ rows: number }>(`SELECT count(*) AS rows ${dangling}`);
  const rows = counts?.rows ?? 0;
  if (rows === 0) return [];
  const samples = await engine.query<Record<string, unknown>>(
    `SELECT DISTINCT "${column}" ${dangling} ORDER BY 1 LIMIT 3`,
  );
  return [
    {
      severity: "block",
      table: table.name,
      column,
      check: "link",
      message: `values name no row of ${other}: add the missing rows to ${other}.sql, or leave these out`,
      rows,
      samples: samples.map(sampleText),
    },
  ];
}

function sampleText(row: Record<string, unknown>): string {
  return Object.entries(row)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(" ")
    .slice(0, 200);
}
