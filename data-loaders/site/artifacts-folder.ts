import { existsSync } from "node:fs";
import { join } from "node:path";

/**
 * Folder of the published artifacts that the site is built from, as `shrike` passes it on in `SHRIKE_ARTIFACTS`.
 * @throws when run without `shrike`, naming the command to run
 */
export function artifactsFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const folder = environment["SHRIKE_ARTIFACTS"];
  if (!folder)
    throw new Error(
      "SHRIKE_ARTIFACTS is not set: the site is built from published artifacts; run `npx shrike dev` or `npx shrike build`",
    );
  if (!existsSync(join(folder, "site.json")))
    throw new Error(
      `SHRIKE_ARTIFACTS=${folder} holds no site.json: run \`npx shrike dev\` or \`npx shrike build\``,
    );
  return folder;
}
