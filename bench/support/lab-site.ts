import { copyFileSync, cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openDuckDB } from "../../data-loaders/engine/duckdb.js";
import { silentReporter } from "../../data-loaders/pipeline/reporter.js";
import { publishRuleLab } from "../../data-loaders/publish/rule-lab/rule-lab.js";
import { planTables } from "../../data-loaders/publish/tables/plan-tables.js";
import { writeTables } from "../../data-loaders/publish/tables/write-tables.js";
import type { Rule } from "../../data-loaders/rules/read-rules.js";
import { readSource } from "../../data-loaders/source/source.js";
import { buildSite } from "../../data-loaders/site/build-site.js";
import type { RuleLab } from "../../src/lib/rule/lab/manifest.js";

export interface LabSite {
  readonly lab: RuleLab;
  /** The warehouse with the accounts. */
  readonly warehouse: string;
  /** Bytes of the accounts' file as it is fetched. */
  readonly bytes: number;
}

/**
 * Builds a site whose rule lab asks about so many accounts: copies of those of a small platform, each copy with counts of its own. All
 * else of it are that platform's artifacts.
 */
export async function buildLabSite(
  rules: readonly Rule[],
  { base, folder, rows, out }: { base: string; folder: string; rows: number; out: string },
): Promise<LabSite> {
  const [warehouse, artifacts] = [join(folder, "warehouse.duckdb"), join(folder, "artifacts")];
  copyFileSync(join(base, "warehouse.duckdb"), warehouse);
  cpSync(join(base, "artifacts", "analyst"), artifacts, {
    recursive: true,
    filter: (file) => !/table-\w+\.bin$/.test(file),
  });
  const engine = await openDuckDB({ path: warehouse });
  await multiplyAccounts(engine, rows);
  const { artifact, made } = await publishRuleLab({
    engine,
    rules,
    source: readSource("data-loaders/source/demo", { data: base }),
    present: new Set(["rule_accounts", "policies"]),
  });
  if ("missing" in artifact) throw new Error(`the lab lacks ${artifact.missing.join(", ")}`);
  const manifest = await planTables({
    engine,
    present: new Set(made.map(({ name }) => name)),
    exploreTime: null,
    runId: `${rows}`.padStart(12, "0"),
    simulated: true,
  });
  await engine.close();
  await writeTables({
    warehouse,
    tables: manifest.tables,
    made,
    runId: manifest.version,
    kept: join(folder, "tables"),
    artifacts,
    reporter: silentReporter,
  });
  writeFileSync(join(artifacts, "rule_lab.json"), JSON.stringify(artifact));
  writeFileSync(join(artifacts, "tables.json"), JSON.stringify(manifest));
  await buildSite({ artifacts, out });
  return { lab: artifact, warehouse, bytes: readFileSync(join(artifacts, "table-lab_accounts.bin")).length };
}

async function multiplyAccounts(engine: Awaited<ReturnType<typeof openDuckDB>>, rows: number): Promise<void> {
  const described = await engine.query<{ column_name: string; column_type: string }>(
    "DESCRIBE rule_accounts",
  );
  const fixed = new Set(["account_id", "draw", "policies", "weight_micro", "weight_squared_milli"]);
  const counts = described.filter(
    ({ column_name: name, column_type: type }) =>
      type === "BIGINT" && !fixed.has(name) && !name.startsWith("mask_"),
  );
  const varied = counts.map(
    ({ column_name: name }) =>
      `CAST(floor(a."${name}" * (0.75 + 0.5 * (hash('${name}', a.account_id, k) % 1000) / 1000.0)) AS BIGINT) AS "${name}"`,
  );
  await engine.execute(`CREATE OR REPLACE TABLE rule_accounts AS
    SELECT a.* REPLACE (a.account_id || '-' || k AS account_id, row_number() OVER (ORDER BY hash(a.account_id, k), a.account_id, k) AS draw, ${varied.join(", ")})
    FROM rule_accounts a, range((SELECT CAST(ceil(${rows} / count(*)) AS BIGINT) FROM rule_accounts)) t (k)
    ORDER BY draw LIMIT ${rows}`);
}
