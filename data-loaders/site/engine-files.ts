import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { build } from "esbuild";
import { engineFolder } from "./stream-engine-file.js";

const distribution = dirname(createRequire(import.meta.url).resolve("@duckdb/duckdb-wasm"));

/** What the browser needs of DuckDB. */
export const engineFileNames = ["duckdb-browser.js", "duckdb-worker.js", "duckdb-wasm.bin"] as const;

/**
 * Puts what the browser needs of DuckDB into Framework's cache, from node_modules: its module with Arrow, its worker, and its
 * WebAssembly gzipped, because some hosts take no file above 25 MiB. Does nothing when they are those of the last time.
 *
 * Framework itself would ship another version of it; pages reach these files as attachments instead.
 *
 * @param root the site's root
 */
export async function fillEngineCache(root: string): Promise<void> {
  const target = engineFolder(root);
  const stamp = join(target, ".stamp");
  const key = createHash("sha256")
    .update(readFileSync("package-lock.json"))
    .update(readFileSync(fileURLToPath(import.meta.url)))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === key) return;
  const building = `${target}.${process.pid}`;
  mkdirSync(building, { recursive: true });
  const [wasm] = await Promise.all([
    promisify(gzip)(readFileSync(join(distribution, "duckdb-eh.wasm")), { level: 6 }),
    build({
      stdin: {
        contents: `export { AsyncDuckDB, DuckDBDataProtocol, VoidLogger } from "@duckdb/duckdb-wasm";
export { Float64, Table, Utf8, Vector, makeData, tableFromIPC, tableToIPC } from "apache-arrow";`,
        resolveDir: process.cwd(),
      },
      outfile: join(building, "duckdb-browser.js"),
      bundle: true,
      minify: true,
      format: "esm",
      platform: "browser",
      target: "es2022",
      legalComments: "none",
      logLevel: "error",
    }),
  ]);
  writeFileSync(join(building, "duckdb-wasm.bin"), wasm);
  const worker = readFileSync(join(distribution, "duckdb-browser-eh.worker.js"), "utf8");
  writeFileSync(join(building, "duckdb-worker.js"), worker.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n"));
  writeFileSync(join(building, ".stamp"), key);
  rmSync(target, { recursive: true, force: true });
  renameSync(building, target);
}
