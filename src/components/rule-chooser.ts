import type { Slice, SliceProblem } from "../lib/slice/index.js";
import type { RulesArtifact } from "../lib/rule/overview.js";
import { titleOf } from "../lib/view/rules/artifact.js";
import type { FilterOption } from "../lib/slice/slice-frame.js";
import type { SiteFrame } from "../lib/view/site-frame.js";
import { problemList } from "./problem-list.js";

/** The frame in which every published rule can be chosen, whether or not anything was counted by it. */
export function frameOfRules(frame: SiteFrame, artifact: RulesArtifact | { missing: unknown }): SiteFrame {
  const rules = "rules" in artifact ? artifact.rules : [];
  const rule = rules
    .map((one): FilterOption => ({ value: one.rule, label: titleOf(one) }))
    .sort((a, b) => a.label.localeCompare(b.label, "en"));
  return { ...frame, options: { ...frame.options, rule } };
}

/** Chooses the one rule that a page shows. */
export function ruleChooser(
  { options }: SiteFrame,
  slice: Slice,
  problems: readonly SliceProblem[],
  onChange: (slice: Slice) => void,
): HTMLElement {
  const bar = document.createElement("form");
  bar.className = "filter-bar";
  bar.setAttribute("aria-label", "Rule");
  bar.addEventListener("submit", (event) => event.preventDefault());
  const select = document.createElement("select");
  select.name = "rule";
  const chosen = slice.rule[0] ?? "";
  select.append(new Option("the one that most needs attention", "", chosen === "", chosen === ""));
  for (const { value, label } of options.rule)
    select.append(new Option(label, value, value === chosen, value === chosen));
  select.addEventListener("change", () =>
    onChange({ ...slice, rule: select.value === "" ? [] : [select.value] }),
  );
  const label = document.createElement("label");
  label.append("Rule", select);
  bar.append(label, ...problemList(problems));
  return bar;
}
