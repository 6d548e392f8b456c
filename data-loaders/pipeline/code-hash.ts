import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { shortHash } from "./input-views.js";
import { expandInDays } from "./days.js";
import type { Stage } from "./stage.js";

/** A stage with the text of its queries by table, macros not expanded, and the hash of all of its code. */
export interface LoadedStage {
  readonly stage: Stage;
  readonly sql: ReadonlyMap<string, string>;
  readonly codeHash: string;
}

/**
 * Reads a stage's queries and hashes its code: what it declares, its SQL with macros expanded, and the modules that its
 * `run` lies in together with every module of ours that they import.
 *
 * @param expand expands the macros of portable SQL
 * @param engineVersion results may differ from one version of the engine to another
 * @throws naming the stage and the file where one cannot be read or is not what its declaration says
 */
export async function loadStage(
  stage: Stage,
  expand: (sql: string) => string,
  engineVersion: string,
): Promise<LoadedStage> {
  const sql = new Map<string, string>();
  const parts: string[] = [
    engineVersion,
    JSON.stringify([
      stage.title,
      stage.reads.map((read) => ({ ...read, lookBack: String(read.lookBack ?? 0) })),
      stage.writes.map(({ table, day }) => ({ table, day })),
    ]),
  ];
  for (const { table, day, sql: file } of stage.writes) {
    if (file === undefined) continue;
    const text = await readFile(file, "utf8").catch((cause: unknown) => {
      throw new Error(`stage "${stage.name}": ${fileURLToPath(file)} cannot be read`, { cause });
    });
    if (day !== undefined && !text.includes("@in_days("))
      throw new Error(
        `stage "${stage.name}": ${fileURLToPath(file)} writes "${table}" by day, so it must restrict its rows by @in_days(…)`,
      );
    sql.set(table, text);
    parts.push(table, expand(expandInDays(text, null)));
  }
  for (const read of stage.reads) parts.push(expand(read.day ?? ""));
  if (stage.parameters !== undefined) parts.push(stage.parameters);
  if (stage.modules) parts.push(await bundled(stage.modules));
  return { stage, sql, codeHash: shortHash(parts.join("\n--\n")) };
}

/** Text of modules with every module of ours that they import: changes when any of that code does. */
export async function bundled(modules: readonly URL[]): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: modules.map((module) => fileURLToPath(module)),
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    write: false,
    outdir: "unused",
    minifyWhitespace: true,
    logLevel: "silent",
    loader: { ".sql": "text" },
  });
  return outputFiles.map(({ text }) => text).join("\n");
}
