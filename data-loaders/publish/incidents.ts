import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const incident = z.object({
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "expected a day, YYYY-MM-DD"),
  kind: z.enum(["rule", "incident", "logging", "release"]),
  label: z.string().min(1),
  href: z.string().optional(),
});

/** One row of `incidents.csv`. */
export type Incident = z.infer<typeof incident>;

/**
 * The incidents that a source knows of, in order of time; none where it has no `incidents.csv`.
 *
 * @throws with file and line, where a row is not an incident
 */
export async function readIncidents(folder: string): Promise<Incident[]> {
  const file = join(folder, "incidents.csv");
  if (!existsSync(file)) return [];
  const [header = [], ...rows] = parseCsv(await readFile(file, "utf8"));
  return rows
    .map((row, index) => {
      const fields = Object.fromEntries(
        header.map((name, column): [string, string | undefined] => [name, row[column] || undefined]),
      );
      const parsed = incident.safeParse(fields);
      if (!parsed.success)
        throw new Error(`${file}, row ${index + 2}: ${z.prettifyError(parsed.error)}`, {
          cause: parsed.error,
        });
      return parsed.data;
    })
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.label < b.label ? -1 : 1));
}

/** Fields of a CSV text by row, after RFC 4180; blank lines are left out. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = "", end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    if (row.some(Boolean)) rows.push(row);
    row = [];
  }
  return rows;
}
