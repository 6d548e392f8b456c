import { existsSync, readFileSync } from "node:fs";
import { SourceError } from "../source-error.js";
import type { TableSelect } from "../source.js";
import { placed, withPostgres } from "./connect.js";

/**
 * What `<table>.fingerprint.sql` answers: equal answers mean equal rows. Null where there is no such file, so that the rows
 * must be read to know.
 *
 * @param variable environment variable that holds the connection string
 * @throws SourceError when the query fails or answers nothing
 */
export async function fingerprintInPostgres(variable: string, select: TableSelect): Promise<string | null> {
  const file = select.file.replace(/\.sql$/, ".fingerprint.sql");
  if (!existsSync(file)) return null;
  const sql = readFileSync(file, "utf8").trimEnd().replace(/;$/, "");
  const query = { ...select, file };
  const rows = await withPostgres(variable, query, undefined, async (client) => {
    try {
      return (await client.query<string[]>({ text: sql, values: [], rowMode: "array" })).rows;
    } catch (error) {
      throw placed(error, query, sql, 0);
    }
  });
  if (rows.length === 0)
    throw new SourceError(
      `${file}: answered no row; expected one that changes whenever the rows of ${select.table.name} do`,
      select.table.name,
    );
  return JSON.stringify(rows);
}
