import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JSDOM } from "jsdom";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Engine } from "../../../../data-loaders/engine/engine.js";
import { openDuckDB } from "../../../../data-loaders/engine/duckdb.js";
import { publishFindings } from "../../../../data-loaders/publish/findings/index.js";
import { siteFrame } from "../../../support/site-frame.js";

const findingText = (changes: Record<string, string> = {}, prose?: string): string => {
  const keys: Record<string, string> = {
    id: "swarm",
    title: "A swarm of copies",
    status: "open",
    confidence: "moderate",
    abuse_type: "copy_paste",
    tlp: "green",
    disarm: "[T0049]",
    audience: "[analyst]",
    as_of: "2026-06-30",
    summary: '"{{accounts}} accounts posted one text."',
    pages: "[trends]",
    numbers: `\n  accounts: { sql: "SELECT count(DISTINCT account_id) FROM events", unit: count }\n  worst: { sql: "SELECT max(text) FROM events", unit: text }\n  share: { sql: "SELECT 1 AS numerator, 4 AS denominator", unit: rate }`,
    ...changes,
  };
  const yaml = Object.entries(keys).map(([key, value]) => `${key}: ${value}`);
  return ["---", ...yaml, "---", "", prose ?? "They wrote {{worst}} in {{share}} of cases."].join("\n");
};

let engine: Engine;
let folder: string;
const written = new Map<string, string>();

const publish = (siteUrl?: string) =>
  publishFindings({
    engine,
    source: { folder },
    folder: { write: async (path, content) => void written.set(path, content) },
    frame: siteFrame,
    ...(siteUrl === undefined ? {} : { siteUrl }),
  });
const save = (text: string, name = "2026-06-24-swarm.md") => writeFile(join(folder, "findings", name), text);

beforeAll(async () => {
  engine = await openDuckDB({ path: ":memory:", threads: 1 });
  await engine.execute(
    "CREATE TABLE events AS SELECT 'a' || i AS account_id, '<img src=x onerror=alert(1)> ${alert(1)} http://evil.example' AS text FROM range(1234) AS t(i)",
  );
});
afterAll(() => engine.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "findings-"));
  await mkdir(join(folder, "findings"));
  written.clear();
});
afterEach(() => rm(folder, { recursive: true }));

