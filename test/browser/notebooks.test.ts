import { readdirSync } from "node:fs";
import { join } from "node:path";
import { tableFromArrays, tableToIPC } from "apache-arrow";
import { parquetWriteBuffer } from "hyparquet-writer";
import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { type Watch } from "./support/browser.js";
import { violations } from "./support/inspect-site.js";
import { visitor } from "./support/visitor.js";

const site = inject("demoSite");

describe("notebooks", () => {
  let page: Page;
  let watch: Watch;
  let url: string;

  visitor({ never: ["thirdPartyRequests"] }, (visit) => {
    ({ page, watch, url } = visit);
  });

  test.each([
    ["weekly-review", /^In the week of \d+ \w+ 2026 there were [\d\u202f]+ actions on/, 2],
    ["rule-decay", /^Rule [\w-]+ was right in [\d.]+\u202f% of its hits in the first half/, 2],
    ["campaign-anatomy", /^\d+ accounts shared the (?:domain|hashtag) \S+ in/, 2],
  ])("%s answers in a sentence, with charts and tables, all accessible", async (name, answer, figures) => {
    await page.goto(`${url}notebooks/${name}.html`);
    await page.locator(".notebook-answer").waitFor();
    expect(await page.locator(".notebook-answer").first().innerText()).toMatch(answer);
    await expect
      .poll(() => page.locator(".notebook-figure svg[role=img]").count(), { timeout: 20_000 })
      .toBe(figures);
    await expect.poll(() => page.locator(".result-table tbody tr").count()).toBeGreaterThan(1);
    expect(await page.locator(".observablehq--error").count()).toBe(0);
    expect(watch.consoleErrors).toEqual([]);
    expect(await violations(page)).toEqual([]);
  });

  test("a cell that breaks is shown as broken, the others stand", async () => {
    await page.route("**/table-reports.bin*", (route) => route.abort());
    await page.goto(`${url}notebooks/weekly-review.html`);
    await page.locator(".observablehq--error").waitFor();
    expect(await page.locator(".observablehq--error").allInnerTexts()).toEqual([
      expect.stringContaining("Table reports could not be loaded"),
    ]);
    await expect
      .poll(() => page.locator(".notebook-figure svg[role=img]").count(), { timeout: 20_000 })
      .toBe(2);
  });

  test("a loader's own table can be CSV, Arrow or Parquet, and joins the published ones", async () => {
    await page.goto(`${url}notebooks/weekly-review.html`);
    await page.locator(".notebook-answer").waitFor();
    const days = ["2026-01-03", "2026-01-04"];
    const files: Record<string, Uint8Array> = {
      own_csv: new TextEncoder().encode('day,n,note\n2026-01-03,1.5,"a,b"\n2026-01-04,,x\n'),
      own_arrow: tableToIPC(tableFromArrays({ day: days, n: Float64Array.of(1.5, 2) }), "stream"),
      own_parquet: new Uint8Array(
        parquetWriteBuffer({
          columnData: [
            { name: "day", data: days, type: "STRING" },
            { name: "n", data: [1.5, 2], type: "DOUBLE" },
          ],
        }),
      ),
    };
    const helpers = readdirSync(join(site, "_import", "components")).find((file) =>
      /^notebook\.\w+\.js$/.test(file),
    );
    for (const [name, bytes] of Object.entries(files)) {
      // As a text, so that the import is the page's own and not the test runner's.
      const rows = await page.evaluate(
        `import(${JSON.stringify(`${url}_import/components/${helpers}`)}).then(async ({ ownTable, query, rows }) => {
          await ownTable("${name}", { href: URL.createObjectURL(new Blob([Uint8Array.from(${JSON.stringify([...bytes])})])) });
          return rows(query("SELECT day, n, (SELECT count(*) FROM policies) > 0 AS joined FROM ${name} ORDER BY day"));
        })`,
      );
      expect(rows, name).toEqual([
        { day: "2026-01-03", n: 1.5, joined: true },
        { day: "2026-01-04", n: name === "own_csv" ? null : 2, joined: true },
      ]);
    }
  });
});

describe("sharing a chart", () => {
  let page: Page;
  let context: BrowserContext;
  let watch: Watch;
  let url: string;

  visitor({ never: ["thirdPartyRequests"] }, (visit) => {
    ({ page, context, watch, url } = visit);
  });

  test("a frame shows one chart alone and learns how high it is, wide or narrow", async () => {
    await page.goto(`${url}404.html`);
    const heights = await page.evaluate(async (src) => {
      const frame = document.createElement("iframe");
      document.body.replaceChildren(frame);
      const told: number[] = [];
      addEventListener("message", ({ data }: MessageEvent<{ type: string; height: number }>) => {
        if (data.type === "shrike-embed") told.push(data.height);
      });
      const settled = () => new Promise((resolve) => setTimeout(resolve, 1500));
      frame.width = "900";
      frame.src = src;
      await settled();
      const wide = told.at(-1);
      frame.width = "340";
      await settled();
      return [wide, told.at(-1)];
    }, `${url}leadership/trends.html?embed=events-over-time&grain=month`);
    expect(heights[0]).toBeGreaterThan(200);
    expect(heights[1]).not.toBe(heights[0]);
    const frame = page.frames()[1]!;
    expect(await frame.locator(".chart-card >> visible=true").count()).toBe(1);
    expect(await frame.locator("#events-over-time .subtitle").innerText()).toContain("by month");
    expect(
      await frame
        .locator("#observablehq-sidebar, .filter-bar, .card-menu >> visible=true")
        .filter({ visible: true })
        .count(),
    ).toBe(0);
    expect(watch.consoleErrors).toEqual([]);
  });

  test("a chart that the page does not have is said to be unknown", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${url}leadership/trends.html?embed=%3Cimg%3E`);
    expect(await page.locator(".embed-unknown").innerText()).toBe('This page has no chart "<img>".');
  });

  test("a chart is saved as one page with its numbers, and its code for a frame copied", async () => {
    await page.goto(`${url}leadership/trends.html`);
    const menu = page.locator("#events-over-time .card-menu");
    await menu.locator("button", { hasText: "Embed" }).click();
    await menu.locator("output", { hasText: "copied" }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
      /^<iframe src="http[^"]+trends\.html\?embed=events-over-time" title="[^"]+"/,
    );
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      menu.locator("button", { hasText: "HTML" }).click(),
    ]);
    const offline = await context.newPage();
    await offline.setContent(
      await (await import("node:fs/promises")).readFile(await download.path(), "utf8"),
    );
    expect(await offline.locator(".label").allInnerTexts()).toContain("Simulated data");
    expect(await offline.locator("svg").count()).toBe(1);
    expect(await offline.locator("tbody tr").count()).toBeGreaterThan(5);
    expect(await violations(offline)).toEqual([]);
  });
});
