import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { SiteFrame } from "../../../src/lib/view/site-frame.js";
import type { Engine } from "../../engine/engine.js";
import { findingsFeed, type ListedFinding } from "./feed.js";
import { FindingError } from "./finding-error.js";
import { readFinding, type Finding } from "./read-finding.js";
import { plainText, renderFinding } from "./render-finding.js";
import { renderList } from "./render-list.js";
import { resolveValues } from "./resolve-values.js";

export interface FindingsOptions {
  /** The complete warehouse, which the findings' queries read. */
  readonly engine: Engine;
  /** A source; its findings lie in the folder `findings` of its own. */
  readonly source: { readonly folder: string };
  /** Where files go, by their path below the artifacts. */
  readonly folder: { write(path: string, content: string): Promise<void> };
  readonly frame: SiteFrame;
  /** Where the site is published, for the links of the feed. */
  readonly siteUrl?: string;
}

/**
 * Publishes a source's findings: `findings/<slug>.md`, a page each; `static/findings-list.html`, their list;
 * `feed.atom.xml`.
 *
 * @returns the content of artifact `findings.json`, newest first
 * @throws FindingError, naming the file, when one cannot be published
 */
export async function publishFindings({
  engine,
  source,
  folder,
  frame,
  siteUrl,
}: FindingsOptions): Promise<{ findings: ListedFinding[] }> {
  const { simulated } = frame.source;
  const listed: ListedFinding[] = [];
  for (const finding of await readFindings(source.folder)) {
    const values = await resolveValues(engine, finding);
    await folder.write(join("findings", `${finding.slug}.md`), renderFinding(finding, values, simulated));
    listed.push(listedFinding(finding, plainText(finding.summary, values)));
  }
  await folder.write(join("static", "findings-list.html"), renderList(listed, simulated));
  await folder.write("feed.atom.xml", findingsFeed(listed, frame, siteUrl));
  return { findings: listed };
}

/**
 * The findings of a source's folder, newest first; none where it has no folder `findings`.
 *
 * @throws FindingError when one is malformed or two share an id
 */
export async function readFindings(sourceFolder: string): Promise<Finding[]> {
  const folder = join(sourceFolder, "findings");
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const findings: Finding[] = [];
  for (const name of names
    .filter((file) => file.endsWith(".md") && file !== "README.md")
    .sort()
    .reverse()) {
    const finding = readFinding(`findings/${name}`, await readFile(join(folder, name), "utf8"));
    const same = findings.find(({ id }) => id === finding.id);
    if (same)
      throw new FindingError(
        { file: finding.file, key: "id" },
        `${finding.id} is the id of ${same.file} too`,
      );
    findings.push(finding);
  }
  return findings;
}

function listedFinding(finding: Finding, summary: string): ListedFinding {
  const {
    id,
    slug,
    title,
    date,
    as_of,
    status,
    confidence,
    abuse_type,
    tlp,
    disarm,
    audience,
    pages,
    slice,
  } = finding;
  const href = `/findings/${slug}`;
  return {
    id,
    slug,
    title,
    date,
    as_of,
    status,
    confidence,
    abuse_type,
    tlp,
    disarm,
    audience,
    summary,
    href,
    pages,
    slice,
  };
}
