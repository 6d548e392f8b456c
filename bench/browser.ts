/**
 * Five linked views brushed in a real Chromium: Shrike's Explore, the same views on Mosaic with its pre-aggregation, and on plain
 * DuckDB-WASM queries, all over the same simulated rule hits; the same counts by native DuckDB as the limit.
 *
 *     npx tsx bench/browser.ts [rows …]
 *
 * Sizes are 10^6, 10^7 and 5 × 10^7 unless told.
 */
import { cpSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { register } from "node:module";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { openDuckDB } from "../data-loaders/engine/duckdb.js";
import { serveSite } from "../data-loaders/site/serve-site.js";
import { launchBrowser } from "../test/browser/support/browser.js";
import { shrikeSucceeds } from "../test/browser/support/shrike.js";
import { dimensions, makeHits, writeCodes } from "./support/hits.js";
import { buildPeerSite } from "./support/peers/peer-site.js";
import {
  brushAlong,
  countBytes,
  firstPaint,
  probeScript,
  quantile,
  type Brushing,
  type Track,
} from "./support/probe.js";
import { printTable } from "./support/table.js";

register("../data-loaders/site/npm-specifiers.js", import.meta.url);
const { buildExploreSite } = await import("./support/explore-site.js");

/** A page with the five views, and where to brush each. */
interface Contender {
  readonly name: string;
  readonly path: string;
  /** Resolves once every view shows its counts. */
  ready(page: Page): Promise<unknown>;
  track(page: Page, view: number): Promise<Track>;
}

async function trackIn(page: Page, selector: string, down: boolean): Promise<Track> {
  const box = await page.locator(selector).boundingBox();
  if (box === null) throw new Error(`${selector} is not shown`);
  const [length, across] = down ? [Math.min(box.height, 200), box.width / 2] : [box.width, box.height / 2];
  const point = (share: number) =>
    down
      ? { x: box.x + across, y: box.y + length * share }
      : { x: box.x + length * share, y: box.y + across };
  return { from: point(0.25), to: point(0.85) };
}

const shrikeExplore: Contender = {
  name: "Shrike",
  path: "analyst/explore.html",
  ready: (page) => page.locator(".explore .summary", { hasText: /\S/ }).waitFor({ timeout: 120_000 }),
  track: (page, view) =>
    view === 0
      ? trackIn(page, ".brush-time", false)
      : trackIn(page, `section[aria-label="${dimensions[view]?.title}"] .brush-list`, true),
};
const peer = (name: string, kind: string): Contender => ({
  name,
  path: `peer.html?peer=${kind}`,
  ready: (page) => page.waitForFunction("window.benchReady === true", undefined, { timeout: 600_000 }),
  track: (page, view) => trackIn(page, `#${dimensions[view]?.name}`, false),
});

const milliseconds = (value: number): string => (value < 100 ? value.toFixed(1) : value.toFixed(0));
const header = [
  "",
  "MB",
  "first paint s",
  "counts s",
  "first brush ms",
  "answer p50",
  "p95",
  "frame p50",
  "p95",
  "worst",
];

function brushed(brushings: readonly Brushing[]): string[] {
  const answers = brushings.flatMap((one) => one.answers);
  const frames = brushings.flatMap((one) => one.frames);
  return [
    milliseconds(Math.max(...brushings.map(({ first }) => first))),
    milliseconds(quantile(answers, 0.5)),
    milliseconds(quantile(answers, 0.95)),
    milliseconds(quantile(frames, 0.5)),
    milliseconds(quantile(frames, 0.95)),
    milliseconds(Math.max(...frames)),
  ];
}

/** Opens a contender anew for each view and brushes that one, so that each first brush is the page's first. */
async function measure(browser: Browser, origin: string, contender: Contender): Promise<string[][]> {
  const rows: string[][] = [];
  const brushings: Brushing[] = [];
  const loads: { bytes: number; painted: number; counted: number }[] = [];
  const traces: string[][] = [];
  for (const [view, { title }] of dimensions.entries()) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } });
    const page = await context.newPage();
    await page.addInitScript(probeScript);
    const bytes = countBytes(page);
    const began = performance.now();
    await page.goto(origin + contender.path);
    await contender.ready(page);
    loads.push({ counted: performance.now() - began, painted: await firstPaint(page), bytes: await bytes() });
    await page.waitForTimeout(500);
    const one = await brushAlong(page, await contender.track(page, view), 2000);
    brushings.push(one);
    traces.push([`  brushed: ${title}`, "", "", "", ...brushed([one])]);
    if (contender === shrikeExplore) traces.push(...(await moreFilters(page, contender, view)));
    await context.close();
  }
  const of = (pick: (load: (typeof loads)[number]) => number): number => quantile(loads.map(pick), 0.5);
  rows.push([
    contender.name,
    (of(({ bytes }) => bytes) / 1e6).toFixed(1),
    (of(({ painted }) => painted) / 1000).toFixed(2),
    (of(({ counted }) => counted) / 1000).toFixed(2),
    ...brushed(brushings),
  ]);
  return [...rows, ...traces];
}

