import type { ValueType } from "../../src/lib/predicate/index.js";
import type { Engine } from "../engine/engine.js";
import type { OwnColumns } from "./registry.js";

/** Tables whose own columns rules may name. */
export const ownTables = ["accounts", "events"] as const;

/** Columns of a source’s own, `x_…`, that its rules may name, as they stand in a database that the source was loaded into. */
export async function loadedOwnColumns(engine: Engine): Promise<OwnColumns> {
  const own: Record<string, Readonly<Record<string, ValueType>>> = {};
  for (const table of ownTables)
    own[table] = typesOf(
      await engine.query<{ name: string; type: string }>(
        "SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_schema = 'main' AND table_name = $1",
        [table],
      ),
    );
  return own;
}

/** Columns of other types than a condition knows cannot be named. */
export function typesOf(
  columns: readonly { readonly name: string; readonly type: string }[],
): Record<string, ValueType> {
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
