import { formatCount, formatNumber, noData } from "../lib/format/index.js";
import type { TableView } from "../lib/view/page-view.js";
import { element } from "./dom.js";

/** Rows that a table shows at first sight; all of them are in the downloads. */
const shownRows = 400;

/** The values of a figure as a table, for readers who cannot see it or want the numbers. */
export function drawTable(table: TableView, caption: string, document: Document): HTMLElement {
  const header = table.columns.map(({ label, type }) =>
    element(document, "th", { scope: "col", class: classOf(type) }, label),
  );
  const rows = table.rows
    .slice(0, shownRows)
    .map((row) =>
      element(
        document,
        "tr",
        {},
        ...row.map((value, index) =>
          element(document, "td", { class: classOf(table.columns[index]?.type) }, cellText(value)),
        ),
      ),
    );
  const more =
    table.rows.length > shownRows
      ? `The first ${formatCount(shownRows)} of ${formatCount(table.rows.length)} rows; the downloads hold all.`
      : null;
  return element(
    document,
    "div",
    { class: "table-scroll", tabindex: "0", role: "region", "aria-label": `Table: ${caption}` },
    element(
      document,
      "table",
      {},
      element(document, "caption", {}, more ?? caption),
      element(document, "thead", {}, element(document, "tr", {}, ...header)),
      element(document, "tbody", {}, ...rows),
    ),
  );
}

/** Numbers stand to the right; days are not broken. */
function classOf(type: TableView["columns"][number]["type"] | undefined): string | null {
  return type === "number" || type === "date" ? type : null;
}

function cellText(value: string | number | boolean | null): string {
  if (value === null) return noData;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return Number.isInteger(value) ? formatCount(value) : formatNumber(value);
  return value;
}
