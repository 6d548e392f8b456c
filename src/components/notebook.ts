import { formatPercent } from "../lib/format/index.js";
import type { ChartChoice } from "../lib/sql/chart-choice.js";
import { tablesNamed } from "../lib/sql/statement.js";
import type { TableManifest } from "../lib/sql/table-manifest.js";
import { platformText } from "../lib/text/index.js";
import { chartEditor } from "./sql/chart-editor.js";
import { Database } from "./sql/database.js";
import { engineFiles, tableManifest } from "./sql/engine-files.js";
import { rowsOf, type QueryResult, type Value } from "./sql/query-result.js";
import { sortableTable } from "./sql/sortable-table.js";

export { formatCount, formatDay, formatInterval, formatNumber, formatPercent } from "../lib/format/index.js";
export { hajekRatio as weightedShare } from "../lib/statistics/hajek-ratio.js";
export { share } from "../lib/statistics/wilson.js";

/** A row of a result, by the names of its columns. */
export type Row = Readonly<Record<string, Value>>;

/** What a query gives where the source lacks tables that it names. */
export interface MissingResult {
  readonly missing: readonly string[];
}

let database: Promise<Database> | undefined;

/** The database that all cells of a page share. */
function open(): Promise<Database> {
  database ??= tableManifest.json().then((manifest) => new Database(manifest as TableManifest, engineFiles));
  return database;
}

/**
 * Runs a query over the published tables.
 *
 * @returns the result, or the tables that it names and the source does not have
 * @throws QueryError where the query is wrong: the cell then shows why
 */
export async function query(sql: string): Promise<QueryResult | MissingResult> {
  const tables = await open();
  const missing = tablesNamed(sql, tables.manifest.missing);
  return missing.length > 0 ? { missing } : tables.run(sql);
}

/**
 * Makes the output of a loader of one's own a table that queries can name: CSV, Arrow IPC or Parquet.
 *
 * @param attachment Framework's FileAttachment of it
 */
export async function ownTable(name: string, attachment: { readonly href: string }): Promise<void> {
  (await open()).own(name, async () => {
    const response = await fetch(attachment.href);
    if (!response.ok) throw new Error(`${name}: the server answered ${response.status}`);
    return response.blob();
  });
}

/** A value as it stands inside a query: texts quoted, unknown as NULL. */
export function literal(value: Value): string {
  if (value === null) return "NULL";
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}

/** The rows of a result as objects; none where tables are missing. */
export async function rows(
  asked: Promise<QueryResult | MissingResult> | QueryResult | MissingResult,
): Promise<Row[]> {
  const result = await asked;
  if ("missing" in result) return [];
  const names = result.columns.map(({ name }) => name);
  return rowsOf(await result.table()).map((row) =>
    Object.fromEntries(row.map((value, at) => [names[at] ?? "", value])),
  );
}

/** The rows of a result as a table that scrolls and sorts. */
export async function show(
  asked: Promise<QueryResult | MissingResult> | QueryResult | MissingResult,
): Promise<HTMLElement> {
  const result = await asked;
  return "missing" in result ? missingBox(result) : sortableTable(result);
}

/**
 * A sentence made from a row of figures.
 *
 * @returns a sentence that says so where there is no row
 */
export function say(row: Row | undefined, sentence: (row: Row) => string): HTMLElement {
  const element = document.createElement("p");
  element.className = "notebook-answer";
  element.textContent =
    row === undefined
      ? "No data: the source lacks the tables, or the rows, for this."
      : platformText(sentence(row), 600);
  return element;
}

/** Change from one count to another in words: "up 12 %", "down 3 %", "unchanged"; "none before" where there was nothing. */
export function changeText(now: Value, before: Value): string {
  const [to, from] = [Number(now), Number(before)];
  if (from === 0) return "none before";
  if (to === from) return "unchanged";
  return `${to > from ? "up" : "down"} ${formatPercent(Math.abs(to - from) / from)}`;
}

/** A chart of a result that its reader can change. */
export async function chart(
  asked: Promise<QueryResult | MissingResult> | QueryResult | MissingResult,
): Promise<HTMLElement> {
  const result = await asked;
  return "missing" in result ? missingBox(result) : chartEditor(result);
}

/** A chart of rows, drawn as told. */
export async function figure(
  title: string,
  data: readonly Row[],
  choice: Partial<ChartChoice> & Pick<ChartChoice, "mark" | "x">,
): Promise<HTMLElement> {
  const { drawResultChart } = await import("../charts/result-chart.js");
  const element = document.createElement("figure");
  element.className = "notebook-figure";
  const caption = document.createElement("figcaption");
  caption.textContent = title;
  element.append(caption);
  const [first] = data;
  if (first === undefined) {
    element.append("No rows to draw.");
    return element;
  }
  const columns = Object.keys(first).map((name) => ({ name, type: typeOf(data, name) }));
  const drawn = drawResultChart(
    { columns, rows: data.map((row) => columns.map(({ name }) => row[name] ?? null)) },
    { y: null, series: null, ...choice },
    title,
    {
      document,
      width: Math.min(1000, Math.max(320, (document.querySelector("main")?.clientWidth ?? 700) - 40)),
      interactive: true,
    },
  );
  element.append(drawn);
  return element;
}

function typeOf(data: readonly Row[], name: string): string {
  const value = data.find((row) => row[name] !== null)?.[name];
  if (typeof value === "number") return "DOUBLE";
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}/.test(value) ? "DATE" : "VARCHAR";
}

function missingBox({ missing }: MissingResult): HTMLElement {
  const box = document.createElement("div");
  box.className = "missing";
  box.textContent = `No data: this source has no ${missing.join(", no ")}. Add ${missing.map((name) => `${name}.sql`).join(" and ")} to it.`;
  return box;
}
