import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDuckDB } from "../../data-loaders/engine/duckdb.js";
import { contract } from "../../data-loaders/source/contract/index.js";
import { shrikeSucceeds } from "../browser/support/shrike.js";
import { buildBench, digests, type BuildBench } from "./support/builds.js";

const size = { accounts: 20_000, days: 60 };
const lateLabels = 1_000;

/** Writes the platform as it stood before its last day, with so many labels of earlier days not yet given. */
async function writeBeforeLastDay(data: string, early: string): Promise<string> {
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
  return last;
}

describe("a day that is appended", () => {
  let bench: BuildBench;
  beforeAll(async () => {
    bench = await buildBench("append-test", size);
  }, 600_000);
  afterAll(() => bench.remove());

  test(`with ${lateLabels} late labels ends, byte for byte, in what a full build ends in`, async () => {
    const data = join(bench.folder, "growing");
    await writeBeforeLastDay(bench.data, data);
    await shrikeSucceeds(...bench.build(data, "early"));
    cpSync(bench.data, data, { recursive: true });
    await shrikeSucceeds(...bench.build(data, "appended"));
    bench.forget();
    await shrikeSucceeds(...bench.build(bench.data, "full"));

    const full = digests(join(bench.folder, "full"));
    expect(digests(join(bench.folder, "appended"))).toEqual(full);
    expect(digests(join(bench.folder, "early"))).not.toEqual(full);
  });
});
