import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { nearest } from "../../src/lib/text/nearest.js";
import type { RulePeriod } from "../../src/lib/rule/index.js";
import type { OwnColumns } from "../features/registry.js";
import { inspectRule, type Rule } from "./inspect-rule.js";
import { inspectRules } from "./inspect-rules.js";
import { BadRules, problemLine, type PlacedProblem } from "./rule-problem.js";

export type { Rule } from "./inspect-rule.js";

/**
 * Reads `rules/*.yaml` of a source's folder, in order of their files' names. Waivers go to `warn`, a line each.
 *
 * @param own columns of the source's own that rules may name: see `ownColumns`
 * @throws BadRules with file, line, column, key and the nearest known name of everything that is wrong with any of them
 */
export function readRules(
  folder: string,
  warn: (line: string) => void = () => undefined,
  own: OwnColumns = {},
): Rule[] {
  const { rules, problems } = inspectRules(folder, undefined, own);
  refuse(problems);
  for (const problem of problems) warn(problemLine(problem));
  return [...rules];
}

/**
 * The rule of an id among those of a source, or of a file.
 *
 * @throws when there is neither, with the nearest id; BadRules when the file is no rule that can be run
 */
export function ruleNamed(name: string, rules: readonly Rule[], folder: string, own: OwnColumns = {}): Rule {
  const known = rules.find(({ rule }) => rule.id === name);
  if (known !== undefined) return known;
  if (/\.ya?ml$/.test(name) && existsSync(name)) {
    const { rule, problems } = inspectRule(name, undefined, own);
    refuse(problems);
    if (rule !== null) return rule;
  }
  const near = nearest(
    name,
    rules.map(({ rule }) => rule.id),
  );
  throw new Error(
    `${name}: neither a rule of ${join(folder, "rules")} nor a rule's file${near === null ? "" : `; did you mean "${near}"?`}`,
  );
}

function refuse(problems: readonly PlacedProblem[]): void {
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new BadRules(errors);
}

/** Hash of what a version of a rule does: equal for two that differ in wording alone. */
export function logicHash({ when }: Rule, period: RulePeriod): string {
  const logic = JSON.stringify([when, period.params], (key, value: unknown) =>
    key === "at" ? undefined : value,
  );
  return createHash("sha256").update(logic).digest("hex").slice(0, 16);
}
