import type { ListFilter, ListView } from "../lib/view/list-view.js";
import { element } from "./dom.js";
import { drawListCell } from "./list-cells.js";

/**
 * A list to look through, with all of its rows. The controls are drawn too, hidden until a script is there to work them
 * (`src/components/list.ts`).
 */
export function drawList(
  { columns, rows, filters, noun }: ListView,
  caption: string,
  document: Document,
): HTMLElement {
  return element(
    document,
    "div",
    { class: "list-view" },
    drawControls(filters, noun, document),
    element(
      document,
      "div",
      { class: "list-scroll", tabindex: "0", role: "region", "aria-label": `Table: ${caption}` },
      element(
        document,
        "table",
        {},
        element(document, "caption", { class: "visually-hidden" }, caption),
        element(
          document,
          "thead",
          {},
          element(
            document,
            "tr",
            {},
            ...columns.map(({ key, label, kind, wide }) =>
              element(
                document,
                "th",
                { scope: "col", class: wide === true ? `${kind} wide` : kind, "data-key": key },
                label,
              ),
            ),
          ),
        ),
        element(
          document,
          "tbody",
          {},
          ...rows.map(({ cells, facets, search }) =>
            element(
              document,
              "tr",
              { "data-facets": JSON.stringify(facets), "data-search": search },
              ...cells.map((cell, at) => {
                const drawn = drawListCell(cell, document);
                if (columns[at]?.wide === true) drawn.classList.add("wide");
                return drawn;
              }),
            ),
          ),
        ),
      ),
    ),
  );
}

function drawControls(
  filters: readonly ListFilter[],
  [one, many]: ListView["noun"],
  document: Document,
): HTMLElement {
  const search = element(document, "input", {
    type: "search",
    name: "q",
    maxlength: "200",
    autocomplete: "off",
  });
  return element(
    document,
    "form",
    {
      class: "list-controls",
      hidden: "",
      "aria-label": `Filters of the ${many}`,
      "data-one": one,
      "data-many": many,
    },
    element(document, "label", {}, "Search", search),
    ...filters.map(({ key, label, options }) =>
      element(
        document,
        "label",
        {},
        label,
        element(
          document,
          "select",
          { name: key },
          element(document, "option", { value: "" }, "all"),
          ...options.map(({ value, label: text }) => element(document, "option", { value }, text)),
        ),
      ),
    ),
    element(document, "button", { type: "reset", hidden: "" }, "Reset"),
    element(document, "output", { "aria-live": "polite" }),
  );
}
