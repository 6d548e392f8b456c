/**
 * The Rule lab over a million accounts in a real Chromium: from a slider's move to the end of the frame that shows its figures, and the
 * same queries by native DuckDB with one thread.
 *
 *     npx tsx bench/rule-lab.ts [rows]
 */
import { mkdtempSync, rmSync } from "node:fs";
import { register } from "node:module";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { openDuckDB } from "../data-loaders/engine/duckdb.js";
import { labTablesToMake } from "../data-loaders/publish/rule-lab/lab-tables.js";
import { readRules } from "../data-loaders/rules/read-rules.js";
import { serveSite } from "../data-loaders/site/serve-site.js";
import { candidateOf } from "../src/lib/rule/lab/candidate.js";
import type { RuleLab } from "../src/lib/rule/lab/manifest.js";
import { unchanged } from "../src/lib/rule/lab/state.js";
import {
  accountsDrawn,
  hitQuery,
  hitRows,
  latestDays,
  latestHits,
  type ReportRow,
} from "../src/lib/rule/report/index.js";
import { launchBrowser } from "../test/browser/support/browser.js";
import { shrikeSucceeds } from "../test/browser/support/shrike.js";
import { quantile } from "./support/probe.js";
import { printTable } from "./support/table.js";

register("../data-loaders/site/npm-specifiers.js", import.meta.url);
const { buildLabSite } = await import("./support/lab-site.js");

/** Sliders that are moved: of narrow rules, of wide ones, and of one that divides. */
const sliders = [
  ["follow-burst", "min_follows"],
  ["link-replies", "min_replies"],
  ["new-account-link-burst", "max_age"],
  ["link-share-of-posts", "share"],
  ["young-and-busy", null],
] as const;
const moves = 40;

/** What a slider's moves took in the page; milliseconds. */
interface Moved {
  readonly values: readonly number[];
  readonly painted: readonly number[];
  readonly queries: readonly number[];
  readonly hit: readonly number[];
}

/** Notes when a slider was moved, and the end of the frame after its figures were put on the page. */
const probeScript = `{
  const state = (window.labProbe = { moved: 0, painted: [] });
  const channel = new MessageChannel();
  let answered = 0;
  channel.port1.onmessage = () => { state.painted.push(performance.now() - answered); };
  addEventListener("input", (event) => { state.moved = event.timeStamp; }, true);
  addEventListener("DOMContentLoaded", () => new MutationObserver((changes) => {
    if (state.moved === 0 || !changes.some(({ target }) => target instanceof Element && target.matches(".lab-figures"))) return;
    answered = state.moved; state.moved = 0;
    requestAnimationFrame(() => channel.port2.postMessage(0));
  }).observe(document.documentElement, { childList: true, subtree: true }));
}`;

async function moveSlider(page: Page, origin: string, rule: string, param: string): Promise<Moved> {
  await page.goto(`${origin}analyst/rule-lab.html?rule=${rule}`);
  const slider = page.getByRole("slider", { name: param });
  await slider.waitFor();
  await slider.focus();
  const hits = page.locator("#lab-hits .value");
  const [values, hit]: [number[], number[]] = [[], []];
  for (let move = -2; move < moves; move += 1) {
    if (move === 0)
      await page.evaluate("{ labProbe.painted.length = 0; performance.clearMeasures('rule lab: queries'); }");
    const before = await page.evaluate<number>("labProbe.painted.length");
    await slider.press(move % 8 < 4 ? "ArrowRight" : "ArrowLeft");
    await page.evaluate(
      `new Promise((done) => { const look = () => labProbe.painted.length > ${before} ? done() : setTimeout(look, 5); look(); })`,
    );
    if (move < 0) continue;
    values.push(Number(await slider.inputValue()));
    hit.push(Number((await hits.innerText()).replace(/\D/g, "")));
  }
  const { painted, queries } = await page.evaluate<Pick<Moved, "painted" | "queries">>(
    "({ painted: labProbe.painted, queries: performance.getEntriesByName('rule lab: queries').map(({ duration }) => duration) })",
  );
  return { values, painted, queries, hit };
}

