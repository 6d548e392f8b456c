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
