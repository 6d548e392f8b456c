import { readFile } from "node:fs/promises";
import { openDuckDB } from "../../../../data-loaders/engine/duckdb.js";
import type { Engine } from "../../../../data-loaders/engine/engine.js";
import { expandInDays, inDays } from "../../../../data-loaders/pipeline/days.js";
import { createManifest } from "../../../../data-loaders/pipeline/manifest.js";
import { silentReporter } from "../../../../data-loaders/pipeline/reporter.js";
import { publishStages } from "../../../../data-loaders/publish/stages.js";
import { contract } from "../../../../data-loaders/source/contract/index.js";

/** A value of a row as a test writes it; times and days as text. */
export type Value = string | number | boolean | null;

/** An empty warehouse with the canonical tables named, by default all of them. */
export async function emptyWarehouse(tables?: readonly string[], path = ":memory:"): Promise<Engine> {
  const engine = await openDuckDB({ path, threads: 1 });
  await createManifest(engine);
  for (const { name, columns } of contract) {
    if (tables && !tables.includes(name)) continue;
    const list = Object.entries(columns).map(([column, { type }]) => `${column} ${type}`);
    await engine.execute(`CREATE TABLE ${name} (${list.join(", ")})`);
  }
  return engine;
}

/** Adds rows; columns that are left out are unknown. */
export async function insert(
  engine: Engine,
  table: string,
  rows: readonly Readonly<Record<string, Value>>[],
): Promise<void> {
  for (const row of rows) {
    const names = Object.keys(row);
    const values = names.map((name) => literal(row[name] ?? null));
    await engine.execute(`INSERT INTO ${table} (${names.join(", ")}) VALUES (${values.join(", ")})`);
  }
}

function literal(value: Value): string {
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}

/** The SQL of a stage over all days, macros not yet expanded. */
export async function sqlOf(stage: (typeof publishStages)[number], engine: Engine): Promise<string> {
  const [target] = stage.writes;
  if (target?.sql) return expandInDays(await readFile(target.sql, "utf8"), null);
  let written = "";
  await stage.run?.({
    engine,
    reporter: silentReporter,
    signal: new AbortController().signal,
    days: null,
    inDays: (expression) => inDays(expression, null),
    async write(_, select) {
      written = expandInDays(select, null);
    },
  });
  return written;
}

/** Runs each stage whose tables are there, in the order in which they are declared. */
export async function runStages(engine: Engine): Promise<void> {
  for (const stage of publishStages) {
    const names = await tableNames(engine);
    const standIns = stage.reads.filter(({ table, optional }) => optional && !names.has(table));
    if (stage.reads.some(({ table, optional }) => !optional && !names.has(table))) continue;
    for (const { table, optional = {} } of standIns)
      await engine.execute(
        `CREATE TABLE ${table} (${Object.entries(optional)
          .map(([column, type]) => `${column} ${type}`)
          .join(", ")})`,
      );
    await engine.execute(`CREATE TABLE ${stage.name} AS ${await sqlOf(stage, engine)}`);
    for (const { table } of standIns) await engine.execute(`DROP TABLE ${table}`);
  }
}

async function tableNames(engine: Engine): Promise<Set<string>> {
  const rows = await engine.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'main'",
  );
  return new Set(rows.map(({ name }) => name));
}
