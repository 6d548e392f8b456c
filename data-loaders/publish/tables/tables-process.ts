/**
 * The process that writes tables for SQL; `writeTables` starts it and gives it its job as JSON on standard input. It is one of its own
 * because memory is cleared for a whole process, and so that it works beside the one that writes pages.
 */
import { text } from "node:stream/consumers";
import { openDuckDB } from "../../engine/duckdb.js";
import { writeTableFiles } from "./table-files.js";
import type { TablesJob } from "./write-tables.js";

const { warehouse, folder, tables, exploreSelect } = JSON.parse(await text(process.stdin)) as TablesJob;
const engine = await openDuckDB({ path: warehouse, readOnly: true, threads: 1 });
try {
  if (exploreSelect !== null) await engine.execute(`CREATE TEMP TABLE explore_rows AS ${exploreSelect}`);
  await writeTableFiles(engine, tables, folder);
} finally {
  await engine.close();
}
