import { formatDay } from "../lib/format/index.js";
import type { Annotation, CardSpec, Missing } from "../lib/view/page-view.js";
import { element } from "./dom.js";
import { drawDiffs } from "./draw-diffs.js";
import { drawFigureVariants } from "./draw-figure-variants.js";
import { drawList } from "./draw-list.js";
import { drawTable } from "./draw-table.js";

export interface CardOptions {
  readonly document: Document;
  /** Whether values show under the pointer; off at build. */
  readonly interactive?: boolean;
}

/** A chart with all that a reader needs to trust it: finding, metric, sample, annotations, source, and its table. */
export function drawCard(card: CardSpec, { document, interactive = false }: CardOptions): HTMLElement {
  const { figure, list, diffs, code, table, missing } = card;
  const annotations = figure !== null && "annotations" in figure ? figure.annotations : [];
  return element(
    document,
    "section",
    {
      class: `chart-card width-${card.width}`,
      id: card.id,
      "aria-labelledby": `${card.id}-title`,
      "data-card": card.id,
    },
    element(
      document,
      "header",
      {},
      element(document, "h2", { id: `${card.id}-title` }, card.title),
      element(document, "p", { class: "subtitle" }, card.subtitle, " ", drawDefinition(card, document)),
    ),
    missing === undefined ? null : drawMissing(missing, document),
    figure === null
      ? null
      : drawFigureVariants(figure, `${card.title}. ${card.subtitle}`, card.width, document, interactive),
    list === undefined ? null : drawList(list, card.title, document),
    diffs === undefined ? null : drawDiffs(diffs, document),
    code === undefined
      ? null
      : element(
          document,
          "pre",
          { tabindex: "0", "aria-label": card.subtitle },
          element(document, "code", {}, code),
        ),
    figure !== null && annotations.length > 0 ? drawAnnotations(annotations, document) : null,
    ...card.notes.map((note) => element(document, "p", { class: "note-line" }, note)),
    element(
      document,
      "footer",
      {},
      card.sample === null ? null : element(document, "p", { class: "sample" }, card.sample),
      element(document, "p", { class: "source" }, card.source),
    ),
    table === null || table.rows.length === 0 || list !== undefined || diffs !== undefined
      ? null
      : element(
          document,
          "details",
          figure === null ? { class: "table-view", open: "" } : { class: "table-view" },
          element(
            document,
            "summary",
            {},
            "Table",
            element(document, "span", { class: "visually-hidden" }, ` of ${card.title}`),
          ),
          drawTable(table, card.subtitle, document),
        ),
  );
}

/** A link to the metric's entry in the dictionary, whose first words show when it is pointed at or reached by keyboard. */
function drawDefinition(
  { id, metric, definition, subtitle }: CardSpec,
  document: Document,
): HTMLElement | null {
  if (metric === "") return null;
  const link = element(
    document,
    "a",
    {
      class: "definition",
      href: `/dictionary#${metric}`,
      "aria-label": `Definition of the metric: ${subtitle}`,
      "aria-describedby": `${id}-definition`,
    },
    "Definition",
  );
  return element(
    document,
    "span",
    { class: "defined" },
    link,
    element(document, "span", { class: "tooltip", role: "tooltip", id: `${id}-definition` }, definition),
  );
}

/** Says which table is missing and what would bring it. */
export function drawMissing({ tables, why, remedy }: Missing, document: Document): HTMLElement {
  return element(
    document,
    "div",
    { class: "missing" },
    element(document, "p", {}, element(document, "strong", {}, "No data. "), why),
    element(document, "p", {}, remedy),
    tables.length === 0
      ? null
      : element(document, "p", { class: "missing-tables" }, `Missing: ${tables.join(", ")}`),
  );
}

function drawAnnotations(annotations: readonly Annotation[], document: Document): HTMLElement {
  const items = annotations.map(({ day, label, kind, href }) =>
    element(
      document,
      "li",
      { class: `annotation-${kind}` },
      element(document, "time", { datetime: day }, formatDay(day)),
      " ",
      href === undefined || href === "" ? label : element(document, "a", { href }, label),
    ),
  );
  return element(
    document,
    "details",
    { class: "annotations" },
    element(document, "summary", {}, `${items.length} ${items.length === 1 ? "event" : "events"} marked`),
    element(document, "ol", {}, ...items),
  );
}
