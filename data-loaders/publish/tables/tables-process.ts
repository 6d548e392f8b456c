/**
 * The process that writes tables for SQL; `writeTables` starts it and sends it its job. It is one of its own because memory is cleared
 * for a whole process, and so that it works beside the one that writes pages. It ends with the process that started it.
 */
import { once } from "node:events";
import { openDuckDB } from "../../engine/duckdb.js";
import { writeTableFiles } from "./table-files.js";
import type { TablesJob } from "./write-tables.js";

const orphaned = (): never => process.exit(1);
process.once("disconnect", orphaned);
const [{ warehouse, folder, tables, made }] = (await once(process, "message")) as [TablesJob];
const engine = await openDuckDB({ path: warehouse, readOnly: true, threads: 1 });
try {
  for (const { name, select } of made) await engine.execute(`CREATE TEMP TABLE ${name} AS ${select}`);
  await writeTableFiles(engine, tables, folder);
} finally {
  await engine.close();
}
process.off("disconnect", orphaned);
process.disconnect();
