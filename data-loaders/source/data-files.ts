import { existsSync } from "node:fs";
import { join } from "node:path";
import { globSync } from "tinyglobby";
import type { Source, TableSelect } from "./source.js";
import { SourceError } from "./source-error.js";
import { withData } from "./source.js";

/**
 * Files that a SELECT reads: what its `'{data}/…'` texts name, patterns resolved, and attached databases. In order.
 *
 * @throws SourceError when one of them is not there, naming it and the SELECT
 */
export function dataFiles(source: Source, { file, sql, table }: TableSelect): string[] {
  const named = [...sql.matchAll(/'(\{data\}(?:[^']|'')*)'/g)].flatMap(([, text = ""]) => {
    const pattern = withData(text, source.data).replaceAll("''", "'");
    const found = /[*?[]/.test(pattern)
      ? globSync(pattern, { absolute: true })
      : existsSync(pattern)
        ? [pattern]
        : [];
    if (found.length === 0)
      throw new SourceError(
        `${file}: reads ${pattern}, which is not there: check --data ${source.data ?? ""}`,
        table.name,
      );
    return found;
  });
  return [...new Set([...named, ...attachedDatabases(source, sql).map(({ path }) => path)])].sort();
}

/** The databases of `source.yaml` that a SELECT names. */
export function attachedDatabases(source: Source, sql: string): { name: string; path: string }[] {
  return Object.entries(source.about.attach)
    .filter(([name]) => new RegExp(`\\b${name}\\.`).test(sql))
    .map(([name, path]) => ({ name, path: join(source.data ?? source.folder, path) }));
}