/** The queries of the same moves by native DuckDB, over the same columns in memory; milliseconds. */
async function native(
  warehouse: string,
  lab: RuleLab,
  rule: string,
  param: string,
  values: readonly number[],
): Promise<number[]> {
  const engine = await openDuckDB({ path: warehouse, readOnly: true, threads: 1 });
  try {
    for (const { name, select } of labTablesToMake(lab.context.running.length))
      await engine.execute(`CREATE TEMP TABLE ${name} AS ${select}`);
    const { columns, conditions: runs } = candidateOf(lab, unchanged(lab, rule));
    await engine.execute(
      `CREATE TEMP TABLE lab_now AS SELECT draw, day, kind, segment, weight_micro, weight_squared_milli, coalesce(${runs.live ?? "FALSE"}, FALSE) AS lab_runs, ${columns.join(", ")} FROM lab_accounts ORDER BY draw`,
    );
    const tables = {
      accounts: "lab_now",
      kinds: "lab_kinds",
      segments: "lab_segments",
      hits: "lab_hits",
    };
    const times: number[] = [];
    for (const value of values) {
      const { conditions } = candidateOf(lab, { ...unchanged(lab, rule), set: { [param]: value } });
      const began = performance.now();
      const select = latestHits("lab_now", { candidate: conditions.candidate, live: "lab_runs" });
      const { sample } = hitRows(
        await engine.query<ReportRow>(hitQuery(tables, select, latestDays("lab_hits"))),
      );
      await engine.query(
        accountsDrawn(
          "lab_accounts",
          sample.map(({ draw }) => Number(draw)),
        ),
      );
      times.push(performance.now() - began);
    }
    return times;
  } finally {
    await engine.close();
  }
}

const rows = Number(process.argv[2] ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), "shrike-bench-lab-"));
const browser = await launchBrowser();
try {
  const data = join(folder, "data");
  await shrikeSucceeds("demo", "--accounts", "20000", "--days", "120", "--out", data);
  await shrikeSucceeds("build", "--data", data, "--out", join(folder, "small"));
  const site = join(folder, "site");
  const { lab, warehouse, bytes } = await buildLabSite(readRules("data-loaders/source/demo"), {
    base: join(".shrike", "demo"),
    folder,
    rows,
    out: site,
  });
  console.log(
    `Node ${process.version}, Chromium ${browser.version()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB\n${rows.toLocaleString("en")} accounts, ${(bytes / 1e6).toFixed(1)} MB as fetched\n`,
  );
  const served = await serveSite(site, 0);
  const table: string[][] = [];
  const all: { painted: number[]; native: number[]; queries: number[] } = {
    painted: [],
    native: [],
    queries: [],
  };
  const line = (name: string, hit: string, painted: number[], queries: number[], own: number[]): string[] => [
    name,
    hit,
    ...[painted, queries, own].flatMap((times) =>
      [0.5, 0.95].map((share) => quantile(times, share).toFixed(1)),
    ),
    (quantile(queries, 0.5) / quantile(own, 0.5)).toFixed(2),
    (quantile(painted, 0.5) / quantile(own, 0.5)).toFixed(2),
  ];
  try {
    for (const [rule, named] of sliders) {
      const param = named ?? lab.rules.find(({ id }) => id === rule)?.params[0]?.name ?? "";
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.addInitScript(probeScript);
      const { values, painted, queries, hit } = await moveSlider(page, served.url, rule, param);
      await page.close();
      const own = await native(warehouse, lab, rule, param, values);
      all.painted.push(...painted);
      all.queries.push(...queries);
      all.native.push(...own);
      table.push(
        line(`${rule}, ${param}`, `${Math.min(...hit)}–${Math.max(...hit)}`, [...painted], [...queries], own),
      );
    }
    table.push(line("all", "", all.painted, all.queries, all.native));
  } finally {
    await served.close();
  }
  printTable(
    [
      "slider",
      "accounts hit",
      "painted p50",
      "p95",
      "queries p50",
      "p95",
      "native p50",
      "p95",
      "queries ÷ native",
      "painted ÷ native",
    ],
    table,
  );
  console.log(`
Load of the machine meanwhile: ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores.
Milliseconds of ${moves} moves a slider. Painted: from a move to the end of the frame that shows its figures. Queries: the part of it that
the browser's database took. Native: the same statements by native DuckDB, one thread, the same columns in memory, without a page.`);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
