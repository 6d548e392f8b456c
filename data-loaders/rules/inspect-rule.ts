import { readFileSync, statSync } from "node:fs";
import type { Node } from "../../src/lib/predicate/index.js";
import {
  checkRule,
  ruleFileShape,
  ruleTimeline,
  type RuleFile,
  type RulePeriod,
  type RuleProblem,
  type RuleState,
} from "../../src/lib/rule/index.js";
import { featureTypes, type OwnColumns } from "../features/registry.js";
import { formProblems } from "./form-problems.js";
import { RuleDocument, type Place } from "./rule-document.js";
import { placedProblem, type PlacedProblem } from "./rule-problem.js";

/** A rule, read and compiled. */
export interface Rule {
  readonly file: string;
  readonly rule: RuleFile;
  readonly when: Node;
  readonly columns: readonly string[];
  readonly periods: readonly RulePeriod[];
}

/** A rule's file, what it says of itself, and what is wrong with it. */
export interface InspectedRule {
  readonly file: string;
  /** Null where the file does not say it. */
  readonly id: string | null;
  readonly idPlace: Place | null;
  readonly state: RuleState | null;
  /** Null where it cannot be run. */
  readonly rule: Rule | null;
  readonly problems: readonly PlacedProblem[];
}

/** Bytes of the largest file that is read: a longer one is no rule. */
const largestFile = 1_000_000;

/**
 * Reads and checks one rule's file.
 *
 * @param today `YYYY-MM-DD`; left out, no waiver has run out
 * @param own columns of the source's own that the rule may name
 */
export function inspectRule(file: string, today?: string, own: OwnColumns = {}): InspectedRule {
  const refused = (message: string): InspectedRule => {
    const problem = placedProblem(file, { severity: "error", path: [], message }, null);
    return { file, id: null, idPlace: null, state: null, rule: null, problems: [problem] };
  };
  try {
    const { size } = statSync(file);
    if (size > largestFile)
      return refused(`has ${size} bytes, ${largestFile} are allowed: a rule is a page, not a list`);
    return inspectText(file, readFileSync(file, "utf8"), today, own);
  } catch (error) {
    return refused(`cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function inspectText(file: string, text: string, today: string | undefined, own: OwnColumns): InspectedRule {
  const document = new RuleDocument(text);
  const unread = { file, id: null, idPlace: null, state: null, rule: null };
  const [syntax] = document.syntaxErrors;
  if (syntax !== undefined) {
    const problem = { severity: "error", path: [], message: syntax.message } as const;
    return { ...unread, problems: [placedProblem(file, problem, syntax.place)] };
  }
  const placed = (problem: RuleProblem): PlacedProblem =>
    placedProblem(file, problem, placeOf(document, problem));
  const result = ruleFileShape.safeParse(document.value());
  if (!result.success) {
    const problems = formProblems(result.error, (path) => document.valueAt(path));
    return { ...unread, problems: problems.map(placed) };
  }
  const rule = result.data;
  const { condition, problems } = checkRule(rule, { columns: featureTypes(rule.grain, own), today });
  const runs = condition !== null && problems.every(({ severity }) => severity === "warning");
  return {
    file,
    id: rule.id,
    idPlace: document.place(["id"]),
    state: rule.state,
    rule: runs ? { file, rule, ...condition, periods: ruleTimeline(rule) } : null,
    problems: problems.map(placed),
  };
}

function placeOf(document: RuleDocument, { path, at }: RuleProblem): Place {
  const text = at === undefined ? undefined : document.valueAt(path);
  return at !== undefined && typeof text === "string"
    ? document.placeInside(path, text, at)
    : document.place(path);
}
