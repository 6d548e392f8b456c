import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDuckDB } from "../../../data-loaders/engine/duckdb.js";
import { dataFiles } from "../../../data-loaders/source/data-files.js";
import { loadSelect } from "../../../data-loaders/source/load-select.js";
import { wordsOf } from "../../../data-loaders/source/office-words.js";
import { readSource } from "../../../data-loaders/source/source.js";
import { officeWords } from "../../../src/lib/account/disguised-words.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "shrike-source-"));
  write("source.yaml", "title: Platform\n");
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

describe("reading a source's folder", () => {
  test("its tables come in the contract's order, whatever their files are called", () => {
    write("events.sql", "SELECT 1");
    write("accounts.sql", "SELECT 1");
    expect(readSource(folder).tables.map(({ table }) => table.name)).toEqual(["accounts", "events"]);
  });

  test("a folder that is not there is named by its option", () => {
    expect(() => readSource(join(folder, "none"))).toThrow("/none: there is no such folder");
    write("accounts.sql", "SELECT 1");
    expect(() => readSource(folder, { data: join(folder, "none") })).toThrow(
      /--data .*none: there is no such folder/,
    );
  });

  test("a SELECT that is named for no table is refused, the nearest table named", () => {
    write("acounts.sql", "SELECT 1");
    expect(() => readSource(folder)).toThrow('"acounts" is no canonical table (did you mean "accounts"?)');
  });

  test("a folder without SELECTs is refused", () => {
    expect(() => readSource(folder)).toThrow("holds no <table>.sql");
  });

  test("{data} without --data is refused, with what to add", () => {
    write("accounts.sql", "SELECT * FROM '{data}/a.csv'");
    expect(() => readSource(folder)).toThrow("add --data <folder of the source's files>");
  });

  test("{data} is the folder's own data where --data is not given", () => {
    mkdirSync(join(folder, "data"));
    write("accounts.sql", "SELECT * FROM '{data}/a.csv'");
    expect(readSource(folder).data).toBe(join(folder, "data"));
  });

  test("source.yaml: what is missing, unknown or broken is named with its line or key", () => {
    write("accounts.sql", "SELECT 1");
    write("source.yaml", "titel: Platform\n");
    expect(() => readSource(folder)).toThrow('unknown key "titel" (did you mean "title"?)');
    write("source.yaml", "title: [\n");
    expect(() => readSource(folder)).toThrow(/source\.yaml:2: /);
    write("source.yaml", "title: A\npostgres: {url_env: 'postgresql://user:secret@host/db'}\n");
    expect(() => readSource(folder)).toThrow("postgres.url_env");
    rmSync(join(folder, "source.yaml"));
    expect(() => readSource(folder)).toThrow("source.yaml is missing");
  });
});

describe("words of office in source.yaml", () => {
  const words = (yaml: string): readonly string[] => {
    write("accounts.sql", "SELECT 1");
    write("source.yaml", `title: A\n${yaml}`);
    return wordsOf(readSource(folder).about);
  };

  test("come beside those that are known, or in their place, in small letters", () => {
    expect(words("")).toEqual(officeWords);
    expect(words("office_words: {extend: [Ranger]}")).toEqual([...officeWords, "ranger"]);
    expect(words("office_words: {replace: [ranger, clinic]}")).toEqual(["ranger", "clinic"]);
    expect(words("office_words: {replace: []}")).toEqual([]);
  });

  test.each([
    ["{extend: [ranger], replace: [clinic]}", /office_words: give either `extend`/],
    ["{}", /office_words: give either `extend`/],
    ["{add: [ranger]}", /office_words: unknown key "add"; it takes `extend` or `replace`/],
    ["{extend: [park ranger]}", /office_words\.extend\.0: "park ranger" is not a word: write letters alone/],
    ["{extend: [ranger, vip]}", /office_words\.extend\.1: "vip" is too short/],
    ["{extend: [4567]}", /office_words\.extend\.0: .*expected string/],
    [`{extend: [${"x".repeat(41)}]}`, /has more than 40 letters/],
    ["{extend: []}", /office_words\.extend: /],
    ["[ranger]", /source\.yaml: office_words: .*expected object/],
  ])("%s is refused by file and key", (value, message) => {
    expect(() => words(`office_words: ${value}`)).toThrow(message);
  });
});

