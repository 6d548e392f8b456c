import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Reporter } from "../pipeline/reporter.js";
import { defaultDemoSize, generateDemo, sizeOfDemo } from "../source/demo/generate.js";

/** The source that is taken when none is named. */
export const demoSource = relative(process.cwd(), fileURLToPath(new URL("../source/demo", import.meta.url)));

/** Where the simulated platform lies when no folder is named. */
export const demoData = join(".shrike", "demo", "data");

/**
 * The data folder to read a source from: as given; for the simulated platform its own, written first where it is not there.
 */
export async function dataFor(
  source: string,
  data: string | undefined,
  reporter: Reporter,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (data !== undefined || resolve(source) !== resolve(demoSource)) return data;
  if (sizeOfDemo(demoData) === undefined)
    await generateDemo({ ...defaultDemoSize, out: demoData, reporter, signal });
  return demoData;
}
