import { existsSync, readdirSync, realpathSync, rmSync, statSync, utimesSync, watch } from "node:fs";
import { join, relative } from "node:path";
import { build, type Metafile } from "esbuild";

/** Parts of Framework's cache that are not the output of loaders. */
const kept = new Set(["_npm", "_node", "_jsr", "_observablehq", "_loaders", "_engine"]);

/** Folder of the loaders' bundles in Framework's cache. */
const bundles = "_loaders";

/**
 * Drops every loader's cached output. Framework's build takes a cached output however old it is, and keys it by
 * path alone, so that one source or audience would be served what was loaded for another.
 *
 * @param root the site's root
 */
export function dropLoaderCache(root: string): void {
  const cache = join(root, ".observablehq", "cache");
  if (!existsSync(cache)) return;
  for (const name of readdirSync(cache))
    if (!kept.has(name)) rmSync(join(cache, name), { recursive: true, force: true });
}

/**
 * Makes every loader ready to run: bundles it, so that it starts in a tenth of the time that a TypeScript runner takes
 * (`run-loader.js` runs the bundle), and makes it as new as the newest module that it imports: the preview looks at
 * nothing but the modification time of the loader's own file.
 *
 * @param root the site's root, below which loaders lie, `<path>.<ext>.ts`, or links to them
 */
export async function prepareLoaders(root: string): Promise<void> {
  const loaders = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.\w+\.ts$/.test(file) && !file.endsWith(".d.ts") && !file.includes(".observablehq"))
    .map((file) => join(root, file));
  const { metafile } = await build({
    entryPoints: loaders.map((loader) => ({ in: loader, out: relative(root, loader).replace(/\.ts$/, "") })),
    outdir: join(root, ".observablehq", "cache", bundles),
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    metafile: true,
    logLevel: "silent",
  });
  for (const loader of loaders) {
    const newest = Math.max(...reachable(metafile, loader).map((file) => statSync(file).mtimeMs));
    if (newest > statSync(loader).mtimeMs) utimesSync(loader, newest / 1000, newest / 1000);
  }
}

/** A module and everything of ours that it imports, directly or not. */
function reachable(metafile: Metafile, entryPoint: string): string[] {
  const found = new Set([relative(process.cwd(), realpathSync(entryPoint))]);
  for (const file of found)
    for (const { path, external } of metafile.inputs[file]?.imports ?? [])
      if (external !== true) found.add(path);
  return [...found];
}

/**
 * Keeps loaders ready while a preview runs. Returns a function that stops it.
 *
 * @param folders where the loaders' modules lie
 */
export function watchLoaders(
  root: string,
  folders: readonly string[],
  onError: (error: unknown) => void,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watchers = folders.map((folder) =>
    watch(folder, { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(() => void prepareLoaders(root).catch(onError), 50);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
