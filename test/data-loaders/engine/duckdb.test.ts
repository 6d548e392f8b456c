import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDuckDB } from "../../../data-loaders/engine/duckdb.js";
import { EngineError, type Engine } from "../../../data-loaders/engine/engine.js";

/** Every type that a result may hold, and what JavaScript gets. */
const types: readonly (readonly [sql: string, value: unknown])[] = [
  ["TRUE", true],
  ["CAST(-128 AS TINYINT)", -128],
  ["CAST(255 AS UTINYINT)", 255],
  ["CAST(-32768 AS SMALLINT)", -32768],
  ["CAST(65535 AS USMALLINT)", 65535],
  ["CAST(-2147483648 AS INTEGER)", -2147483648],
  ["CAST(4294967295 AS UINTEGER)", 4294967295],
  ["CAST(9007199254740991 AS BIGINT)", 9007199254740991],
  ["CAST(9007199254740992 AS BIGINT)", 9007199254740992n],
  ["CAST(-9223372036854775808 AS BIGINT)", -9223372036854775808n],
  ["CAST(18446744073709551615 AS UBIGINT)", 18446744073709551615n],
  ["CAST('170141183460469231731687303715884105727' AS HUGEINT)", 2n ** 127n - 1n],
  ["CAST(5 AS HUGEINT)", 5],
  ["CAST(0.5 AS FLOAT)", 0.5],
  ["CAST(0.1 AS DOUBLE)", 0.1],
  ["CAST('inf' AS DOUBLE)", Infinity],
  ["CAST(12.34 AS DECIMAL(10, 2))", 12.34],
  ["CAST(-0.0001 AS DECIMAL(38, 4))", -0.0001],
  ["'ümläut 😀'", "ümläut 😀"],
  ["''", ""],
  ["DATE '2025-02-28'", "2025-02-28"],
  ["DATE '1969-12-31'", "1969-12-31"],
  ["TIMESTAMP '2025-02-28 01:02:03'", "2025-02-28 01:02:03"],
  ["TIMESTAMP '2025-02-28 01:02:03.000004'", "2025-02-28 01:02:03.000004"],
  ["TIMESTAMP '1900-01-01 00:00:00'", "1900-01-01 00:00:00"],
  ["CAST(TIMESTAMP WITH TIME ZONE '2025-02-28 01:00:00+02' AS TIMESTAMP)", "2025-02-27 23:00:00"],
  ["CAST('b' AS ENUM ('a', 'b'))", "b"],
  ["CAST('6b7a0c62-5c2e-4e0f-8b39-2a1f6f6b2c11' AS UUID)", "6b7a0c62-5c2e-4e0f-8b39-2a1f6f6b2c11"],
  ["[1, NULL, 3]", [1, null, 3]],
  ["{'a': 1, 'b': [DATE '2025-01-01']}", { a: 1, b: ["2025-01-01"] }],
  ["CAST(NULL AS INTEGER)", null],
  ["CAST(NULL AS TIMESTAMP)", null],
];

