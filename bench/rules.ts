/**
 * The simulated platform's rules over ten million events: all of them in one pass over the features, beside one scan for each rule.
 *
 *     npx tsx bench/rules.ts [accounts]
 *
 * 770,000 accounts make about 10^7 events; give fewer for a quicker look.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { openDuckDB } from "../data-loaders/engine/duckdb.js";
import { buildFeatures } from "../data-loaders/features/build-features.js";
import { silentReporter } from "../data-loaders/pipeline/reporter.js";
import { defaultDemoSize, generateDemo } from "../data-loaders/source/demo/generate.js";
import { loadSelect } from "../data-loaders/source/load-select.js";
import { readSource } from "../data-loaders/source/source.js";
import { measure, type Cost } from "./support/measure.js";
import { printTable } from "./support/table.js";

const accounts = Number(process.argv[2] ?? 770_000);
if (!Number.isInteger(accounts) || accounts < 2_000)
  throw new Error(`accounts "${process.argv[2]}": expected a whole number of 2,000 or more`);

const folder = mkdtempSync(join(tmpdir(), "shrike-bench-rules-"));
const data = join(folder, "data");
const database = join(folder, "features.duckdb");

async function prepare(): Promise<{ events: number; rows: number }> {
  const written = await generateDemo({ ...defaultDemoSize, accounts, out: data, reporter: silentReporter });
  const engine = await openDuckDB({ path: database, temporaryDirectory: join(folder, "temporary") });
  const source = readSource("data-loaders/source/demo", { data });
  for (const select of source.tables)
    if (["accounts", "sessions", "events", "event_objects", "reports"].includes(select.table.name))
      await loadSelect(engine, source, select);
  await buildFeatures(engine);
  const [row] = await engine.query<{ n: number }>("SELECT count(*) AS n FROM account_features");
  await engine.close();
  return { events: written["events"] ?? 0, rows: row?.n ?? 0 };
}

function evaluate(how: "together" | "each" | "nothing"): Promise<Cost> {
  return measure(process.execPath, ["--import", "tsx", "bench/support/evaluate.ts", database, how]);
}

try {
  const { events, rows } = await prepare();
  const nothing = await evaluate("nothing");
  const together = await evaluate("together");
  const each = await evaluate("each");
  if (together.output !== each.output)
    throw new Error(`the two ways hit differently: ${together.output.trim()} against ${each.output.trim()}`);
  const line = (what: string, cost: Cost, ratio: string): string[] => [
    what,
    (cost.seconds - nothing.seconds).toFixed(1),
    cost.peakMiB === null ? "unknown" : Math.round(cost.peakMiB).toLocaleString("en"),
    ratio,
  ];
  console.log(
    `Node ${process.version}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB; ${events.toLocaleString("en")} events, ${rows.toLocaleString("en")} rows of features; ${together.output.trim()}\n`,
  );
  printTable(
    ["what", "seconds", "peak MiB", "ratio"],
    [
      line("all rules in one pass", together, ""),
      line(
        "one scan for each rule",
        each,
        ((each.seconds - nothing.seconds) / (together.seconds - nothing.seconds)).toFixed(2),
      ),
    ],
  );
  console.log("\nseconds: without the start of the process; ratio: to the one pass");
} finally {
  rmSync(folder, { recursive: true, force: true });
  rmSync(`${data}-truth`, { recursive: true, force: true });
}
