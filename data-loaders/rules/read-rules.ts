import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { LineCounter, parseDocument, type Document } from "yaml";
import { nearest } from "../../src/lib/finding/nearest.js";
import {
  checkPredicate,
  parsePredicate,
  PredicateError,
  type Node,
  type ValueType,
} from "../../src/lib/predicate/index.js";
import { ruleFileShape, ruleTimeline, type RuleFile, type RulePeriod } from "../../src/lib/rule/index.js";
import { accountFeatures } from "../features/registry.js";

/** A rule, read and compiled. */
export interface Rule {
  readonly file: string;
  readonly rule: RuleFile;
  readonly when: Node;
  readonly columns: readonly string[];
  readonly periods: readonly RulePeriod[];
}

/**
 * Reads `rules/*.yaml` of a source's folder, in order of their ids.
 *
 * @throws with file, line, column, key and the nearest known name for the first rule that cannot be read
 */
export function readRules(folder: string): Rule[] {
  const rules = join(folder, "rules");
  if (!existsSync(rules)) return [];
  const read = readdirSync(rules)
    .filter((file) => file.endsWith(".yaml"))
    .sort()
    .map((file) => readRule(join(rules, file)));
  const seen = new Map<string, string>();
  for (const { file, rule } of read) {
    const other = seen.get(rule.id);
    if (other !== undefined) throw new Error(`${file}: id: ${rule.id} is the id of ${other}, too`);
    seen.set(rule.id, file);
  }
  return read;
}

/**
 * The rule of an id among those of a source, or of a file.
 *
 * @throws when there is neither, with the nearest id
 */
export function ruleNamed(name: string, rules: readonly Rule[], folder: string): Rule {
  const known = rules.find(({ rule }) => rule.id === name);
  if (known !== undefined) return known;
  if (/\.ya?ml$/.test(name) && existsSync(name)) return readRule(name);
  const near = nearest(
    name,
    rules.map(({ rule }) => rule.id),
  );
  throw new Error(
    `${name}: neither a rule of ${join(folder, "rules")} nor a rule's file${near === null ? "" : `; did you mean "${near}"?`}`,
  );
}

function readRule(file: string): Rule {
  const lines = new LineCounter();
  const text = readFileSync(file, "utf8");
  const document = parseDocument(text, { lineCounter: lines });
  const [syntax] = document.errors;
  if (syntax) throw new Error(`${file}:${place(lines, syntax.pos[0])}: ${syntax.message}`, { cause: syntax });
  const result = ruleFileShape.safeParse(document.toJS());
  if (!result.success) {
    const [issue] = result.error.issues;
    const path = issue?.path ?? [];
    const keys = issue?.code === "unrecognized_keys" ? issue.keys : [];
    const message = keys.length > 0 ? unknownKey(keys[0] ?? "") : (issue?.message ?? "");
    throw new Error(
      `${file}:${place(lines, offsetOf(document, [...path, ...keys.slice(0, 1)]))}: ${[...path, ...keys].join(".")}: ${message}`,
      { cause: result.error },
    );
  }
  const rule = result.data;
  if (basename(file, ".yaml") !== rule.id)
    throw new Error(`${file}: id: ${rule.id}: a rule's file is named for its id`);
  try {
    const when = parsePredicate(rule.when);
    const parameters = Object.fromEntries(
      Object.keys(rule.params).map((name): [string, ValueType] => [name, "number"]),
    );
    const columns = checkPredicate(when, { columns: featureTypes, parameters });
    return { file, rule, when, columns, periods: ruleTimeline(rule) };
  } catch (error) {
    const said =
      error instanceof PredicateError
        ? `:${placeOfCondition(lines, text, offsetOf(document, ["when"]), error.at)}: when: ${error.what}`
        : `: ${error instanceof Error ? error.message : String(error)}`;
    throw new Error(`${file}${said}`, { cause: error });
  }
}

const featureTypes = Object.fromEntries(
  Object.entries(accountFeatures).map(([name, { type }]) => [name, type]),
);

function unknownKey(key: string): string {
  const near = nearest(key, Object.keys(ruleFileShape.shape));
  return `unknown key${near === null ? "" : `; did you mean "${near}"?`}`;
}

function place(lines: LineCounter, offset: number): string {
  const { line, col } = lines.linePos(offset);
  return `${line}:${col}`;
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range))
      return Number(node.range[0]);
  }
  return 0;
}

/** Line and column of the file, given those of the condition; a block begins on the line after its mark, indented. */
function placeOfCondition(
  lines: LineCounter,
  text: string,
  start: number,
  at: { readonly line: number; readonly column: number },
): string {
  const { line, col } = lines.linePos(start);
  if (!/[|>]/.test(text[start] ?? ""))
    return `${line + at.line - 1}:${at.line === 1 ? col + at.column - 1 : at.column}`;
  const indentation = /^ */.exec(text.split("\n")[line + at.line - 1] ?? "")?.[0].length ?? 0;
  return `${line + at.line}:${indentation + at.column}`;
}

/** Hash of what a version of a rule does: equal for two that differ in wording alone. */
export function logicHash({ when }: Rule, period: RulePeriod): string {
  const logic = JSON.stringify([when, period.params], (key, value: unknown) =>
    key === "at" ? undefined : value,
  );
  return createHash("sha256").update(logic).digest("hex").slice(0, 16);
}
