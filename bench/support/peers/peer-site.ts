import { copyFileSync, createReadStream, createWriteStream, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { build } from "esbuild";
import { fillEngineCache } from "../../../data-loaders/site/engine-files.js";
import { engineFolder } from "../../../data-loaders/site/stream-engine-file.js";

/** Makes the peers' page with the database that Shrike ships, too, and the hits as a gzipped DuckDB file. */
export async function buildPeerSite(hits: string, out: string): Promise<void> {
  mkdirSync(out, { recursive: true });
  await fillEngineCache("src");
  for (const file of ["duckdb-worker.js", "duckdb-wasm.bin"])
    copyFileSync(join(engineFolder("src"), file), join(out, file));
  await pipeline(createReadStream(hits), createGzip({ level: 6 }), createWriteStream(join(out, "hits.bin")));
  await build({
    entryPoints: ["bench/support/peers/peer-page.ts"],
    outfile: join(out, "peer-page.js"),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    logLevel: "error",
  });
  writeFileSync(
    join(out, "peer.html"),
    '<!doctype html><meta charset="utf-8"><title>Peer</title><h1>Rule hits</h1><script type="module" src="peer-page.js"></script>',
  );
}
