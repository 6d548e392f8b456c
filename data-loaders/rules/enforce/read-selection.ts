import { csvParseRows } from "d3";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { didYouMean } from "../../../src/lib/text/nearest.js";
import { quoteForReader } from "../../../src/lib/text/plain.js";
import { actionTypes } from "../../../src/lib/rule/enforce/index.js";

const rowShape = z.strictObject({
  account_id: z.string().min(1),
  action: z.enum(actionTypes),
  policy_id: z.string().min(1),
  /** The analyst's words: they stand in the statement of reasons. */
  reason: z.string().min(1).max(2_000),
  /** Whether a machine pointed the analyst to the account. */
  automated_detection: z
    .union([z.boolean(), z.stringbool(), z.literal("").transform(() => false)])
    .default(false),
});

/** One account of an analyst's selection. */
export type Selected = z.infer<typeof rowShape>;

const columns = Object.keys(rowShape.shape);

/**
 * Reads an analyst's selection: CSV with a header, or one JSON object a line where the file's name ends in `.ndjson` or
 * `.jsonl`.
 *
 * @throws with file, line and column, where a row is not what it should be, or names an account twice
 */
export function readSelection(file: string): Selected[] {
  const text = readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  const rows = /\.(ndjson|jsonl)$/i.test(file) ? jsonRows(file, text) : csvRows(file, text);
  const seen = new Map<string, number>();
  return rows.map(([place, row]) => {
    const result = rowShape.safeParse(row);
    if (!result.success) {
      const [issue] = result.error.issues;
      throw new Error(`${file}:${place}: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not a row"}`, {
        cause: result.error,
      });
    }
    const before = seen.get(result.data.account_id);
    if (before !== undefined)
      throw new Error(
        `${file}:${place}: account_id: is on line ${before}, too: give each account one row with the strongest action`,
      );
    seen.set(result.data.account_id, place);
    return result.data;
  });
}

type Placed = readonly [line: number, row: unknown];

function jsonRows(file: string, text: string): Placed[] {
  return text.split("\n").flatMap((line, index): Placed[] => {
    if (line.trim() === "") return [];
    try {
      return [[index + 1, JSON.parse(line)]];
    } catch (cause) {
      throw new Error(`${file}:${index + 1}: is no JSON object: write one a line`, { cause });
    }
  });
}

function csvRows(file: string, text: string): Placed[] {
  const [header, ...rows] = csvParseRows(text);
  if (header === undefined)
    throw new Error(`${file}: is empty: expected a header with ${columns.join(", ")}`);
  for (const name of header)
    if (!columns.includes(name))
      throw new Error(
        `${file}:1: unknown column "${quoteForReader(name)}"${didYouMean(name, columns)}; expected ${columns.join(", ")}`,
      );
  return rows.flatMap((cells, index): Placed[] => {
    if (cells.length === 1 && cells[0] === "") return [];
    if (cells.length !== header.length)
      throw new Error(`${file}:${index + 2}: has ${cells.length} cells, its header ${header.length}`);
    return [[index + 2, Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ""]))]];
  });
}
