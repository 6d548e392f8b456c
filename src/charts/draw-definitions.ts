import type { DefinitionEntry, DefinitionGroup } from "../lib/view/page-view.js";
import { element, type Child } from "./dom.js";

/** The metric dictionary: one entry a metric, with an anchor that every chart links to. */
export function drawDefinitions(groups: readonly DefinitionGroup[], document: Document): HTMLElement {
  return element(
    document,
    "div",
    { class: "definitions" },
    ...groups.map(({ title, entries }) =>
      element(
        document,
        "section",
        {},
        element(document, "h2", {}, title),
        ...entries.map((entry) => drawEntry(entry, document)),
      ),
    ),
  );
}

function drawEntry(entry: DefinitionEntry, document: Document): HTMLElement {
  const row = (term: string, ...description: Child[]): Child[] => [
    element(document, "dt", {}, term),
    element(document, "dd", {}, ...description),
  ];
  const caveats = element(
    document,
    "ul",
    {},
    ...entry.caveats.map((caveat) => element(document, "li", {}, caveat)),
  );
  return element(
    document,
    "article",
    { id: entry.id, class: "definition-entry" },
    element(document, "h3", {}, entry.name),
    element(document, "p", {}, entry.definition),
    entry.missing.length === 0
      ? null
      : element(
          document,
          "p",
          { class: "missing-tables" },
          `Not computed here: this source has no ${entry.missing.join(", ")}.`,
        ),
    element(
      document,
      "dl",
      {},
      ...row("Formula", element(document, "code", {}, entry.formula)),
      ...row("Estimator", entry.estimator),
      ...row("Unit", entry.unit),
      ...row("Kept by", entry.owner),
      ...row("Tables", entry.tables.join(", ")),
      ...(entry.caveats.length === 0 ? [] : row("Caveats", caveats)),
    ),
  );
}
