import type { RuleProblem } from "../../src/lib/rule/index.js";
import { platformText } from "../../src/lib/text/index.js";
import type { Place } from "./rule-document.js";

/** A problem of a rule's file with its place; every text in it is safe to print. */
export interface PlacedProblem {
  readonly severity: "error" | "warning";
  readonly file: string;
  /** Null where it is about the file as a whole. */
  readonly line: number | null;
  readonly column: number | null;
  /** Key of the file, e.g. `changes[2].gate`; empty where it is about no key. */
  readonly key: string;
  readonly message: string;
}

const longestKey = 100;
const longestMessage = 400;

export function placedProblem(
  file: string,
  { severity, path, message }: Pick<RuleProblem, "severity" | "path" | "message">,
  place: Place | null,
): PlacedProblem {
  const key = path
    .map((part, index) =>
      typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`,
    )
    .join("");
  return {
    severity,
    file: platformText(file, longestMessage),
    line: place?.line ?? null,
    column: place?.column ?? null,
    key: platformText(key, longestKey),
    message: platformText(message, longestMessage),
  };
}

/** A problem on one line: file, line, column, key, and what is wrong. */
export function problemLine({ file, line, column, key, message }: PlacedProblem): string {
  return `${file}${line === null ? "" : `:${line}:${column ?? 1}`}: ${key === "" ? "" : `${key}: `}${message}`;
}

/** Rules that cannot be run: one line a problem. */
export class BadRules extends Error {
  override readonly name = "BadRules";
  readonly problems: readonly PlacedProblem[];

  constructor(problems: readonly PlacedProblem[]) {
    super(problems.map(problemLine).join("\n"));
    this.problems = problems;
  }
}
