/**
 * What a build costs: the default simulated platform from nothing to a site, then the pipeline alone at each size beside
 * the same key checks and one aggregation written by hand, a second build with nothing changed, and one after a new day.
 *
 *     npx tsx bench/pipeline.ts [size …]
 *
 * Sizes are `default`, `1e7` (a platform of 770,000 accounts) and `1e8` (the default one, its events repeated under other ids); all
 * three unless told.
 */
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { openDuckDB } from "../data-loaders/engine/duckdb.js";
import { writeBeforeLastDay } from "../test/slow/support/before-last-day.js";
import { measure, type Cost } from "./support/measure.js";
import { printTable } from "./support/table.js";

const known = ["default", "1e7", "1e8"];
const sizes = process.argv.length > 2 ? process.argv.slice(2) : known;
const unknown = sizes.find((size) => !known.includes(size));
if (unknown !== undefined)
  throw new Error(`size "${unknown}" is not known: expected some of ${known.join(", ")}`);

const folder = mkdtempSync(join(tmpdir(), "shrike-bench-"));
const source = join(folder, "bench-pipeline");
const warehouse = join(".shrike", "bench-pipeline");
const shrike = (...args: string[]): Promise<Cost> =>
  measure(process.execPath, ["data-loaders/shrike.js", ...args]);
const script = (name: string, ...args: string[]): Promise<Cost> =>
  measure(process.execPath, ["--import", "tsx", `bench/support/${name}.ts`, ...args]);

const rows: string[][] = [];
function report(what: string, events: number | null, cost: Cost, ratio?: number): void {
  rows.push([
    what,
    events === null ? "" : events.toLocaleString("en"),
    cost.seconds.toFixed(1),
    events === null ? "" : Math.round(events / cost.seconds).toLocaleString("en"),
    cost.peakMiB === null ? "unknown" : Math.round(cost.peakMiB).toLocaleString("en"),
    ratio === undefined ? "" : ratio.toFixed(2),
  ]);
}

function forget(): void {
  rmSync(warehouse, { recursive: true, force: true });
}

async function simulate(accounts: number): Promise<{ data: string; events: number }> {
  const data = join(folder, "data");
  const json = join(folder, "rows.json");
  const cost = await shrike("demo", "--accounts", String(accounts), "--out", data, "--json", json);
  const { rows: written } = JSON.parse(readFileSync(json, "utf8")) as { rows: { events: number } };
  report(`simulate ${accounts.toLocaleString("en")} accounts`, written.events, cost);
  return { data, events: written.events };
}

/** Repeats every event under other ids until there are at least so many. */
async function repeatEvents(data: string, events: number, atLeast: number): Promise<number> {
  const times = Math.ceil(atLeast / events);
  const engine = await openDuckDB({ path: ":memory:" });
  const [from, to] = [join(data, "events.parquet"), join(data, "repeated.parquet")];
  await engine.execute(
    `COPY (SELECT CASE WHEN n = 0 THEN event_id ELSE event_id || '-' || n END AS event_id, * EXCLUDE (event_id, n) FROM read_parquet('${from}'), range(${times}) AS t (n))
     TO '${to}' (FORMAT parquet, COMPRESSION zstd)`,
  );
  await engine.close();
  renameSync(to, from);
  return events * times;
}

async function measurePipeline(data: string, events: number, aNewDay: boolean): Promise<void> {
  forget();
  const byHand = await script("by-hand", data);
  report("  by hand: key checks, one aggregation", events, byHand);
  const full = await script("stages", source, data);
  report("  pipeline: all checks, all stages", events, full, full.seconds / byHand.seconds);
  const again = await script("stages", source, data);
  report("  again, nothing changed", events, again, again.seconds / full.seconds);
  const tables = await script("stages", source, data, "tables");
  report("  again, with the tables for SQL", events, tables, tables.seconds / full.seconds);
  if (!aNewDay) return;
  const growing = join(folder, "growing");
  await writeBeforeLastDay(data, growing, 1_000);
  forget();
  await script("stages", source, growing);
  cpSync(data, growing, { recursive: true });
  const day = await script("stages", source, growing);
  report("  one new day, 1,000 late labels", events, day, day.seconds / full.seconds);
  rmSync(growing, { recursive: true });
}

try {
  for (const entry of readdirSync("data-loaders/source/demo"))
    if (!/^generate|\.ts$|README/.test(entry))
      cpSync(join("data-loaders/source/demo", entry), join(source, entry), { recursive: true });
  const total = await shrike("demo", "--out", join(folder, "default"));
  const site = await shrike(
    "build",
    "--source",
    source,
    "--data",
    join(folder, "default"),
    "--out",
    join(folder, "site"),
  );
  report("default platform, from nothing to a site", null, {
    seconds: total.seconds + site.seconds,
    peakMiB: total.peakMiB === null || site.peakMiB === null ? null : Math.max(total.peakMiB, site.peakMiB),
    output: "",
  });
  for (const size of sizes) {
    const { data, events } = await simulate(size === "1e7" ? 770_000 : 200_000);
    if (size !== "1e8") {
      await measurePipeline(data, events, true);
      continue;
    }
    const many = await repeatEvents(data, events, 1e8);
    rows.push(["the same, its events repeated", many.toLocaleString("en"), "", "", "", ""]);
    await measurePipeline(data, many, false);
  }
  console.log(`Node ${process.version}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB\n`);
  printTable(["what", "events", "seconds", "events/s", "peak MiB", "ratio"], rows);
  console.log("\nratio: of the pipeline to the work by hand; of a later build to the first");
} finally {
  forget();
  rmSync(folder, { recursive: true, force: true });
  rmSync(`${join(folder, "data")}-truth`, { recursive: true, force: true });
}
