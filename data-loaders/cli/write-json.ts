import { writeFileSync } from "node:fs";

/** Writes a verb's result where `--json` says, if it says so. */
export function writeJson(file: string | undefined, result: unknown): void {
  if (file !== undefined) writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
}
