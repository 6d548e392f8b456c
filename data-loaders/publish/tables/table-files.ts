import { createReadStream } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { createGzip } from "node:zlib";
import type { PublishedTable, TableFile } from "../../../src/lib/sql/table-manifest.js";
import type { Engine } from "../../engine/engine.js";
import { orderOf } from "./published-tables.js";

/**
 * Writes tables as gzipped DuckDB files. Equal rows give equal bytes: rows lie in a total order, and FSST, whose symbol tables are
 * drawn by chance, is not used. The engine must have one thread, and memory that its allocator clears.
 *
 * @param folder folder to write to
 */
export async function writeTableFiles(
  engine: Engine,
  tables: readonly PublishedTable[],
  folder: string,
): Promise<void> {
  await engine.execute("SET disabled_compression_methods = 'fsst'");
  const packing: Promise<void>[] = [];
  for (const table of tables)
    for (const file of table.files) {
      const { name, time } = table;
      const packed = join(folder, basename(file.path));
      const path = packed.replace(/\.bin$/, ".duckdb");
      await engine.execute(`ATTACH '${path.replaceAll("'", "''")}' AS published (READ_WRITE)`);
      try {
        await engine.execute(
          `CREATE TABLE published.${name} AS SELECT * FROM ${name} ${time === null ? "" : spanCondition(time, file.span)} ORDER BY ${orderOf(table)}`,
        );
      } finally {
        await engine.execute("DETACH published");
      }
      packing.push(pack(path, packed));
    }
  await Promise.all(packing);
}

async function pack(path: string, packed: string): Promise<void> {
  await writeFile(packed, await buffer(createReadStream(path).pipe(createGzip({ level: 1 }))));
  await rm(path);
}

function spanCondition(time: string, span: TableFile["span"]): string {
  return span === null
    ? `WHERE ${time} IS NULL`
    : `WHERE ${time} >= TIMESTAMP '${span.from} 00:00:00' AND ${time} < TIMESTAMP '${span.to} 00:00:00' + INTERVAL 1 DAY`;
}
