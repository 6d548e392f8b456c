import type { PredicateError } from "../../lib/predicate/index.js";
import type { RuleLab } from "../../lib/rule/lab/manifest.js";
import type { LabState } from "../../lib/rule/lab/state.js";
import { ruleOf, type TriedRule } from "../../lib/rule/lab/tried-rule.js";
import { platformText } from "../../lib/text/index.js";
import type { ConditionEditor } from "./condition-editor.js";
import { button, node } from "./elements.js";
import { parameterSlider } from "./parameter-slider.js";
import { ruleChooser } from "./rule-chooser.js";

export interface ControlEvents {
  /** A rule of the source; null to write one. */
  choose(rule: string | null): void;
  policy(policy: string): void;
  set(name: string, value: number, resting: boolean): void;
  condition(text: string): void;
  /** Null for the ends of the data. */
  days(from: string | null, to: string | null): void;
}

export interface LabControls {
  readonly element: HTMLElement;
  /** Says what is wrong with the condition, and where. */
  mark(error: PredicateError | null): void;
}

/** The rule and what can be changed of it. */
export function labControls(lab: RuleLab, state: LabState, events: ControlEvents): LabControls {
  const rule = ruleOf(lab, state);
  const condition = conditionPart(lab, rule, state, events);
  const sliders = rule.params.map((param) =>
    parameterSlider(param, state.set[param.name] ?? param.default, (value, resting) =>
      events.set(param.name, value, resting),
    ),
  );
  return {
    element: node(
      "aside",
      { class: "lab-controls", "aria-label": "The rule" },
      ruleChooser(lab, state.rule, (id) => events.choose(id)),
      state.rule === null ? policyPart(lab, state, events) : null,
      sliders.length === 0
        ? null
        : node("fieldset", {}, node("legend", {}, "Parameters"), ...sliders.map(({ element }) => element)),
      condition.element,
      daysPart(lab, state, events),
      facts(rule),
    ),
    mark: condition.mark,
  };
}

function conditionPart(lab: RuleLab, rule: TriedRule, state: LabState, events: ControlEvents): LabControls {
  const start = state.when ?? rule.when;
  const read = node("pre", {
    class: "lab-condition",
    tabindex: "0",
    role: "region",
    "aria-label": "Condition",
  });
  read.textContent = start
    .trimEnd()
    .split("\n")
    .map((line) => platformText(line, 400))
    .join("\n");
  const wrong = node("p", { class: "lab-wrong", role: "alert" });
  let editor: ConditionEditor | undefined;
  let last: PredicateError | null = null;
  const edit = button("Edit", () => void open());
  const open = async (focus = true): Promise<void> => {
    edit.disabled = true;
    const { conditionEditor } = await import("./condition-editor.js");
    editor = conditionEditor(lab, rule, start, (text) => events.condition(text));
    edit.remove();
    read.replaceWith(editor.element);
    editor.mark(last);
    if (focus) editor.element.querySelector<HTMLElement>(".cm-content")?.focus();
  };
  if (state.when !== null || state.rule === null) void open(false);
  return {
    element: node("fieldset", {}, node("legend", {}, "Condition"), read, wrong, edit),
    mark(error) {
      last = error;
      wrong.textContent =
        error === null ? "" : `Line ${error.at.line}, column ${error.at.column}: ${error.what}`;
      editor?.mark(error);
    },
  };
}

function policyPart({ policies }: RuleLab, { policy }: LabState, events: ControlEvents): HTMLElement {
  const select = node("select", {});
  select.append(
    ...policies.map(({ id, name }) => {
      const option = node("option", { value: id }, platformText(name, 60));
      option.selected = id === policy;
      return option;
    }),
  );
  select.addEventListener("change", () => events.policy(select.value));
  return node("label", {}, "Policy that it enforces", select);
}

function daysPart({ range }: RuleLab, { from, to }: LabState, events: ControlEvents): HTMLElement {
  const [first, last] = [from ?? range.from, to ?? range.to].map((value) =>
    node("input", { type: "date", min: range.from, max: range.to, value }),
  ) as [HTMLInputElement, HTMLInputElement];
  const take = (): void => {
    const [start, end] = [first.value || range.from, last.value || range.to];
    const valid = start <= end && start >= range.from && end <= range.to;
    for (const input of [first, last]) input.setAttribute("aria-invalid", String(!valid));
    if (valid) events.days(start === range.from ? null : start, end === range.to ? null : end);
  };
  for (const input of [first, last]) input.addEventListener("change", take);
  return node(
    "fieldset",
    { class: "lab-days" },
    node("legend", {}, "Accounts last active"),
    node("label", {}, "From", first),
    node("label", {}, "To", last),
  );
}

function facts(rule: TriedRule): HTMLElement {
  const entries: [string, string][] = [
    ["Policy", rule.policy],
    ["Owner", rule.owner],
    ["Action", rule.action.replaceAll("_", " ")],
    ["Known false positives", rule.falsepositives.join(", ") || "none named"],
  ];
  return node(
    "dl",
    { class: "lab-facts" },
    ...entries.flatMap(([name, value]) => [node("dt", {}, name), node("dd", {}, platformText(value, 200))]),
  );
}