describe("files that a SELECT reads", () => {
  test("are those that its texts name, patterns resolved, in order", () => {
    mkdirSync(join(folder, "it's"));
    for (const name of ["b.csv", "a.csv", "c.txt"]) write(`it's/${name}`, "account_id\n");
    write(
      "accounts.sql",
      "SELECT account_id FROM read_csv('{data}/*.csv') UNION ALL FROM read_csv('{data}/c.txt')",
    );
    const source = readSource(folder, { data: join(folder, "it's") });
    expect(dataFiles(source, source.tables[0]!).map((file) => file.slice(folder.length))).toEqual([
      "/it's/a.csv",
      "/it's/b.csv",
      "/it's/c.txt",
    ]);
  });

  test("a database of source.yaml is attached to be read only, and is one of them", async () => {
    mkdirSync(join(folder, "data"));
    const path = join(folder, "data", "platform.duckdb");
    const writer = await openDuckDB({ path });
    await writer.execute("CREATE TABLE people AS SELECT 'a' || n AS id FROM range(3) AS t (n)");
    await writer.close();
    write("source.yaml", "title: Platform\nattach: {platform: platform.duckdb}\n");
    write("accounts.sql", "SELECT id AS account_id FROM platform.people");
    const source = readSource(folder);
    expect(dataFiles(source, source.tables[0]!)).toEqual([path]);
    const engine = await openDuckDB({ path: ":memory:" });
    await loadSelect(engine, source, source.tables[0]!);
    expect(await engine.query("SELECT account_id FROM accounts ORDER BY 1")).toEqual([
      { account_id: "a0" },
      { account_id: "a1" },
      { account_id: "a2" },
    ]);
    await expect(engine.execute("DELETE FROM platform.people")).rejects.toThrow("read-only");
    await engine.close();
  });
});

describe("loading a table", () => {
  async function load(name: string, sql: string): Promise<Record<string, unknown>[]> {
    write(`${name}.sql`, sql);
    const engine = await openDuckDB({ path: ":memory:" });
    try {
      const source = readSource(folder);
      await engine.transaction(() => loadSelect(engine, source, source.tables[0]!));
      return await engine.query(`SELECT * FROM ${name}`);
    } finally {
      await engine.close();
    }
  }

  test("columns are those of the contract, absent ones null, own ones last", async () => {
    const [row] = await load("policies", "SELECT 'x' AS x_own, 'Spam' AS name, 7 AS policy_id");
    expect(Object.entries(row!)).toEqual([
      ["policy_id", "7"],
      ["name", "Spam"],
      ["dsa_category", null],
      ["x_own", "x"],
    ]);
  });

  test("text with an offset from UTC, or a time with zone, becomes the time in UTC", async () => {
    const rows = await load(
      "accounts",
      "SELECT 'a' AS account_id, '2025-07-01T12:00:00+02:00' AS created_at, TIMESTAMP WITH TIME ZONE '2025-07-01 12:00:00-04' AS x_at",
    );
    expect(rows[0]!["created_at"]).toBe("2025-07-01 10:00:00");
    const zoned = await load(
      "accounts",
      "SELECT 'a' AS account_id, TIMESTAMP WITH TIME ZONE '2025-07-01 12:00:00-04' AS created_at",
    );
    expect(zoned[0]!["created_at"]).toBe("2025-07-01 16:00:00");
  });

  test("values that do not fit are counted and shown, inside a transaction too", async () => {
    await expect(
      load("accounts", "SELECT 'a' || n AS account_id, n || 'x' AS followers FROM range(5) AS t (n)"),
    ).rejects.toMatchObject({
      message: expect.stringContaining(
        'column "followers" of accounts is BIGINT: 5 values cannot be read as one',
      ),
      rows: 5,
      samples: ["0x", "1x", "2x"],
    });
    await expect(
      load("accounts", "SELECT 'a' AS account_id, CAST('9223372036854775808' AS HUGEINT) AS followers"),
    ).rejects.toMatchObject({ column: "followers", rows: 1, samples: ["9223372036854775808"] });
  });

  test("an empty file and a column given twice are refused", async () => {
    await expect(load("accounts", "-- nothing yet\n")).rejects.toThrow("is empty; expected one SELECT");
    await expect(load("accounts", "SELECT 'a' AS account_id, 'b' AS account_id")).rejects.toThrow(
      /"account_id(_1)?"/,
    );
  });
});
