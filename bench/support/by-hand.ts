/**
 * What somebody would write by hand in place of the pipeline: the same key checks on the same Parquet files, and one
 * aggregation. A process of its own, so that its memory is its own.
 *
 *     npx tsx bench/support/by-hand.ts DATA
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { contract } from "../../data-loaders/source/contract/index.js";

const data = process.argv[2] ?? "";
const instance = await DuckDBInstance.create(":memory:");
const connection = await instance.connect();
const file = (table: string): string => `read_parquet('${join(data, `${table}.parquet`)}')`;
const present = contract.filter(({ name }) => existsSync(join(data, `${name}.parquet`)));

for (const { name, key, references } of present) {
  if (key.length > 0) {
    const columns = key.map((column) => `"${column}"`).join(", ");
    await connection.runAndReadAll(
      `SELECT ${columns}, count(*) FROM ${file(name)} GROUP BY ${columns} HAVING count(*) > 1 LIMIT 3`,
    );
    await connection.runAndReadAll(
      `SELECT count(*) FROM ${file(name)} WHERE ${key.map((column) => `"${column}" IS NULL`).join(" OR ")}`,
    );
  }
  for (const { column, table, key: other } of references)
    if (present.some((one) => one.name === table))
      await connection.runAndReadAll(
        `SELECT count(*) FROM ${file(name)} AS a ANTI JOIN ${file(table)} AS b ON a."${column}" = b."${other}" WHERE a."${column}" IS NOT NULL`,
      );
}
await connection.runAndReadAll(
  `SELECT CAST(occurred_at AS DATE) AS day, event_type, surface, country, count(*) AS events, count(DISTINCT account_id) AS accounts FROM ${file("events")} JOIN (SELECT account_id AS a, country FROM ${file("accounts")}) ON a = account_id GROUP BY ALL`,
);
instance.closeSync();
