import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { artifactsFolder } from "./artifacts-folder.js";

/**
 * Streams one published artifact to standard output: all that a loader does. Its name is the loader's
 * route parameter, given by Framework as `--<parameter>=<value>`.
 *
 * @param parameter name of the route parameter, e.g. `artifact` for `[artifact].json.ts`
 * @param path path of the artifact below the artifacts folder, given the parameter's value
 */
export async function streamArtifact(parameter: string, path: (value: string) => string): Promise<void> {
  const { values } = parseArgs({ options: { [parameter]: { type: "string" } } });
  const value = values[parameter];
  if (typeof value !== "string" || !/^[\w.-]+$/.test(value))
    throw new Error(
      `--${parameter}=${String(value)}: expected the name of an artifact, letters, digits and dashes`,
    );
  const file = join(artifactsFolder(), path(value));
  if (!existsSync(file))
    throw new Error(
      `artifact ${path(value)} was not published: ${file} is missing; run \`npx shrike build\` or \`npx shrike dev\``,
    );
  await pipeline(createReadStream(file), process.stdout);
}
