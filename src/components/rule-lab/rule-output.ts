import { backtestCommand, changeWords } from "../../lib/rule/lab/command.js";
import type { Candidate } from "../../lib/rule/lab/candidate.js";
import type { RuleLab } from "../../lib/rule/lab/manifest.js";
import type { LabState } from "../../lib/rule/lab/state.js";
import type { RuleReport } from "../../lib/rule/report/index.js";
import { platformText } from "../../lib/text/index.js";
import { copyText } from "../copy-text.js";
import { saveFile } from "../save-file.js";
import { siteRoot } from "../site-links.js";
import { sqlLink } from "../sql/sql-link.js";
import { button, node } from "./elements.js";

/** Where the lab ends: the rule's file with what was changed, and the command that prints the same figures. */
export interface RuleOutput {
  readonly element: HTMLElement;
  show(state: LabState, candidate: Candidate, report: RuleReport): Promise<void>;
}

export function ruleOutput(lab: RuleLab): RuleOutput {
  const file = node("pre", {
    class: "lab-file",
    tabindex: "0",
    role: "region",
    "aria-label": "The rule’s file",
  });
  const command = node("code", { class: "lab-command" });
  const where = node("p", { class: "lab-note" });
  const status = node("output", {});
  const sql = node("a", { class: "button", href: "#" }, "Open in SQL");
  let shown = { name: "", text: "", report: "" };
  const say = (text: string): void => {
    status.textContent = text;
  };
  const element = node(
    "section",
    { class: "lab-output", "aria-labelledby": "lab-output-title" },
    node("h2", { id: "lab-output-title" }, "The rule, ready for a pull request"),
    where,
    file,
    node(
      "div",
      { class: "explore-tools" },
      button("Copy the file", () => void copyText(shown.text).then(say)),
      button("Download the file", () =>
        say(saveFile(shown.name, new Blob([shown.text], { type: "text/yaml;charset=utf-8" }))),
      ),
      button("Download the figures", () =>
        say(
          saveFile(
            `${shown.name.replace(".yaml", "")}-figures${lab.simulated ? "-simulated" : ""}.json`,
            new Blob([shown.report], { type: "application/json" }),
          ),
        ),
      ),
      button("Copy link", () => void copyText(location.href).then(say)),
      sql,
      status,
    ),
    node("h3", {}, "The same figures from the command line"),
    node(
      "div",
      { class: "lab-command-line" },
      node("pre", { tabindex: "0", role: "region", "aria-label": "Command" }, command),
      button("Copy the command", () => void copyText(command.textContent ?? "").then(say)),
    ),
    node(
      "p",
      { class: "lab-note" },
      "Add the --data that this site was built with. The figures here are those that it prints for each account as it last was.",
    ),
  );
  return {
    element,
    async show(state, candidate, report) {
      const { rule } = candidate;
      const name = `${rule.id}.yaml`;
      const text = await fileText(state, candidate, report);
      shown = { name, text, report: `${JSON.stringify(report, null, 2)}\n` };
      file.textContent = text
        .split("\n")
        .map((line) => platformText(line, 400))
        .join("\n");
      where.textContent = whereText(lab, state, candidate, name);
      command.textContent = backtestCommand(lab, state, candidate);
      sql.href = sqlLink(
        siteRoot(),
        `SELECT *\nFROM lab_accounts\nJOIN lab_kinds USING (kind)\nJOIN lab_segments USING (segment)\nWHERE ${candidate.conditions.candidate}\nORDER BY draw`,
      );
    },
  };
}

async function fileText(
  { set, when, rule: id }: LabState,
  { rule }: Candidate,
  report: RuleReport,
): Promise<string> {
  if (Object.keys(set).length === 0 && when === null) return rule.text;
  const { changedRuleText } = await import("../../lib/rule/lab/rule-text.js");
  const today = new Date().toISOString().slice(0, 10);
  return changedRuleText(rule.text, {
    set,
    when,
    entry:
      id === null
        ? null
        : {
            version: rule.version + 1,
            on: today < rule.since ? rule.since : today,
            why: changeWords(rule, { set, when }, report),
          },
  });
}

function whereText(
  lab: RuleLab,
  { set, when, rule: id }: LabState,
  { rule }: Candidate,
  name: string,
): string {
  const place = `${lab.source ?? "data-loaders/source/demo"}/rules/${name}`;
  if (id === null) return `A new file, ${place}. Name it, say what it is for, and who keeps it.`;
  if (rule.state === "retired")
    return `${place} is retired for good: what is changed here needs a file and an id of its own.`;
  return Object.keys(set).length === 0 && when === null
    ? `${place}, as it is.`
    : `${place} with what was changed here: the next version, and why.`;
}
