import { createHash } from "node:crypto";
import type { DataRuns, StageRun } from "../../src/lib/view/freshness.js";
import type { Engine } from "../engine/engine.js";
import { keptChecks, readDataRuns, type DataRun } from "../pipeline/manifest.js";
import type { Coverage } from "./data-coverage.js";
import type { Incident } from "./incidents.js";
import { missingFor } from "./missing-tables.js";
import { publishStages } from "./stages.js";

/** Identifies what is published: a hash of every input and of the code of every stage. */
export function runIdOf(source: string, runs: Iterable<DataRun>): string {
  const lines = [...runs].map(({ loader, run_id, code_hash }) => `${loader} ${run_id} ${code_hash}`).sort();
  return createHash("sha256")
    .update([source, ...lines].join("\n"))
    .digest("hex");
}

/** Artifact `data_runs.json`: nothing in it depends on when or how fast the build ran, and no check's sample keys are in it. */
export async function dataRuns(
  engine: Engine,
  present: ReadonlySet<string>,
  coverage: Coverage,
  issues: { readonly incidents: readonly Incident[]; readonly known: readonly string[] },
  runId: string,
): Promise<DataRuns> {
  const runs = await readDataRuns(engine);
  return {
    runId,
    tables: coverage.tables,
    checks: (await keptChecks(engine)).map(({ table, column, severity, check, rows }) => ({
      table,
      severity,
      check,
      message: checkText(check, column, rows),
    })),
    incidents: issues.incidents.map(({ day, kind, label }) => ({ day, kind, label })),
    knownIssues: issues.known,
    stages: [...runs.values()].filter(({ kind }) => kind === "stage").map((run) => stageRun(run, present)),
  };
}

/** What a check found, without the keys that it found it at. */
function checkText(check: string, column: string | null, rows: number): string {
  const by = column ? `, by ${column}` : "";
  if (check === "volume") return `some days hold unusually many or few rows${by}: ${rows} rows on those days`;
  if (check === "freshness") return `ends days before the other tables that grow daily${by}`;
  return `${check}${column ? ` of ${column}` : ""}: ${rows} ${rows === 1 ? "row" : "rows"}`;
}

/** Names the canonical tables that a stage lacks, also where it lacks what another stage would have made of them. */
function stageRun({ loader, title, rows, missing }: DataRun, present: ReadonlySet<string>): StageRun {
  const tables: unknown = JSON.parse(missing);
  const direct = Array.isArray(tables) ? tables.map(String) : [];
  const absent = [...new Set(direct.flatMap((table) => missingFor(table, present, publishStages)))].sort();
  return { stage: loader, title, rows: direct.length ? null : rows, missing: absent };
}
