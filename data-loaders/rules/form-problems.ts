import type { z } from "npm:zod";
import { nearest } from "../../src/lib/text/nearest.js";
import { keysAt, ruleError, type RuleProblem } from "../../src/lib/rule/index.js";

/** What is wrong with the form of a rule's file, in words that name the value and the nearest known name. */
export function formProblems(
  error: z.ZodError,
  valueAt: (path: readonly PropertyKey[]) => unknown,
): RuleProblem[] {
  return error.issues.flatMap((issue) => {
    const { path } = issue;
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => ruleError([...path, key], `unknown key${meant(key, keysAt(path))}`));
    const value = valueAt(path);
    if (value === undefined) return [ruleError(path, `is missing: ${expected(issue.message)}`)];
    const said = JSON.stringify(value) ?? String(value);
    if (issue.code !== "invalid_value") return [ruleError(path, `${said}: ${expected(issue.message)}`)];
    const known = issue.values.map(String);
    return [ruleError(path, `${said} is none of ${known.join(", ")}${meant(String(value), known)}`)];
  });
}

/** What was expected, without the words that say that it was not found. */
function expected(message: string): string {
  return message.replace(/^(?:Invalid|Too) \w+: /, "").replace(/, received \S+$/, "");
}

function meant(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === null ? "" : `; did you mean "${near}"?`;
}
