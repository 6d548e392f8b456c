import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { nearest } from "../../../src/lib/text/nearest.js";

const name = z.string().regex(/^[a-z][a-z0-9_]*$/, "expected a name of small letters, digits and _");

const dimension = z.strictObject({
  /** Column of the grain's table, or `accounts.column`, `events.column`. */
  column: z
    .string()
    .regex(
      /^(?:(?:accounts|events)\.)?[a-z][a-z0-9_]*$/,
      "expected a column, or accounts.column or events.column",
    ),
  label: z.string().min(1).optional(),
  /** Lower bounds of the ranges of a number, ascending; what lies below the first is a range of its own. */
  edges: z
    .array(z.number())
    .min(1)
    .max(200)
    .refine(
      (edges) => edges.every((edge, at) => at === 0 || edge > (edges[at - 1] ?? edge)),
      "edges must ascend",
    )
    .optional(),
});

const shape = z.strictObject({
  grain: z.enum(["rule_hits", "events"]),
  /** Four at most: with time, five at once. */
  views: z.array(name).min(1).max(4),
  /** Dimensions that may take the place of a view, and of which. */
  swaps: z.record(name, name).default({}),
  dimensions: z.record(name, dimension).default({}),
});

/** What Explore counts for a source, and along what: `explore.yaml`. */
export type ExploreFile = z.infer<typeof shape>;

/** A dimension as a source gives it. */
export type GivenDimension = z.infer<typeof dimension>;

/**
 * Reads `explore.yaml` of a source.
 *
 * @returns undefined where there is none
 * @throws with file, place and remedy
 */
export function readExploreFile(folder: string): ExploreFile | undefined {
  const file = join(folder, "explore.yaml");
  if (!existsSync(file)) return undefined;
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, "utf8"), { lineCounter: lines });
  const [error] = document.errors;
  if (error)
    throw new Error(`${file}:${lines.linePos(error.pos[0]).line}: ${error.message}`, { cause: error });
  const result = shape.safeParse(document.toJS() ?? {});
  if (result.success) return result.data;
  const messages = result.error.issues.map((issue) => {
    const at = issue.path.join(".");
    if (issue.code !== "unrecognized_keys") return `${at || "the file"}: ${issue.message}`;
    const known = at === "" ? Object.keys(shape.shape) : Object.keys(dimension.shape);
    return issue.keys
      .map((key) => {
        const near = nearest(key, known);
        return `unknown key "${key}"${near === null ? `; expected one of ${known.join(", ")}` : ` (did you mean "${near}"?)`}`;
      })
      .join("; ");
  });
  throw new Error(`${file}: ${messages.join("; ")}`, { cause: result.error });
}
