/**
 * The program that writes tables for SQL; `writeTables` starts it. It has a process of its own because memory is cleared for a whole
 * process, and so that it works beside the one that writes pages.
 */
import { openDuckDB } from "../../engine/duckdb.js";
import { answerProcess } from "../../process/answer-process.js";
import { writeTableFiles } from "./table-files.js";
import type { TablesJob } from "./write-tables.js";

await answerProcess<TablesJob>(async ({ warehouse, folder, tables, made }) => {
  const engine = await openDuckDB({ path: warehouse, readOnly: true, threads: 1 });
  try {
    for (const { name, select } of made) await engine.execute(`CREATE TEMP TABLE ${name} AS ${select}`);
    await writeTableFiles(engine, tables, folder);
  } finally {
    await engine.close();
  }
  return {};
});
