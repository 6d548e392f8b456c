import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDuckDB } from "../../../../data-loaders/engine/duckdb.js";
import type { Engine } from "../../../../data-loaders/engine/engine.js";
import { fileFingerprints } from "../../../../data-loaders/pipeline/file-fingerprints.js";
import { silentReporter } from "../../../../data-loaders/pipeline/reporter.js";
import { runPipeline } from "../../../../data-loaders/pipeline/run-pipeline.js";
import { stagesOf } from "../../../../data-loaders/publish/stages.js";
import { readRules, type Rule } from "../../../../data-loaders/rules/read-rules.js";
import { generateDemo } from "../../../../data-loaders/source/demo/generate.js";
import { pipelineSource } from "../../../../data-loaders/source/pipeline-source.js";
import { readSource } from "../../../../data-loaders/source/source.js";

/** A simulated platform in a warehouse of its own, complete. */
export interface DemoWarehouse {
  readonly engine: Engine;
  readonly rules: readonly Rule[];
  close(): Promise<void>;
}

/** @param more texts of rules beside the platform's own, by their ids */
export async function demoWarehouse(
  size: { accounts: number; days: number },
  more: Readonly<Record<string, string>> = {},
): Promise<DemoWarehouse> {
  const root = mkdtempSync(join(tmpdir(), "shrike-rules-"));
  const data = join(root, "data");
  await generateDemo({ ...size, seed: 5, out: data, reporter: silentReporter });
  const source = readSource("data-loaders/source/demo", { data });
  for (const [id, text] of Object.entries(more)) writeFileSync(join(rulesOf(root), `${id}.yaml`), text);
  const rules = [...readRules(source.folder), ...readRules(root)];
  const { warehouse } = await runPipeline({
    source: pipelineSource(source, { files: fileFingerprints(join(root, "files.json")), now: Date.now() }),
    stages: stagesOf(rules),
    folder: root,
    reporter: silentReporter,
  });
  const engine = await openDuckDB({ path: warehouse, readOnly: true });
  return {
    engine,
    rules,
    async close() {
      await engine.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function rulesOf(root: string): string {
  const folder = join(root, "rules");
  mkdirSync(folder, { recursive: true });
  return folder;
}
