import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

/** Name and optional path inside the package, as in `npm:@scope/name/path`. */
interface Specifier {
  readonly name: string;
  readonly path: string | undefined;
}

/** A stylesheet of a package that is served file by file, because it names its fonts by path. */
export interface FontStyle {
  readonly name: string;
  readonly file: string;
}

/** The text face in all its weights, and the headline face in its one. */
export const fontStyles: readonly FontStyle[] = [
  { name: "@fontsource-variable/inter", file: "index.css" },
  { name: "@fontsource/source-serif-4", file: "600.css" },
];

/** The version that a built client carries for a library that is not installed; pages cannot use such a library. */
const notInstalled = "0.0.0-not-installed";

/** Framework's client would load another version of it; pages use `engine-files.ts` instead. */
const servedOtherwise = "@duckdb/duckdb-wasm";

const client = join("node_modules", "@observablehq", "framework", "dist", "client");

/**
 * Fills Framework's cache of `npm:` imports from node_modules, so that neither a build nor a preview
 * asks a network for a library or a version: the lockfile decides both.
 *
 * Framework takes `<root>/.observablehq/cache/_npm/<name>@<version>/_esm.js` as it finds it. Libraries are
 * bundled together with shared chunks, so that two of them share one copy of what both depend on.
 * Does nothing when the lockfile, the imports and this module are those of the last time.
 *
 * @param root the site's root, relative to the working directory
 */
export async function fillNpmCache(root: string): Promise<void> {
  const cache = join(root, ".observablehq", "cache");
  const target = join(cache, "_npm");
  const stamp = join(target, ".stamp");
  const specifiers = uniqueSpecifiers([...importedBy(root), ...importedBy(client)]);
  const key = cacheKey(specifiers);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === key) return;

  for (const folder of ["_npm", "_node"]) rmSync(join(cache, folder), { recursive: true, force: true });
  const building = `${target}.${process.pid}`;
  const entryPoints: Record<string, string> = {};
  for (const specifier of specifiers) {
    const version = installedVersion(specifier.name);
    const folder = `${specifier.name}@${version ?? notInstalled}`;
    mkdirSync(join(building, folder), { recursive: true });
    const entry = specifier.path === undefined ? "_esm" : `${specifier.path}._esm`;
    if (version !== undefined && isModule(specifier) && specifier.name !== servedOtherwise)
      entryPoints[`${folder}/${entry}`] = [specifier.name, specifier.path].filter(Boolean).join("/");
  }
  await build({
    entryPoints,
    outdir: building,
    chunkNames: "shared@0.0.0/[hash]",
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    define: { "process.env.NODE_ENV": '"production"' },
    legalComments: "none",
    logLevel: "error",
    plugins: [packageEntryPoints],
  });
  for (const { name, file } of fontStyles) {
    const folder = join("node_modules", name);
    const into = join(building, `${name}@${installedVersion(name) ?? notInstalled}`);
    mkdirSync(into, { recursive: true });
    cpSync(join(folder, file), join(into, file));
    cpSync(join(folder, "files"), join(into, "files"), { recursive: true });
  }
  writeFileSync(join(building, ".stamp"), key);
  rmSync(target, { recursive: true, force: true });
  renameSync(building, target);
}

/** Path of a package's file under a built site or a preview, e.g. `_npm/@scope/name@1.2.3/index.css`. */
export function npmPath(name: string, file: string): string {
  return `_npm/${name}@${installedVersion(name) ?? notInstalled}/${file}`;
}

/** Resolves an entry point as an import would be, rather than as a file. */
const packageEntryPoints: Plugin = {
  name: "package-entry-points",
  setup(esbuild) {
    esbuild.onResolve({ filter: /^npm:/ }, ({ path, resolveDir }) =>
      esbuild.resolve(path.slice("npm:".length), { kind: "import-statement", resolveDir }),
    );
    esbuild.onResolve({ filter: /./ }, ({ path, kind }) =>
      kind === "entry-point"
        ? esbuild.resolve(path, { kind: "import-statement", resolveDir: process.cwd() })
        : undefined,
    );
  },
};

/** Every `npm:` specifier in the modules and pages below a folder. */
function importedBy(folder: string): Specifier[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(js|ts|md)$/.test(file) && !file.includes(".observablehq"))
    .flatMap((file) => [
      ...withoutTypes(readFileSync(join(folder, file), "utf8")).matchAll(
        /["']npm:((?:@[\w.-]+\/)?[\w.-]+)(?:\/([\w./-]+))?["']/g,
      ),
    ])
    .map(([, name = "", path]) => ({ name, path }));
}

/** Imports of types are gone when a module reaches the browser. */
function withoutTypes(source: string): string {
  return source.replace(/^import type [^;]*;$/gm, "");
}

function uniqueSpecifiers(specifiers: readonly Specifier[]): Specifier[] {
  const byName = new Map(
    specifiers.map((specifier) => [`${specifier.name}/${specifier.path ?? ""}`, specifier]),
  );
  return [...byName.keys()].sort().flatMap((key) => byName.get(key) ?? []);
}

/** Data files and wasm named by the client are fetched by path and are not bundled. */
function isModule({ path }: Specifier): boolean {
  return path === undefined || !/\.[a-z]+$/.test(path);
}

function installedVersion(name: string): string | undefined {
  const manifest = join("node_modules", name, "package.json");
  if (!existsSync(manifest)) return undefined;
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
  return version;
}

function cacheKey(specifiers: readonly Specifier[]): string {
  const hash = createHash("sha256");
  for (const file of ["package-lock.json", relative(process.cwd(), fileURLToPath(import.meta.url))])
    hash.update(readFileSync(file));
  hash.update(JSON.stringify(specifiers)).update(dirname(client));
  return hash.digest("hex");
}
