import type { RuleOverview, RulesArtifact } from "../../rule/overview.js";
import { platformText } from "../../text/index.js";
import { lacking, missingTables, type Inputs } from "../inputs.js";
import type { Missing } from "../page-view.js";

/** All rules as they were published, or why there are none. */
export function rulesOf({ artifacts }: Inputs): RulesArtifact | Missing {
  const missing = missingTables(artifacts["rules"]);
  return missing === null ? (artifacts["rules"] as RulesArtifact) : lacking(missing, "Rules");
}

/** What a rule is called, neutralised. */
export function titleOf({ title, rule }: Pick<RuleOverview, "title" | "rule">): string {
  return platformText(title.trim() === "" ? rule : title, 80);
}

/** Titles of rules by id; that of a rule which is not among them is its id. */
export function titlesOf(rules: readonly RuleOverview[]): (id: string) => string {
  const titles = new Map(rules.map((rule) => [rule.rule, titleOf(rule)]));
  return (id) => titles.get(id) ?? platformText(id, 80);
}

/** Whether actions follow from a rule's hits. */
export function isActing({ state }: Pick<RuleOverview, "state">): boolean {
  return state === "enforce" || state === "limited";
}

/** Whether hits of a rule would be known if there were any: from its file, evaluated, or from the platform's log. */
export function hitsRecorded({ frame }: Inputs, { hits, file }: RuleOverview): boolean {
  return hits.length > 0 || file !== null || frame.tables.present.includes("rule_hits");
}

/** What stands in the place of figures of a rule whose hits nothing records. */
export const unrecorded: Missing = {
  tables: ["rule_hits"],
  why: "Hits of this rule are unknown, not zero: the source has neither a log of hits nor the rule's file.",
  remedy: "Write rule_hits.sql, or the rule as a file, in the source's folder.",
};
