/**
 * What detection costs as the platform grows: edges between accounts that share objects at the same moment, beside the naive self-join that
 * finds the same; peeling of the densest block of accounts and targets; clusters of near-duplicate texts.
 *
 *     npx tsx bench/detect.ts [events …]
 *
 * 5, 10 and 20 million events unless told; each way runs in a process of its own.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { openDuckDB } from "../data-loaders/engine/duckdb.js";
import { detectionEvents } from "./support/detection-events.js";
import { measure } from "./support/measure.js";
import { printTable } from "./support/table.js";

const sizes = process.argv.slice(2).map(Number);
if (sizes.some((size) => !Number.isInteger(size) || size < 10_000))
  throw new Error(`events "${process.argv.slice(2).join(" ")}": expected whole numbers of 10,000 or more`);

interface Part {
  readonly cpu: number;
  readonly peakMiB: number | null;
  readonly found: string;
}

async function run(database: string, part: string): Promise<Part> {
  const { output, peakMiB } = await measure(process.execPath, [
    "--import",
    "tsx",
    "bench/support/detect-part.ts",
    database,
    part,
  ]);
  const { cpu, found } = JSON.parse(output) as { cpu: number; found: string };
  return { cpu, peakMiB, found };
}

const folder = mkdtempSync(join(tmpdir(), "shrike-bench-detect-"));
try {
  console.log(
    `Node ${process.version}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB; CPU-seconds without the start of the process, peak with it\n`,
  );
  const rows: string[][] = [];
  for (const events of sizes.length > 0 ? sizes : [5_000_000, 10_000_000, 20_000_000]) {
    const database = join(folder, `${events}.duckdb`);
    const engine = await openDuckDB({ path: database, temporaryDirectory: join(folder, "temporary") });
    await engine.execute(detectionEvents(events));
    await engine.close();
    const parts = {
      edges: await run(database, "edges"),
      "edges, naive self-join": await run(database, "naive"),
      peeling: await run(database, "peeling"),
      "text clusters": await run(database, "texts"),
    };
    if (parts.edges.found !== parts["edges, naive self-join"].found)
      throw new Error(
        `the two ways found different edges: ${parts.edges.found} against ${parts["edges, naive self-join"].found}`,
      );
    for (const [what, { cpu, peakMiB, found }] of Object.entries(parts))
      rows.push([
        what,
        events.toLocaleString("en"),
        cpu.toFixed(1),
        peakMiB === null ? "unknown" : Math.round(peakMiB).toLocaleString("en"),
        found,
        what.endsWith("self-join") ? (cpu / parts.edges.cpu).toFixed(1) : "",
      ]);
    rmSync(database, { force: true });
  }
  printTable(["what", "events", "CPU-s", "peak MiB", "found", "ratio"], rows);
  console.log("\nratio: CPU-seconds of the naive self-join to those of the sweep that finds the same edges");
} finally {
  rmSync(folder, { recursive: true, force: true });
}
