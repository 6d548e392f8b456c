import { formatCount, formatDay, formatPercent } from "../../lib/format/index.js";
import type { PublishedColumn, PublishedTable, TableManifest } from "../../lib/sql/table-manifest.js";

/**
 * The published tables with their columns, what these mean and hold.
 *
 * @param onName called with the name that the reader wants in the query
 */
export function schemaBrowser(
  { tables, missing, tooLarge }: TableManifest,
  onName: (name: string) => void,
): HTMLElement {
  const element = document.createElement("nav");
  element.className = "schema-browser";
  element.setAttribute("aria-label", "Tables");
  element.append(...tables.map((table) => tableEntry(table, onName)));
  const left = [
    ...(tooLarge.length > 0
      ? [
          `Too large for a browser, ask them where the data lie: ${tooLarge.map(({ name, rows }) => `${name} (${formatCount(rows)} rows)`).join(", ")}.`,
        ]
      : []),
    ...(missing.length > 0 ? [`Not in this source: ${missing.join(", ")}.`] : []),
  ];
  element.append(
    ...left.map((text) => {
      const line = document.createElement("p");
      line.className = "absent";
      line.textContent = text;
      return line;
    }),
  );
  return element;
}

function tableEntry(table: PublishedTable, onName: (name: string) => void): HTMLElement {
  const entry = document.createElement("details");
  const summary = document.createElement("summary");
  const rows = document.createElement("span");
  rows.textContent = formatCount(table.rows);
  summary.append(table.name, " ", rows);
  entry.append(summary);
  entry.addEventListener(
    "toggle",
    () => {
      const about = document.createElement("p");
      about.textContent = `${table.about}${spanText(table)}`;
      const list = document.createElement("ul");
      list.append(...table.columns.map((column) => columnEntry(column, table.rows, onName)));
      entry.append(about, list);
    },
    { once: true },
  );
  return entry;
}

function columnEntry(column: PublishedColumn, rows: number, onName: (name: string) => void): HTMLElement {
  const item = document.createElement("li");
  const name = document.createElement("button");
  name.type = "button";
  name.textContent = column.name;
  name.title = "Put into the query";
  name.addEventListener("click", () => onName(column.name));
  const type = document.createElement("code");
  type.textContent = column.type.toLowerCase();
  const facts = document.createElement("p");
  facts.textContent = [column.about, statistics(column, rows)].filter(Boolean).join(" ");
  item.append(name, " ", type, facts);
  return item;
}

function statistics({ missing, distinct, least, greatest }: PublishedColumn, rows: number): string {
  if (rows === 0) return "No rows.";
  if (missing === rows) return "Never recorded.";
  return [
    `About ${formatCount(distinct)} distinct`,
    ...(least === null ? [] : [least === greatest ? `always ${least}` : `${least} to ${greatest ?? ""}`]),
    ...(missing > 0 ? [`${formatPercent(missing / rows)} not recorded`] : []),
  ]
    .join("; ")
    .concat(".");
}

function spanText({ files }: PublishedTable): string {
  const spans = files.flatMap(({ span }) => span ?? []);
  const [first] = spans;
  const last = spans.at(-1);
  return first && last
    ? ` In ${formatCount(files.length)} files, ${formatDay(first.from)} to ${formatDay(last.to)}.`
    : "";
}
