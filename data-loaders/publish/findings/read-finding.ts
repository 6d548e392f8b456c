import { LineCounter, isMap, parseDocument, type Document } from "yaml";
import type { z } from "zod";
import {
  type Block,
  type FrontMatter,
  frontMatterSchema,
  inlinesOf,
  leavesOf,
  literalDigits,
  nearest,
  readInline,
  readProse,
} from "../../../src/lib/finding/index.js";
import { isDay } from "../../../src/lib/time/index.js";
import { FindingError } from "./finding-error.js";

/** A finding as its file states it, values not computed yet. */
export interface Finding extends FrontMatter {
  /** Where it lies, for messages. */
  readonly file: string;
  /** `2026-06-24-june-overturns`: name of the file; its permanent address. */
  readonly slug: string;
  /** Day that the name of the file begins with. */
  readonly date: string;
  readonly prose: readonly Block[];
}

/**
 * Reads the text of a finding.
 *
 * @param file path, for messages; its name is `<date>-<slug>.md`
 * @throws FindingError with file, line and key: a malformed front matter, an unknown key (and the nearest known one), a value
 *   that is not defined, or a number written into the prose by hand
 */
export function readFinding(file: string, text: string): Finding {
  const slug = (file.split("/").at(-1) ?? file).replace(/\.md$/, "");
  const date = slug.slice(0, 10);
  if (!isDay(date) || !/^[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9-]+$/.test(slug))
    throw new FindingError(
      { file },
      "expected a name such as 2026-06-24-june-overturns.md: a day, then lower case letters, digits and dashes",
    );
  const [whole, yaml] = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(text.replace(/^\ufeff/, "")) ?? [];
  if (whole === undefined || yaml === undefined)
    throw new FindingError({ file, line: 1 }, "expected front matter between two lines of ---");
  const { data, lineOf } = readFrontMatter(file, yaml);
  const prose = readProse(text.replace(/^\ufeff/, "").slice(whole.length));
  const firstLine = whole.split("\n").length - 1;
  checkValues(file, data, prose, firstLine, lineOf);
  return { ...data, ...withCommon(data), file, slug, date, prose };
}

/** Every query with the finding's common table expressions in front, so that it can be run by itself. */
function withCommon({ with: common, numbers, tables }: FrontMatter): Pick<FrontMatter, "numbers" | "tables"> {
  const complete = <T extends { sql: string }>(queries: Record<string, T>): Record<string, T> =>
    Object.fromEntries(
      Object.entries(queries).map(([name, query]) => [
        name,
        { ...query, sql: common === undefined ? query.sql : `WITH ${common}\n${query.sql}` },
      ]),
    );
  return { numbers: complete(numbers), tables: complete(tables) };
}

function readFrontMatter(
  file: string,
  yaml: string,
): { data: FrontMatter; lineOf: (path: readonly PropertyKey[]) => number } {
  const counter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: counter, uniqueKeys: true });
  const [error] = document.errors;
  if (error)
    throw new FindingError({ file, line: counter.linePos(error.pos[0]).line + 1 }, error.message, {
      cause: error,
    });
  const lineOf = (path: readonly PropertyKey[]): number => counter.linePos(offsetOf(document, path)).line + 1;
  const result = frontMatterSchema.safeParse(document.toJS({ maxAliasCount: 0 }), {
    reportInput: true,
  });
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new FindingError(...described(file, issue, lineOf), { cause: result.error });
  }
  return { data: result.data, lineOf };
}

type Place = ConstructorParameters<typeof FindingError>[0];

function described(
  file: string,
  issue: z.core.$ZodIssue | undefined,
  lineOf: (path: readonly PropertyKey[]) => number,
): [Place, string] {
  if (!issue) return [{ file }, "malformed front matter"];
  if (issue.code === "unrecognized_keys") {
    const key = issue.keys[0] ?? "";
    const near = nearest(key, Object.keys(frontMatterSchema.shape));
    const path = [...issue.path, key];
    return [
      { file, line: lineOf(path), key: path.join(".") },
      `unknown key${near && issue.path.length === 0 ? `; did you mean ${near}?` : ""}`,
    ];
  }
  const options = issue.code === "invalid_value" ? issue.values.map(String) : [];
  const given = issue.input === undefined ? "" : `${JSON.stringify(issue.input).slice(0, 80)}: `;
  const near = typeof issue.input === "string" ? nearest(issue.input, options) : null;
  return [
    { file, line: lineOf(issue.path), key: issue.path.join(".") },
    `${given}${issue.message}${near ? `; did you mean ${near}?` : ""}`,
  ];
}

/** Where the longest part of a path that the document has begins. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    if (!isMap(parent)) continue;
    const pair = parent.items.find(({ key }) => String(key) === String(path[length - 1]));
    const range = (pair?.key as { range?: [number, number, number] } | undefined)?.range;
    if (range) return range[0];
  }
  return 0;
}

function checkValues(
  file: string,
  data: FrontMatter,
  prose: readonly Block[],
  firstLine: number,
  lineOf: (path: readonly PropertyKey[]) => number,
): void {
  const known = new Set([...Object.keys(data.numbers), ...Object.keys(data.tables)]);
  const used = new Set<string>();
  const parts = [
    { line: lineOf(["title"]), key: "title", inlines: readInline(data.title) },
    { line: lineOf(["summary"]), key: "summary", inlines: readInline(data.summary) },
    ...prose.map((block) => ({ line: firstLine + block.line, key: undefined, inlines: inlinesOf(block) })),
  ];
  for (const { line, key, inlines } of parts) {
    const place = { file, line, ...(key === undefined ? {} : { key }) };
    const [digits] = literalDigits(inlines);
    if (digits !== undefined)
      throw new FindingError(
        place,
        `the number ${digits} is written by hand; take it from a query: name it under numbers and write {{name}}`,
      );
    for (const leaf of leavesOf(inlines)) {
      if (leaf.kind !== "value") continue;
      used.add(leaf.name);
      if (known.has(leaf.name)) continue;
      const near = nearest(leaf.name, known);
      throw new FindingError(
        place,
        `{{${leaf.name}}} is defined neither under numbers nor under tables${near ? `; did you mean ${near}?` : ""}`,
      );
    }
  }
  for (const group of ["numbers", "tables"] as const)
    for (const name of Object.keys(data[group]))
      if (!used.has(name))
        throw new FindingError(
          { file, line: lineOf([group, name]), key: `${group}.${name}` },
          `not used: write {{${name}}} in the prose, or take it out`,
        );
}
