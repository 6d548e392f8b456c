import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { openDuckDB } from "../../../data-loaders/engine/duckdb.js";
import { contract } from "../../../data-loaders/source/contract/index.js";

/**
 * Writes a platform as it stood before its last day, with so many labels of earlier days not yet given.
 *
 * @param data folder of the tables, a Parquet file each
 * @param early folder to make
 */
export async function writeBeforeLastDay(data: string, early: string, lateLabels: number): Promise<void> {
  mkdirSync(early);
  const engine = await openDuckDB({ path: ":memory:" });
  for (const { name } of contract)
    await engine.execute(`CREATE TABLE "${name}" AS FROM read_parquet('${join(data, `${name}.parquet`)}')`);
  const [row] = await engine.query<{ last: string }>(
    "SELECT CAST(max(occurred_at) AS DATE) AS last FROM events",
  );
  const last = row!.last;
  for (const { name, time } of contract)
    if (time !== null)
      await engine.execute(`DELETE FROM "${name}" WHERE CAST("${time}" AS DATE) >= DATE '${last}'`);
  await engine.execute(
    `DELETE FROM review_decisions WHERE decision_id IN
       (SELECT decision_id FROM review_decisions ORDER BY md5(decision_id) LIMIT ${lateLabels})`,
  );
  for (const { name, references } of contract)
    for (const { column, table, key } of references)
      await engine.execute(
        `DELETE FROM "${name}" WHERE "${column}" IS NOT NULL AND "${column}" NOT IN (SELECT "${key}" FROM "${table}")`,
      );
  for (const { name } of contract)
    await engine.execute(`COPY "${name}" TO '${join(early, `${name}.parquet`)}' (FORMAT parquet)`);
  await engine.close();
}
