import { formatCount } from "../../lib/format/index.js";
import { measureOf } from "../../lib/sql/chart-choice.js";
import { platformText } from "../../lib/text/index.js";
import { sortHeading } from "../sort-heading.js";
import type { QueryResult, Value } from "./query-result.js";

const rowHeight = 28;
const chunkRows = 200;
const overscan = 6;
/** Browsers draw no element taller than some 16 million pixels: beyond, one pixel scrolls more than one. */
const tallest = 12_000_000;
const keptChunks = 30;
/** Height of the window onto the rows, in pixels. */
const mostShown = 420;

/**
 * A table of a result's rows of which only those on the screen exist: they are fetched as they are scrolled to. Texts are neutralised,
 * unknown values are said to be.
 *
 * @param onSort called with the column whose heading was pressed
 */
export function resultTable(
  result: QueryResult,
  sort: { readonly column: number; readonly descending: boolean } | null,
  onSort: (column: number) => void,
): HTMLElement {
  const element = document.createElement("div");
  element.className = "result-table";
  element.tabIndex = 0;
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", `Result, ${formatCount(result.rows)} rows`);
  const table = document.createElement("table");
  table.setAttribute("aria-rowcount", String(result.rows + 1));
  const head = table.createTHead().insertRow();
  head.setAttribute("aria-rowindex", "1");
  for (const [at, { name, type }] of result.columns.entries())
    head.append(heading(name, type, sort?.column === at ? sort : null, () => onSort(at)));
  for (const [at, { type }] of result.columns.entries())
    if (measureOf(type) === "number") head.cells[at]?.classList.add("number");
  const body = table.createTBody();
  const space = document.createElement("div");
  space.className = "result-space";
  element.append(table, space);

  const full = result.rows * rowHeight;
  const height = Math.min(full, tallest);
  space.style.height = `${height}px`;
  element.style.height = `${Math.min(mostShown, height + rowHeight + 2)}px`;
  const numeric = result.columns.map(({ type }) => measureOf(type) === "number");
  const chunks = new Map<number, Promise<Value[][]>>();
  let shown = "";
  let turn = 0;

  const chunk = (at: number): Promise<Value[][]> => {
    const known = chunks.get(at) ?? result.slice(at * chunkRows, (at + 1) * chunkRows);
    chunks.delete(at);
    chunks.set(at, known);
    if (chunks.size > keptChunks) chunks.delete(chunks.keys().next().value ?? 0);
    return known;
  };
  const draw = async (): Promise<void> => {
    const visible = element.clientHeight - rowHeight;
    const share = height <= visible ? 0 : element.scrollTop / (height - visible);
    const offset = full <= tallest ? element.scrollTop : share * (full - visible);
    const first = Math.max(0, Math.floor(offset / rowHeight) - overscan);
    const last = Math.min(result.rows, Math.ceil((offset + visible) / rowHeight) + overscan);
    if (shown === `${first} ${last}`) return;
    const mine = (turn += 1);
    const from = Math.floor(first / chunkRows);
    const parts = await Promise.all(
      Array.from({ length: Math.floor(Math.max(first, last - 1) / chunkRows) - from + 1 }, (_, at) =>
        chunk(from + at),
      ),
    );
    if (mine !== turn) return;
    shown = `${first} ${last}`;
    const rows = parts.flat().slice(first - from * chunkRows, last - from * chunkRows);
    body.replaceChildren(...rows.map((row, at) => tableRow(row, first + at, numeric)));
    body.style.transform = `translateY(${element.scrollTop + first * rowHeight - offset}px)`;
    if (first === 0) fixWidths(table);
  };
  element.addEventListener("scroll", () => void draw(), { passive: true });
  new ResizeObserver(() => void draw()).observe(element);
  return element;
}

function heading(
  name: string,
  type: string,
  sort: { readonly descending: boolean } | null,
  onSort: () => void,
): HTMLElement {
  const cell = document.createElement("th");
  sortHeading(cell, platformText(name, 60), sort, `${type}; press to sort`, onSort);
  return cell;
}

function tableRow(values: readonly Value[], at: number, numeric: readonly boolean[]): HTMLTableRowElement {
  const row = document.createElement("tr");
  row.setAttribute("aria-rowindex", String(at + 2));
  for (const [column, value] of values.entries()) {
    const cell = row.insertCell();
    if (value === null) {
      cell.className = "unknown";
      cell.textContent = "null";
    } else {
      if (numeric[column]) cell.className = "number";
      cell.textContent = typeof value === "string" ? platformText(value, 200) : String(value);
    }
  }
  return row;
}

/** Keeps the columns as wide as the first rows made them, so that they do not jump while scrolling. */
function fixWidths(table: HTMLTableElement): void {
  if (table.style.tableLayout === "fixed") return;
  const cells = [...(table.tHead?.rows[0]?.cells ?? [])];
  const widths = cells.map((cell) => Math.min(480, Math.max(60, cell.getBoundingClientRect().width)));
  for (const [at, cell] of cells.entries()) cell.style.width = `${widths[at] ?? 100}px`;
  table.style.width = `${widths.reduce((sum, width) => sum + width, 0)}px`;
  table.style.tableLayout = "fixed";
}