describe("the embedded engine", () => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await openDuckDB({ path: ":memory:" });
  });
  afterEach(() => engine.close());

  test.each(types)("%s arrives as %s, by row and by column", async (sql, value) => {
    expect(await engine.query(`SELECT ${sql} AS value`)).toEqual([{ value }]);
    expect(await engine.columns(`SELECT ${sql} AS value`)).toEqual({ value: [value] });
  });

  test("parameters are bound by number", async () => {
    expect(await engine.query("SELECT $1 AS a, $2 AS b, $3 AS c, $4 AS d", ["it's", 5, null, true])).toEqual([
      { a: "it's", b: 5, c: null, d: true },
    ]);
  });

  test("a query without rows has its columns, empty", async () => {
    expect(await engine.query("SELECT 1 AS a WHERE 1 = 2")).toEqual([]);
    expect(await engine.columns("SELECT 1 AS a WHERE 1 = 2")).toEqual({ a: [] });
  });

  test("an error keeps the statement as it was sent, and its cause", async () => {
    const error = await engine.query("SELECT @day(nothing)").catch((error: unknown) => error);
    expect(error).toBeInstanceOf(EngineError);
    expect(error).toMatchObject({ sql: "SELECT CAST(nothing AS DATE)", cause: expect.any(Error) });
  });

  test("a transaction keeps all of what it did", async () => {
    await engine.execute("CREATE TABLE t (a INTEGER)");
    expect(
      await engine.transaction(async () => {
        await engine.execute("INSERT INTO t VALUES (1)");
        return "done";
      }),
    ).toBe("done");
    expect(await engine.query("SELECT a FROM t")).toEqual([{ a: 1 }]);
  });

  test("a transaction that throws keeps nothing, and throws what was thrown first", async () => {
    await engine.execute("CREATE TABLE t (a INTEGER)");
    await expect(
      engine.transaction(async () => {
        await engine.execute("INSERT INTO t VALUES (1)");
        await engine.execute("ROLLBACK");
        throw new Error("the first error");
      }),
    ).rejects.toThrow("the first error");
    await expect(
      engine.transaction(async () => {
        await engine.execute("INSERT INTO t VALUES (2)");
        await engine.execute("SELECT CAST('x' AS INTEGER)");
      }),
    ).rejects.toThrow("Conversion Error");
    expect(await engine.query("SELECT a FROM t")).toEqual([]);
  });

  test("an interrupt stops the statement that runs, and the engine lives on", async () => {
    const running = engine.query(
      "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range % 7 = b.range % 11",
    );
    setTimeout(() => engine.interrupt(), 100);
    await expect(running).rejects.toThrow(/interrupt/i);
    expect(await engine.query("SELECT 1 AS a")).toEqual([{ a: 1 }]);
  });

  test("kinds of statements are told without running them", async () => {
    await engine.execute("CREATE TABLE t (a INTEGER)");
    expect(await engine.statementKinds("SELECT 1")).toEqual(["SELECT"]);
    expect(await engine.statementKinds("WITH x AS (SELECT 1) SELECT * FROM x")).toEqual(["SELECT"]);
    expect(await engine.statementKinds("DELETE FROM t")).toEqual(["DELETE"]);
    expect(await engine.statementKinds("ATTACH 'x.duckdb' AS x")).toEqual(["ATTACH"]);
    expect(await engine.statementKinds("SET threads = 1")).toEqual(["SET"]);
    expect(await engine.statementKinds("SELECT 1; DROP TABLE t")).toEqual(["SELECT", "DROP"]);
    expect(await engine.statementKinds("CREATE TABLE u (a INTEGER); SELECT a FROM u")).toEqual([
      "CREATE",
      "INVALID",
    ]);
    expect(await engine.query("SELECT count(*) AS n FROM t")).toEqual([{ n: 0 }]);
  });

  test("rows of texts are appended in batches, nulls kept", async () => {
    await engine.execute("CREATE TABLE t (a VARCHAR, b VARCHAR)");
    await engine.append("t", batches());
    expect(
      await engine.query(
        "SELECT count(*) AS rows, count(b) AS filled, max(CAST(a AS INTEGER)) AS last FROM t",
      ),
    ).toEqual([{ rows: 10000, filled: 5000, last: 9999 }]);
  });

  test("an error of whoever gives the batches is thrown as it is, and nothing is left by the transaction", async () => {
    await engine.execute("CREATE TABLE t (a VARCHAR, b VARCHAR)");
    const broken = new Error("the connection was lost");
    await expect(engine.transaction(() => engine.append("t", batches(broken)))).rejects.toBe(broken);
    expect(await engine.query("SELECT count(*) AS rows FROM t")).toEqual([{ rows: 0 }]);
  });

  test("nothing is fetched: an extension that is not built in is refused, Parquet and JSON are", async () => {
    await expect(engine.query("SELECT * FROM postgres_scan('', '', '')")).rejects.toThrow(EngineError);
    const rows = await engine.query<{ name: string }>(
      "SELECT extension_name AS name FROM duckdb_extensions() WHERE loaded",
    );
    expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(["json", "parquet"]));
    expect(
      await engine.query(
        "SELECT name, value FROM duckdb_settings() WHERE name LIKE 'auto%_known_extensions' ORDER BY name",
      ),
    ).toEqual([
      { name: "autoinstall_known_extensions", value: "false" },
      { name: "autoload_known_extensions", value: "false" },
    ]);
  });
});

describe("opening a database", () => {
  test("settings are those asked for", async () => {
    const engine = await openDuckDB({ path: ":memory:", threads: 1, memoryLimit: "1GB" });
    const rows = await engine.query(
      "SELECT value FROM duckdb_settings() WHERE name IN ('threads', 'memory_limit', 'TimeZone') ORDER BY name",
    );
    expect(rows).toEqual([{ value: "UTC" }, { value: "953.6 MiB" }, { value: "1" }]);
    await engine.close();
  });

  test("a file opened to be read is not written", async () => {
    const folder = mkdtempSync(join(tmpdir(), "shrike-engine-"));
    const path = join(folder, "x.duckdb");
    const writer = await openDuckDB({ path });
    await writer.execute("CREATE TABLE t AS SELECT 1 AS a");
    await writer.close();
    const reader = await openDuckDB({ path, readOnly: true });
    expect(await reader.query("SELECT a FROM t")).toEqual([{ a: 1 }]);
    await expect(reader.execute("DELETE FROM t")).rejects.toThrow("read-only");
    await reader.close();
    rmSync(folder, { recursive: true });
  });

  test("columns of doubles arrive as typed arrays, NULL as NaN, in order over many chunks; another type is refused", async () => {
    const reader = await openDuckDB({ path: ":memory:" });
    const [halves, some] = await reader.doubles(
      "SELECT i / 2.0::DOUBLE AS half, CASE WHEN i % 3 = 0 THEN NULL ELSE i::DOUBLE END AS some FROM range(5000) t(i) ORDER BY i",
    );
    expect(halves).toEqual(Float64Array.from({ length: 5000 }, (_, i) => i / 2));
    expect(some).toEqual(Float64Array.from({ length: 5000 }, (_, i) => (i % 3 === 0 ? Number.NaN : i)));
    await expect(reader.doubles("SELECT 1 AS whole")).rejects.toThrow(
      "column whole is INTEGER, expected DOUBLE",
    );
    await reader.close();
  });

  test("a file that cannot be opened is named", async () => {
    await expect(openDuckDB({ path: "/nowhere/x.duckdb" })).rejects.toThrow(
      "cannot open the database /nowhere/x.duckdb",
    );
  });
});

async function* batches(broken?: Error): AsyncGenerator<(string | null)[][]> {
  for (let start = 0; start < 10000; start += 5000) {
    yield Array.from({ length: 5000 }, (_, index) => [String(start + index), index % 2 === 0 ? "x" : null]);
    if (broken !== undefined) throw broken;
  }
}
