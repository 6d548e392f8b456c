import type { Position } from "../predicate/tree.js";

/** Something that is wrong with a rule's file. */
export interface RuleProblem {
  /** An error refuses the rule; a warning is said, and no more. */
  readonly severity: "error" | "warning";
  /** Where in the file: keys and, for `changes`, indices from 0. */
  readonly path: readonly PropertyKey[];
  /** What is wrong, and the remedy; holds text of the file as it stands there. */
  readonly message: string;
  /** Place inside the text at `path`, where it is known. */
  readonly at?: Position;
}

/** An error at a place of a rule's file. */
export function ruleError(path: readonly PropertyKey[], message: string): RuleProblem {
  return { severity: "error", path, message };
}
