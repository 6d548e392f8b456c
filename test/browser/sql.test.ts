import { createReadStream, readFileSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import * as fc from "fast-check";
import { parquetReadObjects } from "hyparquet";
import { tableFromIPC } from "apache-arrow";
import type { Browser, BrowserContext, CDPSession, Download, Page } from "playwright-core";
import { gunzipSync } from "node:zlib";
import { writeFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterEach, describe, expect, inject, test } from "vitest";
import { openDuckDB } from "../../data-loaders/engine/duckdb.js";
import type { TableManifest } from "../../src/lib/sql/table-manifest.js";
import { watchPage, type Watch } from "./support/browser.js";
import { violations } from "./support/inspect-site.js";
import { visitor } from "./support/visitor.js";

const site = inject("demoSite");

describe("an analyst at SQL", () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let watch: Watch;
  let url: string;

  visitor({ never: [] }, (visit) => {
    ({ browser, context, page, watch, url } = visit);
  });
  // A test may go to a host of its own, and then watches for requests to others than that.
  afterEach(() => expect(watch.thirdPartyRequests).toEqual([]));

  const open = async (fragment = "", origin = url): Promise<void> => {
    await page.goto(`${origin}analyst/sql.html${fragment}`);
    await page.locator(".cm-content").waitFor();
  };
  const type = async (query: string): Promise<void> => {
    await page.evaluate((text) => {
      location.hash = `q=${encodeURIComponent(text)}`;
    }, query);
    await expect
      .poll(() =>
        page
          .locator(".cm-content")
          .innerText()
          .then((text) => text.replace(/\s/g, "")),
      )
      .toContain(query.replace(/\s/g, "").slice(0, 40));
  };
  const run = (on: Page) => on.getByRole("button", { name: "Run", exact: true });
  const settled = async (): Promise<void> => {
    await page.waitForFunction(
      () => !document.querySelector<HTMLButtonElement>(".sql-tools button.primary")?.disabled,
      null,
      { timeout: 60_000 },
    );
  };
  const ask = async (query: string): Promise<{ status: string; output: string }> => {
    await type(query);
    await run(page).click();
    await settled();
    return {
      status: await page.locator(".sql-status").innerText(),
      output: await page.locator(".sql-output").innerText(),
    };
  };
  const cells = async (query: string): Promise<string[][]> => {
    await ask(query);
    await expect.poll(() => page.locator(".result-table tbody tr").count()).toBeGreaterThan(0);
    return page
      .locator(".result-table tbody tr")
      .evaluateAll((rows) =>
        rows.map((row) => [...(row as HTMLTableRowElement).cells].map((cell) => cell.textContent ?? "")),
      );
  };

  test("reads the tables, the engine loading only when it is first asked", async () => {
    await open();
    expect(watch.wasmRequests).toEqual([]);
    expect(
      await cells("SELECT 42 AS answer, 'x' || chr(8238) AS text, NULL AS nothing, DATE '2026-01-02' AS day"),
    ).toEqual([["42", "x\ufffd", "null", "2026-01-02"]]);
    expect(watch.wasmRequests).toHaveLength(1);
    expect(watch.consoleErrors).toEqual([]);
    expect(await violations(page)).toEqual([]);
  });

  test("a link shows its query and runs it only on a click", async () => {
    await open(`#q=${encodeURIComponent("SELECT 7 AS seven")}`);
    expect(await page.locator(".sql-status").innerText()).toContain("This query came with the link");
    expect(watch.wasmRequests).toEqual([]);
    await run(page).click();
    await settled();
    await expect.poll(() => page.locator(".result-table td").allInnerTexts()).toEqual(["7"]);
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.locator(".sql-status", { hasText: "Link copied" }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      `${url}analyst/sql.html#q=${encodeURIComponent("SELECT 7 AS seven")}`,
    );
  });

  test("points at the place of an error in the text", async () => {
    await open();
    expect((await ask("SELECT account_id\nFROM accounts\nWHER country = 'DE'")).output).toMatch(
      /syntax error at or near/,
    );
    expect(await page.locator(".cm-lintRange-error, .cm-lintPoint-error").count()).toBeGreaterThan(0);
    expect((await ask("SELECT contry FROM accounts")).output).toMatch(/"contry" not found[\s\S]*country/);
    expect(await page.locator(".cm-lintRange-error").innerText()).toBe("contry");
  });

  test("cancels a cross join within half a second of the click, and goes on", async () => {
    await open();
    await ask("SELECT count(*) FROM events");
    await type("SELECT sum(a.views * b.views) FROM events a, events b WHERE a.event_id <> b.event_id");
    await run(page).click();
    await page.locator(".sql-status", { hasText: "Running" }).waitFor();
    await page.waitForTimeout(500);
    const milliseconds = await page.evaluate(async () => {
      const stop = [...document.querySelectorAll("button")].find((button) => button.textContent === "Stop");
      const start = performance.now();
      stop?.click();
      while (document.querySelector<HTMLButtonElement>(".sql-tools button.primary")?.disabled)
        await new Promise(requestAnimationFrame);
      return performance.now() - start;
    });
    expect(milliseconds).toBeLessThan(500);
    expect(await page.locator(".sql-error").innerText()).toMatch(/^Stopped/);
    expect((await ask("SELECT 1 AS one")).status).toMatch(/^1 row in/);
  });

  test("says that memory ran out, and lives on", async () => {
    await open();
    expect(
      (await ask("SELECT list(repeat(event_id, 1000) || i) FROM events, range(50) t(i)")).output,
    ).toMatch(/needs more memory than the browser gives/);
    expect((await ask("SELECT count(*) AS n FROM accounts")).status).toMatch(/^1 row in/);
  });

  test("starts afresh when its worker is killed", async () => {
    await open();
    await ask("SELECT 1");
    const session: CDPSession = await browser.newBrowserCDPSession();
    const { targetInfos } = (await session.send("Target.getTargets", {
      filter: [{ type: "worker" }],
    } as never)) as { targetInfos: { type: string; targetId: string }[] };
    const workers = targetInfos.filter((target) => target.type === "worker");
    if (workers.length > 0)
      for (const { targetId } of workers) await session.send("Target.closeTarget", { targetId });
    for (const worker of page.workers()) await worker.evaluate(() => close()).catch(() => undefined);
    expect((await ask("SELECT 2")).output).toMatch(/no longer answered, and was ended: run the query again/);
    expect(await cells("SELECT count(*) AS n FROM policies")).toHaveLength(1);
  });

  test.each([
    ["COPY accounts TO 'x.csv'", /^COPY is not allowed here/],
    ["ATTACH 'http://example.invalid/x.db'", /^ATTACH is not allowed here/],
    ["INSTALL httpfs", /^INSTALL is not allowed here/],
    ["SET enable_external_access = true", /^SET is not allowed here/],
    [
      "SELECT * FROM read_csv('http://example.invalid/x.csv')",
      /^Refused: queries here read the published tables and nothing else/,
    ],
    ["SELECT * FROM 'https://example.invalid/x.parquet'", /^(?:Refused|.*not)/],
    ["FROM read_text('/etc/passwd')", /^Refused/],
    ["SELECT 1); ATTACH 'x' AS y; SELECT (1", /^One statement at a time/],
    ["WITH a AS (SELECT 1) DELETE FROM accounts", /^(?:Binder|Parser|Catalog|Invalid)/],
  ])("refuses %s with a clear word, and no request leaves", async (query, message) => {
    await open();
    expect((await ask(query)).output).toMatch(message);
    expect(watch.thirdPartyRequests).toEqual([]);
  });

  test("reads a second part of a table after it was locked, and all parts together", async () => {
    const manifest = manifestOf();
    await open();
    await ask("SELECT count(*) FROM policies");
    const [[events = ""] = []] = await cells("SELECT count(*) AS n FROM events");
    const [[accounts = ""] = []] = await cells("SELECT count(*) AS n FROM accounts");
    expect(Number(events)).toBe(manifest.tables.find(({ name }) => name === "events")?.rows);
    expect(Number(accounts)).toBe(manifest.tables.find(({ name }) => name === "accounts")?.rows);
  });

  function manifestOf(): TableManifest {
    const file = readdirSync(join(site, "_file", "data")).find((name) => name.startsWith("tables."));
    return JSON.parse(readFileSync(join(site, "_file", "data", file!), "utf8")) as TableManifest;
  }

  test("gives what native DuckDB gives for the same query, over random slices", async () => {
    const engine = await openDuckDB({ path: ":memory:" });
    const folder = mkdtempSync(join(tmpdir(), "shrike-native-"));
    for (const { name, files } of manifestOf().tables.filter(({ name }) =>
      ["explore_rows", "accounts"].includes(name),
    )) {
      for (const [at, { path }] of files.entries()) {
        writeFileSync(join(folder, `${name}${at}`), gunzipSync(readFileSync(join(site, path))));
        await engine.execute(`ATTACH '${join(folder, `${name}${at}`)}' AS ${name}_${at} (READ_ONLY)`);
      }
      await engine.execute(
        `CREATE VIEW ${name} AS ${files.map((_, at) => `SELECT * FROM ${name}_${at}.${name}`).join(" UNION ALL ")}`,
      );
    }
    await open();
    const column = fc.constantFrom("rule", "surface", "country", "action", "lang", "environment");
    await fc.assert(
      fc.asyncProperty(
        column,
        column,
        fc.integer({ min: 0, max: 140 }),
        fc.integer({ min: 1, max: 60 }),
        async (by, filtered, start, days) => {
          const sql = `SELECT ${by} AS value, count(*) AS n, count(DISTINCT account_id) AS accounts, min(hit_at)::VARCHAR AS first
FROM explore_rows WHERE day BETWEEN (SELECT min(day) + ${start} FROM explore_rows) AND (SELECT min(day) + ${start + days} FROM explore_rows)
AND ${filtered} = (SELECT mode(${filtered}) FROM (FROM explore_rows ORDER BY hit_id)) GROUP BY ${by} ORDER BY n DESC, value LIMIT 10`;
          const native = await engine.query<Record<string, unknown>>(sql);
          if (native.length === 0) return;
          expect(await cells(sql)).toEqual(
            native.map((row) => Object.values(row).map((value) => (value === null ? "null" : String(value)))),
          );
        },
      ),
      { numRuns: 15 },
    );
    await engine.close();
  });

  test("scrolls, sorts and cuts a result of a million rows", async () => {
    await open();
    const { status } = await ask("SELECT i AS n, hash(i) % 1000 AS h FROM range(1200000) t(i)");
    expect(status).toMatch(/^1\u202f000\u202f000 rows, and more that are not shown/);
    const table = page.locator(".result-table");
    await table.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await expect
      .poll(() => page.locator(".result-table tbody tr").last().locator("td").first().innerText())
      .toBe("999999");
    expect(await page.locator(".result-table tbody tr").count()).toBeLessThan(60);
    await table.evaluate((element) => element.scrollTo(0, 0));
    await page.locator(".result-table th button").first().click();
    await page.locator(".result-table th[aria-sort=ascending] button").click();
    await page.locator(".result-table th[aria-sort=descending]").waitFor();
    await expect.poll(() => page.locator(".result-table tbody td").first().innerText()).toBe("999999");
  });

  async function saved(label: string): Promise<Buffer> {
    const [download] = (await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: label, exact: true }).click(),
    ])) as [Download, void];
    expect(download.suggestedFilename()).toContain("simulated");
    return readFile(await download.path());
  }

  test("takes a result along as CSV, Parquet, Arrow, a page and a picture", async () => {
    await open();
    await ask(
      "SELECT '=1+1' AS formula, 3 AS n, NULL::VARCHAR AS nothing, '<b>' || chr(8238) AS text UNION ALL SELECT 'plain', 4, 'x', 'y' ORDER BY n",
    );
    expect((await saved("CSV")).toString("utf8")).toBe(
      "\ufeffformula,n,nothing,text,data\r\n'=1+1,3,,<b>\ufffd,simulated\r\nplain,4,x,y,simulated\r\n",
    );
    const parquet = await saved("Parquet");
    const rows = await parquetReadObjects({
      file: parquet.buffer.slice(parquet.byteOffset, parquet.byteOffset + parquet.byteLength) as ArrayBuffer,
    });
    expect(rows).toEqual([
      { formula: "=1+1", n: 3, nothing: null, text: "<b>\u202e" },
      { formula: "plain", n: 4, nothing: "x", text: "y" },
    ]);
    expect(tableFromIPC(await saved("Arrow")).numRows).toBe(2);
    await page.getByRole("button", { name: "Chart", exact: true }).click();
    await page.locator(".result-chart svg").waitFor();
    expect((await saved("PNG")).subarray(1, 4).toString()).toBe("PNG");
    const html = (await saved("HTML")).toString();
    expect(html).toContain("Analyst data: not for publication");
    expect(html).not.toContain("<b>");
    expect(html).not.toContain("\u202e");
  });

  test("draws what a result wants, as its reader changes it, in words of its own", async () => {
    await open();
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await settled();
    await page.getByRole("button", { name: "Chart", exact: true }).click();
    await page.locator(".result-chart figure svg").waitFor();
    expect(await page.locator("figcaption").innerText()).toBe(
      "events by day; one line for each event_type, 6 of 7",
    );
    await page.locator(".chart-controls select").first().selectOption("dot");
    await page.locator(".result-chart svg circle").first().waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test("completes names of tables and columns, keeps a history, and lets Tab leave the editor", async () => {
    await open();
    await ask("SELECT 5 AS five");
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("SELECT * FROM rule_st");
    await page.locator(".cm-tooltip-autocomplete", { hasText: "rule_state_changes" }).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Run");
    await page.reload();
    await page.locator(".cm-content").waitFor();
    const history = page.locator("select[aria-label=History]");
    await history.focus();
    expect(await history.locator("option").allInnerTexts()).toContain("SELECT 5 AS five");
  });

  test("saves the query as a notebook", async () => {
    await open();
    await type("SELECT 6 AS six");
    const [download] = (await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save as notebook" }).click(),
    ])) as [Download, void];
    expect(download.suggestedFilename()).toMatch(/^query-of-\d{4}-\d\d-\d\d\.md$/);
    expect((await readFile(await download.path())).toString()).toContain("SELECT 6 AS six");
  });

  test("answers without a network once its tables are there, and says which one it cannot fetch", async () => {
    await open();
    await ask("SELECT count(*) FROM policies");
    await context.setOffline(true);
    expect((await ask("SELECT count(*) FROM policies")).status).toMatch(/^1 row in/);
    expect((await ask("SELECT count(*) FROM appeals")).output).toMatch(
      /^Table appeals could not be loaded: table-appeals\.bin could not be loaded: there is no connection/,
    );
    await context.setOffline(false);
    expect((await ask("SELECT count(*) FROM appeals")).status).toMatch(/^1 row in/);
  });

  /** A host that knows neither ranges nor headers, and may break off in the middle of a file. */
  async function plainHost(breakOff: RegExp | null): Promise<{ server: Server; url: string }> {
    const types: Record<string, string> = {
      ".html": "text/html",
      ".js": "text/javascript",
      ".css": "text/css",
      ".json": "application/json",
    };
    const server = createServer((request, response) => {
      const path = decodeURIComponent(new URL(request.url ?? "/", "http://x").pathname);
      response.setHeader("Content-Type", types[extname(path)] ?? "application/octet-stream");
      const file = createReadStream(join(site, path));
      file.on("error", () => response.writeHead(404).end());
      if (breakOff?.test(path))
        file.once("data", (chunk) => response.write(chunk.slice(0, 2000), () => response.destroy()));
      else file.pipe(response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
  }

  test("needs no range requests of its host", async () => {
    const { server, url } = await plainHost(null);
    watch = watchPage(page, url);
    await open("", url);
    expect((await ask("SELECT count(*) FROM rules")).status).toMatch(/^1 row in/);
    server.closeAllConnections();
    server.close();
  });

  test.each([
    ["the database", /duckdb-wasm/, /could not be loaded: the connection broke off/],
    [
      "a table",
      /table-rules/,
      /^Table rules could not be loaded: table-rules\.bin could not be loaded: the connection broke off/,
    ],
  ])("says so when its host breaks off in the middle of %s", async (_, file, message) => {
    const { server, url } = await plainHost(file);
    watch = watchPage(page, url);
    await open("", url);
    expect((await ask("SELECT count(*) FROM rules")).output).toMatch(message);
    server.closeAllConnections();
    server.close();
  });
});
