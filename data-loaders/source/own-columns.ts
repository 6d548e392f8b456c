import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { ValueType } from "../../src/lib/predicate/index.js";
import { openDuckDB } from "../engine/duckdb.js";
import type { Engine } from "../engine/engine.js";
import type { OwnColumns } from "../features/registry.js";
import { describeSelect } from "./load-select.js";
import type { SelectedColumn } from "./select-columns.js";
import type { Source } from "./source.js";

const tables = ["accounts", "events"] as const;

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
    for (const table of tables) {
      const select = source.tables.find((one) => one.table.name === table);
      if (select !== undefined) own[table] = typesOf(await describeSelect(engine, source, select, signal));
    }
    return own;
  } finally {
    await engine.close();
  }
}

/** Likewise, as they stand in a database that the source was loaded into. */
export async function loadedOwnColumns(engine: Engine): Promise<OwnColumns> {
  const own: Record<string, Readonly<Record<string, ValueType>>> = {};
  for (const table of tables)
    own[table] = typesOf(
      await engine.query<SelectedColumn>(
        "SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_schema = 'main' AND table_name = $1",
        [table],
      ),
    );
  return own;
}

function namesOwn(rules: string): boolean {
  return (
    existsSync(rules) &&
    readdirSync(rules).some(
      (file) => file.endsWith(".yaml") && /\bx_/.test(readFileSync(join(rules, file), "utf8")),
    )
  );
}

/** Columns of other types than a condition knows cannot be named. */
function typesOf(columns: readonly SelectedColumn[]): Record<string, ValueType> {
  return Object.fromEntries(
    columns.flatMap(({ name, type }) => {
      const known = name.startsWith("x_") ? valueType(type) : null;
      return known === null ? [] : [[name, known]];
    }),
  );
}

function valueType(type: string): ValueType | null {
  if (type === "BOOLEAN") return "boolean";
  if (type === "VARCHAR") return "text";
  return /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*)$/.test(type) ? "number" : null;
}
