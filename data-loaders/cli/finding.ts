import type { Command } from "commander";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ExploreManifest, ExploreMissing } from "../../src/lib/explore/manifest.js";
import type { SiteFrame } from "../../src/lib/view/site-frame.js";
import { newFinding } from "../publish/findings/new-finding.js";
import { demoSource } from "./demo-data.js";
import { publishedFolder } from "./run-stages.js";
import { folder } from "./source-options.js";

interface FindingOptions {
  readonly from: string;
  readonly source: string;
}

/** `shrike finding`: starts a finding from a slice that was found on a page. */
export function addFinding(program: Command): void {
  program
    .command("finding")
    .description("start a finding from the slice of a page")
    .requiredOption("--from <url>", "address of a page with its slice, whole or from the path on")
    .option("--source <dir>", "folder of the source that the finding is about", folder, demoSource)
    .option("--debug", "print the stack of an error")
    .action(({ from, source: path }: FindingOptions) => {
      const site = join(publishedFolder(path), "site.json");
      if (!existsSync(site))
        throw new Error(
          `${path} has not been built, so its slices are not known: run \`npx shrike build --source ${path}\` first`,
        );
      const frame = JSON.parse(readFileSync(site, "utf8")) as SiteFrame;
      const { fileName, markdown, problems } = newFinding({
        url: from,
        frame,
        explore: exploreOf(publishedFolder(path)),
        now: new Date(),
      });
      const file = join(path, "findings", fileName);
      if (existsSync(file))
        throw new Error(`${file} is there already: rename it, or go on writing in it; nothing was changed`);
      mkdirSync(join(path, "findings"), { recursive: true });
      writeFileSync(file, markdown);
      for (const { key, raw, why } of problems)
        process.stderr.write(`warning: --from: ${key}=${raw} is left out: ${why}\n`);
      process.stdout.write(`${file}: write what was found, then look at it with npx shrike dev\n`);
    });
}

function exploreOf(published: string): ExploreManifest | undefined {
  const manifest = JSON.parse(readFileSync(join(published, "explore.json"), "utf8")) as
    | ExploreManifest
    | ExploreMissing;
  return "missing" in manifest ? undefined : manifest;
}
