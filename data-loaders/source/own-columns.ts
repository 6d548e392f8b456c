import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { ValueType } from "../../src/lib/predicate/index.js";
import { openDuckDB } from "../engine/duckdb.js";
import { ownTables, typesOf } from "../features/own-columns.js";
import type { OwnColumns } from "../features/registry.js";
import { describeSelect } from "./load-select.js";
import type { Source } from "./source.js";

/**
 * Columns of a source's own, `x_…`, that its rules may name, as its SELECTs give them. Where no rule file names one, none is looked for.
 *
 * @throws SourceError when a SELECT cannot be read
 */
export async function ownColumns(source: Source, signal?: AbortSignal): Promise<OwnColumns> {
  if (!namesOwn(join(source.folder, "rules"))) return {};
  const own: Record<string, Readonly<Record<string, ValueType>>> = {};
  const engine = await openDuckDB({ path: ":memory:" });
  try {
    for (const table of ownTables) {
      const select = source.tables.find((one) => one.table.name === table);
      if (select !== undefined) own[table] = typesOf(await describeSelect(engine, source, select, signal));
    }
    return own;
  } finally {
    await engine.close();
  }
}

function namesOwn(rules: string): boolean {
  return (
    existsSync(rules) &&
    readdirSync(rules).some(
      (file) => file.endsWith(".yaml") && /\bx_/.test(readFileSync(join(rules, file), "utf8")),
    )
  );
}