describe("publishing findings", () => {
  test("a source without findings has an empty list, which says how to start one", async () => {
    expect(await publish()).toEqual({ findings: [] });
    expect(written.get("static/findings-list.html")).toContain("shrike finding --from");
  });

  test("every value comes from its query, in its unit, a rate with its counts and interval", async () => {
    await save(findingText());
    const { findings } = await publish();
    expect(findings[0]).toMatchObject({
      slug: "2026-06-24-swarm",
      href: "/findings/2026-06-24-swarm",
      summary: "1\u202f234 accounts posted one text.",
    });
    expect(written.get("findings/2026-06-24-swarm.md")).toContain(
      "25\u202f% (1 of 4; 95\u202f% interval 4.56–69.9\u202f%)",
    );
  });

  test("text of the platform is neither markup nor an expression nor an address on the page", async () => {
    await save(findingText());
    await publish();
    const page = written.get("findings/2026-06-24-swarm.md")!;
    expect(page).not.toContain("${");
    expect(page).not.toContain("http:");
    const { document } = new JSDOM(page).window;
    expect(document.querySelectorAll("img, script").length).toBe(0);
    expect(document.querySelector('[data-value="worst"]')?.textContent).toContain("hxxp://evil[.]example");
  });

  test("a page holds one block of HTML: no blank line ends it", async () => {
    await save(findingText({}, "One {{worst}}.\n\n```\na\n\nb\n```\n\n- {{share}}\n- x"));
    await publish();
    const body = written.get("findings/2026-06-24-swarm.md")!.split("\n---\n")[1]!;
    expect(body.trim()).not.toMatch(/\n\s*\n/);
  });

  test("nor does one where the data is not simulated and nothing is computed", async () => {
    await save(findingText({ numbers: "{}", summary: "none", pages: "[]", disarm: "[]" }, "Prose."));
    const frame = { ...siteFrame, source: { ...siteFrame.source, simulated: false } };
    await publishFindings({
      engine,
      source: { folder },
      folder: { write: async (path, content) => void written.set(path, content) },
      frame,
    });
    const page = written.get("findings/2026-06-24-swarm.md")!;
    expect(page).not.toContain("imulated");
    expect(page.split("\n---\n")[1]!.trim()).not.toMatch(/\n\s*\n/);
  });

  test("common table expressions stand before every query, where it is shown too", async () => {
    await save(
      findingText(
        {
          with: "few AS (SELECT account_id FROM events LIMIT 5)",
          numbers: '{ accounts: { sql: "SELECT count(*) FROM few", unit: count } }',
        },
        "none",
      ),
    );
    expect((await publish()).findings[0]?.summary).toBe("5 accounts posted one text.");
    expect(written.get("findings/2026-06-24-swarm.md")).toContain("WITH few AS");
  });

  test("markup in a title is text in the feed, which readers show as HTML", async () => {
    await save(findingText({ title: '"<b>bold</b> ]]>"' }));
    await publish();
    const { document } = new JSDOM(written.get("feed.atom.xml")!, { contentType: "application/xml" }).window;
    const shown = new JSDOM(document.querySelector("entry > title")!.textContent!).window.document.body;
    expect(shown.children.length).toBe(0);
    expect(shown.textContent).toBe("<b>bold</b> ]]>");
  });

  test("what an author writes as markup, script or a link elsewhere is text", async () => {
    await save(
      findingText(
        {},
        "<script>x</script> {{worst}} {{share}} [a](javascript:alert) [b](//evil.example) ${y}",
      ),
    );
    await publish();
    const { document } = new JSDOM(written.get("findings/2026-06-24-swarm.md")!).window;
    expect(document.querySelectorAll("script").length).toBe(0);
    expect([...document.querySelectorAll("a")].map((a) => a.getAttribute("href"))).toEqual([
      "/leadership/trends",
    ]);
  });

  test("the feed has stable ids, no clock and links of the published site", async () => {
    await save(findingText());
    await publish("https://insights.example/");
    const feed = written.get("feed.atom.xml")!;
    await publish("https://insights.example");
    expect(written.get("feed.atom.xml")).toBe(feed);
    expect(feed).toContain("<id>urn:shrike:test:finding:swarm</id>");
    expect(feed).toContain('href="https://insights.example/findings/2026-06-24-swarm.html"');
    expect(feed).toContain("<updated>2026-06-24T00:00:00.000Z</updated>");
    const { document } = new JSDOM(feed, { contentType: "application/xml" }).window;
    expect(document.querySelectorAll("entry").length).toBe(1);
  });

  test("simulated data is called so on the page, in the list and in the feed", async () => {
    await save(findingText());
    await publish();
    expect(written.get("findings/2026-06-24-swarm.md")).toContain("Simulated data.");
    expect(written.get("static/findings-list.html")).toContain("simulated data");
    expect(written.get("feed.atom.xml")).toContain("Simulated data.");
  });

  test.each([
    [
      "a misspelt value",
      { confidence: "moderat" },
      undefined,
      /2026-06-24-swarm\.md:5: confidence: .*did you mean moderate\?/,
    ],
    [
      "a misspelt key",
      { statsu: "open" },
      undefined,
      /2026-06-24-swarm\.md:\d+: statsu: unknown key; did you mean status\?/,
    ],
    [
      "a number written by hand",
      {},
      "{{worst}} {{share}} and 412 more",
      /:19: the number 412 is written by hand/,
    ],
    [
      "a value without a query",
      {},
      "{{worst}} {{share}} {{acounts}}",
      /\{\{acounts\}\} is defined neither .*did you mean accounts\?/,
    ],
    ["a query that nothing uses", {}, "{{worst}}", /:16: numbers\.share: not used/],
    [
      "a query that fails",
      { numbers: '{ accounts: { sql: "SELECT nosuch FROM events", unit: count } }' },
      "none",
      /swarm\.md: numbers\.accounts: [\s\S]*SELECT nosuch FROM events/,
    ],
    [
      "a query that writes",
      { numbers: '{ accounts: { sql: "DROP TABLE events", unit: count } }' },
      "none",
      /numbers\.accounts: expected one SELECT/,
    ],
    [
      "a query that writes behind a WITH",
      { numbers: '{ accounts: { sql: "WITH x AS (SELECT 1) DELETE FROM events", unit: count } }' },
      "none",
      /numbers\.accounts:/,
    ],
    [
      "two statements",
      { numbers: '{ accounts: { sql: "SELECT 1; DROP TABLE events", unit: count } }' },
      "none",
      /numbers\.accounts: expected one SELECT/,
    ],
    [
      "a query of several rows",
      { numbers: '{ accounts: { sql: "SELECT 1 FROM range(2)", unit: count } }' },
      "none",
      /expected one row with one column, the query gave 2 rows/,
    ],
  ])("refuses %s, naming file and key", async (_, changes, prose, message) => {
    await save(findingText(changes as Record<string, string>, prose));
    await expect(publish()).rejects.toThrow(message);
    expect(await engine.query("SELECT count(*) AS n FROM events")).toEqual([{ n: 1234 }]);
  });

  test("refuses two findings with one id", async () => {
    await save(findingText());
    await save(findingText(), "2026-06-25-other.md");
    await expect(publish()).rejects.toThrow(/id: swarm is the id of findings\/2026-06-25-other.md too/);
  });
});
