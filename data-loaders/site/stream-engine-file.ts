import { createReadStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

/** Folder of the browser's database in Framework's cache. */
export function engineFolder(root: string): string {
  return join(root, ".observablehq", "cache", "_engine");
}

/** Streams one of the files of the browser's database to standard output: all that its loader does. */
export async function streamEngineFile(name: string): Promise<void> {
  await pipeline(createReadStream(join(engineFolder("src"), name)), process.stdout);
}
