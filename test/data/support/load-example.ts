import { existsSync } from "node:fs";
import { expect } from "vitest";
import { openDuckDB } from "../../../data-loaders/engine/duckdb.js";
import type { Engine } from "../../../data-loaders/engine/engine.js";
import { checkTables } from "../../../data-loaders/source/checks/check-tables.js";
import { loadSelect } from "../../../data-loaders/source/load-select.js";
import { readSource } from "../../../data-loaders/source/source.js";

/** Folder of the public data sets. */
export const dataRoot = process.env["SHRIKE_TEST_DATA"] ?? "../shared/data";

/** What the title of a suite adds when its data are not there. */
export function needs(folder: string): string {
  return existsSync(folder) ? "" : ` NOT RUN: needs ${folder} (SHRIKE_TEST_DATA names its parent)`;
}

/** The canonical tables of an example in a database of their own; none breaks the contract. */
export async function loadExample(example: string, data: string): Promise<Engine> {
  const engine = await openDuckDB({ path: ":memory:" });
  const source = readSource(`examples/${example}`, { data });
  for (const select of source.tables) await loadSelect(engine, source, select);
  const results = await checkTables(
    engine,
    source.tables.map(({ table }) => table),
    Date.parse("2026-01-01T00:00:00Z"),
  );
  expect(results.filter(({ severity }) => severity === "block")).toEqual([]);
  return engine;
}
