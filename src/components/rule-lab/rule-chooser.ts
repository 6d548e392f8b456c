import { formatPercent } from "../../lib/format/index.js";
import type { RuleLab } from "../../lib/rule/lab/manifest.js";
import { platformText } from "../../lib/text/index.js";
import { button, node } from "./elements.js";

/** A list of the rules that opens and is searched; ends in a rule of one's own. */
export function ruleChooser(
  { rules, eventRules }: RuleLab,
  chosen: string | null,
  onChoose: (rule: string | null) => void,
): HTMLElement {
  const current = rules.find(({ id }) => id === chosen);
  const summary = node(
    "summary",
    {},
    node(
      "span",
      { class: "lab-chosen" },
      current === undefined ? "New rule" : platformText(current.title, 80),
    ),
    node(
      "span",
      { class: "lab-note" },
      current === undefined
        ? "written here"
        : `${platformText(current.id, 60)} · ${current.state.replace("_", " ")} · version ${current.version}`,
    ),
  );
  const search = node("input", { type: "search", placeholder: "Search", "aria-label": "Search rules" });
  const items = rules.map(({ id, title, state, report }) => {
    const precision = report.precision.value;
    const choice = button("", () => onChoose(id));
    choice.append(
      node("span", {}, platformText(title, 80)),
      node(
        "span",
        { class: "lab-note" },
        `${platformText(id, 60)} · ${state.replace("_", " ")} · ${precision === null ? "precision unknown" : formatPercent(precision)}`,
      ),
    );
    if (id === chosen) choice.setAttribute("aria-current", "true");
    return node("li", {}, choice);
  });
  const own = node(
    "li",
    {},
    button("Write a new rule", () => onChoose(null)),
  );
  search.addEventListener("input", () => {
    const wanted = search.value.trim().toLowerCase();
    for (const item of items) item.hidden = !(item.textContent ?? "").toLowerCase().includes(wanted);
  });
  const list = node("details", { class: "lab-chooser" }, summary);
  list.append(
    search,
    node("ul", {}, ...items, own),
    ...(eventRules > 0
      ? [
          node(
            "p",
            { class: "lab-note" },
            `${eventRules} ${eventRules === 1 ? "rule" : "rules"} about events: try them with shrike backtest`,
          ),
        ]
      : []),
  );
  list.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !list.open) return;
    list.open = false;
    summary.focus();
  });
  return list;
}
