import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Engine } from "../../../../data-loaders/engine/engine.js";
import { openDuckDB } from "../../../../data-loaders/engine/duckdb.js";
import { publishFindings, readFindings } from "../../../../data-loaders/publish/findings/index.js";
import { readNumbers, readOneByOne } from "../../../../data-loaders/publish/findings/read-numbers.js";
import { resolveValues } from "../../../../data-loaders/publish/findings/resolve-values.js";
import { contract } from "../../../../data-loaders/source/contract/index.js";
import { siteFrame } from "../../../support/site-frame.js";

const source = { folder: "data-loaders/source/demo" };
let engine: Engine;

beforeAll(async () => {
  engine = await openDuckDB({ path: ":memory:", threads: 1 });
  for (const table of contract) {
    const columns = Object.entries(table.columns).map(([name, { type }]) => `"${name}" ${type}`);
    await engine.execute(`CREATE TABLE ${table.name} (${columns.join(", ")})`);
  }
});
afterAll(() => engine.close());

describe("findings of the simulated platform", () => {
  test("there are three, and each says that it is simulated", async () => {
    const findings = await readFindings(source.folder);
    expect(findings.length).toBe(3);
    for (const { title } of findings) expect(title).toMatch(/^Simulated: /);
  });

  test("every query is bound by the canonical tables, and over no rows says so instead of zero", async () => {
    const written = new Map<string, string>();
    const folder = { write: async (path: string, content: string) => void written.set(path, content) };
    const { findings } = await publishFindings({ engine, source, folder, frame: siteFrame });
    for (const { slug, summary } of findings) {
      expect(summary).toMatch(/no data|unknown/);
      expect(summary).not.toContain("0\u202f%");
      expect(written.get(`findings/${slug}.md`)).toContain("Organic alternative considered");
    }
  });

  test("numbers read at once are those read one by one", async () => {
    const rows = async (read: typeof readNumbers, finding: Parameters<typeof readNumbers>[1]) =>
      [...(await read(engine, finding))].map(([name, [row]]) => [name, Object.values(row ?? {})]);
    for (const finding of await readFindings(source.folder))
      expect(await rows(readNumbers, finding)).toEqual(await rows(readOneByOne, finding));
  });

  test("a query of several rows among those read at once is refused by its name", async () => {
    const common = "few AS (SELECT * FROM range(3) AS t(i))";
    const number = (sql: string) => ({ sql: `WITH ${common}\n${sql}`, unit: "count" as const });
    const numbers = { one: number("SELECT count(*) FROM few"), many: number("SELECT i FROM few") };
    const finding = { file: "findings/x.md", with: common, numbers, tables: {} };
    await expect(resolveValues(engine, finding)).rejects.toThrow(
      /findings\/x\.md: numbers\.many: expected one row with one column, the query gave 3 rows/,
    );
  });
});
