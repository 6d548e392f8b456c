import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument, LineCounter } from "yaml";
import { z } from "zod";
import { didYouMean } from "../../src/lib/text/nearest.js";
import { officeWordsShape } from "./office-words.js";

const shape = z.strictObject({
  title: z.string().min(1),
  description: z.string().default(""),
  /** Whether the data is made up: every page, chart and export then says so. */
  simulated: z.boolean().default(false),
  licence: z.string().nullable().default(null),
  /** The day that the data describe, for a source whose rows carry no time. */
  as_of: z.iso.date().nullable().default(null),
  /** DuckDB files below the data folder, by the name under which the SELECTs read them. */
  attach: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), z.string()).default({}),
  /** Where given, the SELECTs are PostgreSQL's and run there; the connection string is in the named environment variable. */
  postgres: z.strictObject({ url_env: z.string().regex(/^[A-Z][A-Z0-9_]*$/) }).optional(),
  /** Words by which a name claims an office, beside those that are known or in their place. */
  office_words: officeWordsShape,
  /** Known issues of the data, shown on the Freshness page. */
  known_issues: z.array(z.string()).default([]),
});

/** What a source says of itself in `source.yaml`. */
export type SourceFile = z.infer<typeof shape>;

/**
 * Reads `source.yaml` of a source's folder.
 *
 * @throws with file, line, key and remedy
 */
export function readSourceFile(folder: string): SourceFile {
  const file = join(folder, "source.yaml");
  if (!existsSync(file))
    throw new Error(`${file} is missing: a source says its title there, e.g. \`title: My platform\``);
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, "utf8"), { lineCounter: lines });
  const [error] = document.errors;
  if (error)
    throw new Error(`${file}:${lines.linePos(error.pos[0]).line}: ${error.message}`, { cause: error });
  const result = shape.safeParse(document.toJS() ?? {});
  if (result.success) return result.data;
  const messages = result.error.issues.map((issue) => {
    if (issue.code === "unrecognized_keys" && issue.path.length === 0)
      return issue.keys
        .map((key) => `unknown key "${key}"${didYouMean(key, Object.keys(shape.shape))}`)
        .join("; ");
    return `${issue.path.join(".") || "the file"}: ${issue.message}`;
  });
  throw new Error(`${file}: ${messages.join("; ")}`, { cause: result.error });
}
