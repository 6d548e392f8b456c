import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "../../data-loaders/engine/engine.js";
import { publishExplore } from "../../data-loaders/publish/explore/index.js";
import { buildSite } from "../../data-loaders/site/build-site.js";
import type { ExploreManifest } from "../../src/lib/explore/manifest.js";
import { exploreFile } from "./hits.js";

/**
 * Builds a site whose Explore page counts the engine's rule hits; all else of it are the artifacts of a small platform.
 *
 * @returns what Explore was given
 */
export async function buildExploreSite(
  engine: Engine,
  { base, folder, out }: { base: string; folder: string; out: string },
): Promise<ExploreManifest> {
  const [source, artifacts] = [join(folder, "source"), join(folder, "artifacts")];
  rmSync(artifacts, { recursive: true, force: true });
  mkdirSync(source, { recursive: true });
  writeFileSync(join(source, "explore.yaml"), exploreFile);
  cpSync(base, artifacts, { recursive: true });
  const { manifest } = await publishExplore({
    engine,
    source,
    folder: { write: (path, content) => writeFile(join(artifacts, path), content) },
    present: new Set(["rule_hits", "review_jobs", "job_labels"]),
    simulated: true,
    label: (_, value) => value,
  });
  if ("missing" in manifest) throw new Error(`Explore lacks ${manifest.missing.join(", ")}`);
  writeFileSync(join(artifacts, "explore.json"), JSON.stringify(manifest));
  await buildSite({ artifacts, out });
  return manifest;
}
