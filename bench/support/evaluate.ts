/**
 * Evaluates the simulated platform's rules over features that are there, and prints how many hits there are.
 *
 *     node --import tsx bench/support/evaluate.ts DATABASE together|each|nothing
 */
import { openDuckDB } from "../../data-loaders/engine/duckdb.js";
import { evaluateRules } from "../../data-loaders/rules/evaluate-rules.js";
import { readRules } from "../../data-loaders/rules/read-rules.js";

const [database = "", how = "together"] = process.argv.slice(2);
const rules = readRules("data-loaders/source/demo");
const engine = await openDuckDB({ path: database });
let hits = 0;
const parts = how === "together" ? [rules] : how === "each" ? rules.map((rule) => [rule]) : [];
for (const part of parts) {
  await evaluateRules(engine, part, { features: "account_features", into: "bench_hits" });
  const [row] = await engine.query<{ n: number }>("SELECT count(*) AS n FROM bench_hits");
  hits += row?.n ?? 0;
}
await engine.close();
console.log(`${rules.length} rules, ${hits.toLocaleString("en")} hits`);
