/**
 * What a build costs: the default simulated platform from nothing to a site, then the pipeline alone at each size beside
 * the same key checks and one aggregation written by hand, a second build with nothing changed, and one after a new day.
 *
 *     npx tsx bench/pipeline.ts                        the default platform, and 10^7 events
 *     npx tsx bench/pipeline.ts 770000 7700000         sizes by accounts; 7.7 million accounts make 10^8 events
 */
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { writeBeforeLastDay } from "../test/slow/support/before-last-day.js";
import { measure, type Cost } from "./support/measure.js";
import { printTable } from "./support/table.js";

const sizes = process.argv.slice(2).map(Number);
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

async function measureSize(accounts: number): Promise<void> {
  const data = join(folder, "data");
  const rowsFile = join(folder, "rows.json");
  const demo = await shrike("demo", "--accounts", String(accounts), "--out", data, "--json", rowsFile);
  const { rows: written } = JSON.parse(readFileSync(rowsFile, "utf8")) as {
    rows: { events: number };
  };
  const { events } = written;
  report(`simulate ${accounts.toLocaleString("en")} accounts`, events, demo);
  forget();
  const byHand = await script("by-hand", data);
  report("  by hand: key checks, one aggregation", events, byHand);
  const full = await script("stages", source, data);
  report("  pipeline: all checks, all stages", events, full, full.seconds / byHand.seconds);
  const again = await script("stages", source, data);
  report("  again, nothing changed", events, again, again.seconds / full.seconds);
  if (events < 5e7) {
    const growing = join(folder, "growing");
    await writeBeforeLastDay(data, growing, 1_000);
    forget();
    await script("stages", source, growing);
    cpSync(data, growing, { recursive: true });
    const day = await script("stages", source, growing);
    report("  one new day, 1,000 late labels", events, day, day.seconds / full.seconds);
    rmSync(growing, { recursive: true });
  }
  rmSync(data, { recursive: true });
}

try {
  for (const entry of readdirSync("data-loaders/source/demo"))
    if (!/^generate|\.ts$|README/.test(entry))
      cpSync(join("data-loaders/source/demo", entry), join(source, entry), { recursive: true });
  if (sizes.length === 0) {
    const data = join(folder, "default");
    const demo = await shrike("demo", "--out", data);
    forget();
    const site = await shrike("build", "--source", source, "--data", data, "--out", join(folder, "site"));
    report("default platform, from nothing to a site", null, {
      seconds: demo.seconds + site.seconds,
      peakMiB: demo.peakMiB === null || site.peakMiB === null ? null : Math.max(demo.peakMiB, site.peakMiB),
      output: "",
    });
    rmSync(data, { recursive: true });
  }
  for (const accounts of sizes.length === 0 ? [200_000, 770_000] : sizes) await measureSize(accounts);
  console.log(`Node ${process.version}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB\n`);
  printTable(["what", "events", "seconds", "events/s", "peak MiB", "ratio"], rows);
  console.log("\nratio: of the pipeline to the work by hand; of a later build to the first");
} finally {
  forget();
  rmSync(folder, { recursive: true, force: true });
  rmSync(`${join(folder, "data")}-truth`, { recursive: true, force: true });
}
