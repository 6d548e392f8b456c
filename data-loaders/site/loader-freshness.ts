import { existsSync, readdirSync, rmSync, statSync, utimesSync, watch } from "node:fs";
import { join, relative } from "node:path";
import { build, type Metafile } from "esbuild";

/** Parts of Framework's cache that are not the output of loaders. */
const kept = new Set(["_npm", "_node", "_jsr", "_observablehq"]);

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
 * Makes each loader as new as the newest module that it imports: the preview looks at nothing but
 * the modification time of the loader's own file.
 *
 * @param folder where loaders lie, `<path>.<ext>.ts`
 */
export async function touchLoaders(folder: string): Promise<void> {
  const entryPoints = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.\w+\.ts$/.test(file) && !file.endsWith(".d.ts"))
    .map((file) => join(folder, file));
  const { metafile } = await build({
    entryPoints,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    write: false,
    outdir: "unused",
    metafile: true,
    logLevel: "silent",
  });
  for (const entryPoint of entryPoints) {
    const newest = Math.max(...reachable(metafile, entryPoint).map((file) => statSync(file).mtimeMs));
    if (newest > statSync(entryPoint).mtimeMs) utimesSync(entryPoint, newest / 1000, newest / 1000);
  }
}

/** A module and everything of ours that it imports, directly or not. */
function reachable(metafile: Metafile, entryPoint: string): string[] {
  const found = new Set([relative(process.cwd(), entryPoint)]);
  for (const file of found)
    for (const { path, external } of metafile.inputs[file]?.imports ?? [])
      if (external !== true) found.add(path);
  return [...found];
}

/** Keeps loaders as new as their imports while a preview runs. Returns a function that stops it. */
export function watchLoaders(folder: string, onError: (error: unknown) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(folder, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => void touchLoaders(folder).catch(onError), 50);
  });
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