/** The same brush once a second, and once a third view is filtered, too. */
async function moreFilters(page: Page, contender: Contender, view: number): Promise<string[][]> {
  const rows: string[][] = [];
  const others = [2, 4, 1].filter((other) => other !== view).slice(0, 2);
  for (const [more, other] of others.entries()) {
    await page.locator(`section[aria-label="${dimensions[other]?.title}"] li`).first().click();
    await page.waitForTimeout(500);
    const one = await brushAlong(page, await contender.track(page, view), 2000);
    rows.push([
      `    with ${more === 0 ? "a second filter" : "a third filter"}`,
      "",
      "",
      "",
      ...brushed([one]),
    ]);
  }
  return rows;
}

/** What native DuckDB takes for the four counts that a brush of days asks for. */
async function native(codes: string, threads: number): Promise<string[]> {
  const engine = await openDuckDB({ path: codes, readOnly: true, threads });
  const times: number[] = [];
  for (let turn = 0; turn < 25; turn += 1) {
    const began = performance.now();
    for (const { name } of dimensions.slice(1))
      await engine.query(
        `SELECT ${name}, count(*) AS n FROM hits WHERE day BETWEEN ${turn * 5} AND ${turn * 5 + 180} GROUP BY 1`,
      );
    times.push(performance.now() - began);
  }
  await engine.close();
  return [
    `native DuckDB, ${threads} ${threads === 1 ? "thread" : "threads"}`,
    "",
    "",
    "",
    milliseconds(times[0] ?? Number.NaN),
    milliseconds(quantile(times.slice(1), 0.5)),
    milliseconds(quantile(times.slice(1), 0.95)),
    "",
    "",
    "",
  ];
}

const folder = mkdtempSync(join(tmpdir(), "shrike-bench-browser-"));
const sizes = process.argv.slice(2).map(Number);
const browser = await launchBrowser();
try {
  const small = join(folder, "small");
  await shrikeSucceeds("demo", "--accounts", "2000", "--days", "45", "--out", join(folder, "data"));
  await shrikeSucceeds("build", "--data", join(folder, "data"), "--out", small);
  const base = join(folder, "base");
  cpSync(join(".shrike", "demo", "artifacts", "analyst"), base, { recursive: true });
  console.log(
    `Node ${process.version}, Chromium ${browser.version()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB`,
  );
  for (const rows of sizes.length > 0 ? sizes : [1e6, 1e7, 5e7]) {
    const work = join(folder, String(rows));
    const engine = await openDuckDB({ path: join(folder, `${rows}.duckdb`) });
    await makeHits(engine, rows);
    const codes = join(folder, `${rows}-codes.duckdb`);
    await writeCodes(engine, codes);
    const began = performance.now();
    const manifest = await buildExploreSite(engine, { base, folder: work, out: join(work, "site") });
    const seconds = (performance.now() - began) / 1000;
    await engine.close();
    rmSync(join(folder, `${rows}.duckdb`));
    await buildPeerSite(codes, join(work, "peers"));
    console.log(
      `\n${rows.toLocaleString("en")} rule hits: cube ${((manifest.cubes[0]?.bytes ?? 0) / 1e6).toFixed(2)} MB, its site built in ${seconds.toFixed(0)} s; as a DuckDB file ${(statSync(join(work, "peers", "hits.bin")).size / 1e6).toFixed(1)} MB gzipped\n`,
    );
    const table: string[][] = [];
    for (const [contender, site] of [
      [shrikeExplore, "site"],
      [peer("Mosaic", "mosaic"), "peers"],
      [peer("plain DuckDB-WASM", "sql"), "peers"],
    ] as const) {
      const served = await serveSite(join(work, site), 0);
      try {
        table.push(...(await measure(browser, served.url, contender)));
      } catch (error) {
        table.push([
          `${contender.name}: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`,
        ]);
      } finally {
        await served.close();
      }
    }
    table.push(await native(codes, 1), await native(codes, 2));
    printTable(header, table);
    rmSync(work, { recursive: true });
  }
  console.log(`
MB: received until every view showed its counts. First paint and counts: median of five loads from localhost.
First brush: from its first move until every other view had answered; the worst of the five views, each on a page just loaded,
pressed as soon as the pointer was there. Answers: from a move to the end of the frame that shows its counts. Frames: between two of
them, in milliseconds, while the pointer moves for two seconds. Native: the four counts of a brush of days, without a page.`);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
