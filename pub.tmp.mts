import { openDuckDB } from "./data-loaders/engine/duckdb.js";
import { DuckDBConnection } from "@duckdb/node-api";
const t0 = performance.now();
for (const m of [
  "run",
  "runAndReadAll",
  "stream",
  "streamAndReadAll",
  "streamAndReadUntil",
  "prepare",
] as const) {
  const old = (DuckDBConnection.prototype as any)[m];
  (DuckDBConnection.prototype as any)[m] = async function (...a: any[]) {
    const s = performance.now();
    const c = process.cpuUsage();
    const r = await old.apply(this, a);
    const d = performance.now() - s;
    if (d > 150)
      console.log(
        "Q",
        m,
        ((s - t0) / 1000).toFixed(1),
        (d / 1000).toFixed(2),
        (process.cpuUsage(c).user / 1e6).toFixed(2),
        String(a[0]).replace(/\s+/g, " ").slice(0, 300),
      );
    return r;
  };
}
const { runStages } = await import("./data-loaders/cli/run-stages.js");
const { consoleReporter } = await import("./data-loaders/cli/console-reporter.js");
const c = process.cpuUsage();
await runStages(
  { source: "data-loaders/source/demo" } as any,
  consoleReporter(false),
  new AbortController().signal,
);
console.log("cpu", process.cpuUsage(c), (performance.now() - t0) / 1000);
process.exit(0);
