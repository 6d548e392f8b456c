import { DuckDBConnection } from "@duckdb/node-api";
const t0 = performance.now();
let q = 0,
  qc = 0;
const min = Number(process.env.MIN ?? 400);
for (const m of ["run", "runAndReadAll", "stream"] as const) {
  const old = (DuckDBConnection.prototype as any)[m];
  (DuckDBConnection.prototype as any)[m] = async function (...a: any[]) {
    const s = performance.now();
    const c = process.cpuUsage();
    const r = await old.apply(this, a);
    const d = performance.now() - s;
    if (m !== "runAndReadAll") {
      q += d;
      qc += process.cpuUsage(c).user / 1e3;
    }
    if (d > min && m !== "runAndReadAll")
      console.log(
        "   Q",
        m,
        ((s - t0) / 1000).toFixed(1),
        (d / 1000).toFixed(2),
        (process.cpuUsage(c).user / 1e6).toFixed(2),
        String(a[0]).replace(/\s+/g, " ").slice(0, 200),
      );
    return r;
  };
}
const reporter = {
  note() {},
  warn() {},
  task(n: string) {
    const s = performance.now();
    const c = process.cpuUsage();
    const q0 = q,
      qc0 = qc;
    const end = () => {
      const u = process.cpuUsage(c);
      const w = (performance.now() - s) / 1000;
      if (w > 0.15)
        console.log(
          `${n}: wall ${w.toFixed(2)} cpu ${((u.user + u.system) / 1e6).toFixed(2)} in queries wall ${((q - q0) / 1e3).toFixed(2)} cpu ${((qc - qc0) / 1e3).toFixed(2)}`,
        );
    };
    return { done: end, failed: end, skipped() {}, progress() {}, advance() {} } as any;
  },
  close() {},
} as any;
const { runStages } = await import("./data-loaders/cli/run-stages.js");
const r = await runStages(
  { source: "data-loaders/source/demo" } as any,
  reporter,
  new AbortController().signal,
);
if (process.env.TABLES) await r.writeTables();
const u = process.cpuUsage();
console.log("cpu", (u.user + u.system) / 1e6, (performance.now() - t0) / 1000);
process.exit(0);
