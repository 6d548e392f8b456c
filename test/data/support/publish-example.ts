import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { fileFingerprints } from "../../../data-loaders/pipeline/file-fingerprints.js";
import { silentReporter } from "../../../data-loaders/pipeline/reporter.js";
import { runPipeline } from "../../../data-loaders/pipeline/run-pipeline.js";
import { publish } from "../../../data-loaders/publish/publish.js";
import { stagesOf } from "../../../data-loaders/publish/stages.js";
import { readRules, type Rule } from "../../../data-loaders/rules/read-rules.js";
import { pipelineSource } from "../../../data-loaders/source/pipeline-source.js";
import { readSource } from "../../../data-loaders/source/source.js";
import { decodeCube } from "../../../src/lib/explore/cube-file.js";
import { artifactsOf, pageView } from "../../../src/lib/view/index.js";
import type { PageView } from "../../../src/lib/view/page-view.js";
import type { SiteFrame } from "../../../src/lib/view/site-frame.js";

/** An example as `shrike build` publishes it. */
export interface PublishedExample {
  readonly frame: SiteFrame;
  readonly rules: readonly Rule[];
  /** Path of the warehouse. */
  readonly warehouse: string;
  /** Folder of the artifacts. */
  readonly out: string;
  /** An artifact, parsed. */
  read(name: string): unknown;
  /** A cube of Explore. */
  cube(name: string): ReturnType<typeof decodeCube>;
  /** A page for a range of days; by default all that the data cover. */
  page(name: string, range?: { from: string; to: string }): PageView;
}

export function publishExample(example: string, data: string): Promise<PublishedExample> {
  return publishSource(`examples/${example}`, data);
}

/** Runs the stages of a source and publishes its artifacts into a folder of its own. */
export async function publishSource(folder: string, data: string): Promise<PublishedExample> {
  const work = mkdtempSync(join(tmpdir(), `shrike-${basename(folder)}-`));
  const source = readSource(folder, { data });
  const rules = readRules(source.folder);
  const stages = stagesOf(rules, source.about.as_of);
  const files = fileFingerprints(join(work, "files.json"));
  const { warehouse } = await runPipeline({
    source: pipelineSource(source, { files, now: Date.now() }),
    stages,
    folder: work,
    reporter: silentReporter,
  });
  const out = join(work, "artifacts");
  await publish({ warehouse, source, rules, stages, out, audience: "analyst", reporter: silentReporter });
  const read = (name: string): unknown => JSON.parse(readFileSync(join(out, `${name}.json`), "utf8"));
  const frame = read("site") as SiteFrame;
  return {
    frame,
    rules,
    warehouse,
    out,
    read,
    cube: (name) => decodeCube(gunzipSync(readFileSync(join(out, `${name}.bin`)))),
    page: (name, range = frame.range) =>
      pageView(name, Object.fromEntries(artifactsOf(name).map((artifact) => [artifact, read(artifact)])), {
        ...frame.defaults,
        ...range,
      }),
  };
}
