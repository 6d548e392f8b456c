import { existsSync } from "node:fs";
import { cp, mkdir, readFile, readdir, rename, rm, utimes, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { engineFileNames, fillEngineCache } from "./engine-files.js";
import { finishPage, pageErrors } from "./finish-page.js";
import { runFramework } from "./framework.js";
import { dropLoaderCache } from "./loader-freshness.js";
import { fontStyles, npmPath } from "./npm-cache.js";
import { engineFolder } from "./stream-engine-file.js";

export interface BuildSiteOptions {
  /** Folder of the published artifacts. */
  readonly artifacts: string;
  /** Folder to write the site to; replaced as a whole once the new site is complete. */
  readonly out: string;
  /** Settles once the artifacts that pages are built without, cubes and tables, lie in their folder, too. */
  readonly binaries?: Promise<unknown>;
  readonly onOutput?: (chunk: string) => void;
  readonly signal?: AbortSignal;
}

/** What was written. */
export interface BuiltSite {
  readonly out: string;
  /** Paths below `out`, `/`-separated. */
  readonly pages: readonly string[];
}

/**
 * Builds the static site from published artifacts. Framework reports success for pages that are broken, so every
 * page is read again: an error in a cell or a broken link fails the build, and the site that was there stays.
 */
export async function buildSite({
  artifacts,
  out,
  binaries,
  onOutput,
  signal,
}: BuildSiteOptions): Promise<BuiltSite> {
  const building = join(dirname(resolve(out)), `.${basename(out)}.building`);
  await rm(building, { recursive: true, force: true });
  await mkdir(dirname(building), { recursive: true });
  dropLoaderCache("src");
  const { asOf } = JSON.parse(await readFile(join(artifacts, "site.json"), "utf8")) as { asOf: string };
  await fillLoaderCache("src", artifacts, new Date(asOf));

  const { code, output } = await runFramework(
    ["build"],
    { artifacts: resolve(artifacts), out: building },
    onOutput,
    signal,
  );
  signal?.throwIfAborted();
  if (code !== 0)
    throw new Error(`the site could not be built: Framework ended with ${String(code)}\n${tail(output)}`);
  const broken = brokenLinks(output, building);
  if (broken.length > 0)
    throw new Error(`the site has broken links:\n${broken.map((link) => `  ${link}`).join("\n")}`);

  const pages = (await readdir(building, { recursive: true }))
    .filter((file) => file.endsWith(".html"))
    .sort();
  const lastModified = Date.parse(asOf);
  for (const page of pages) {
    const html = await readFile(join(building, page), "utf8");
    const errors = pageErrors(html);
    if (errors.length > 0) throw new Error(`page ${page} is broken: ${errors.join("; ")}`);
    await writeFile(join(building, page), finishPage(html, { lastModified }));
  }
  await copyFonts(building);
  await binaries;
  await copyBinaries(artifacts, building);
  await replaceFolder(building, out);
  return { out, pages };
}

/**
 * Puts the small artifacts, and the parts of the browser's database, where Framework looks for what their loaders gave before: a
 * process each would take longer than the pages. All are as old as the data: their times go into modules, and so into names.
 */
async function fillLoaderCache(root: string, artifacts: string, modified: Date): Promise<void> {
  await fillEngineCache(root);
  const cache = join(root, ".observablehq", "cache", "data");
  await mkdir(cache, { recursive: true });
  const put = async (from: string, file: string): Promise<void> => {
    await cp(join(from, file), join(cache, file));
    await utimes(join(cache, file), modified, modified);
  };
  for (const file of await readdir(artifacts)) if (file.endsWith(".json")) await put(artifacts, file);
  for (const file of engineFileNames) await put(engineFolder(root), file);
}

/** Fonts are named only inside stylesheets, which Framework copies as they are. */
async function copyFonts(site: string): Promise<void> {
  for (const { name, file: style } of fontStyles) {
    const css = await readFile(join(site, npmPath(name, style)), "utf8");
    for (const [, file = ""] of css.matchAll(/url\(\.\/([\w./-]+)\)/g))
      await cp(join("src", ".observablehq", "cache", npmPath(name, file)), join(site, npmPath(name, file)));
  }
}

/**
 * Cubes and tables, which pages fetch by stable names when a reader asks for them. A preview serves them through their
 * loader; a build copies them, because a loader each costs a fifth of a second, and there may be hundreds.
 */
async function copyBinaries(artifacts: string, site: string): Promise<void> {
  await mkdir(join(site, "data"), { recursive: true });
  for (const file of await readdir(artifacts))
    if (file.endsWith(".bin")) await cp(join(artifacts, file), join(site, "data", file));
}

/** Links that Framework warns of, but for those to pages that are told something and to files beside the pages, which it does not know of. */
function brokenLinks(output: string, site: string): string[] {
  return [...output.matchAll(/^↳ (?<from>\S+) → (?<to>\S+)$/gm)]
    .map(({ groups }) => ({ from: groups?.["from"] ?? "", to: groups?.["to"] ?? "" }))
    .filter(({ to }) => {
      const path = to.replace(/(?:\?|#q=).*$/s, "");
      return ![path, `${path}.html`].some((file) => existsSync(join(site, file)));
    })
    .map(({ from, to }) => `${from} → ${to}`);
}

async function replaceFolder(from: string, to: string): Promise<void> {
  const old = join(dirname(resolve(to)), `.${basename(to)}.old`);
  await rm(old, { recursive: true, force: true });
  if (existsSync(to)) await rename(to, old);
  await rename(from, to);
  await rm(old, { recursive: true, force: true });
}

function tail(output: string): string {
  return output.trimEnd().split("\n").slice(-30).join("\n");
}
