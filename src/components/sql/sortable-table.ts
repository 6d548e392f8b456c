import { nextSort } from "../../lib/view/list-choice.js";
import type { QueryResult } from "./query-result.js";
import { resultTable } from "./result-table.js";

/** The rows as a table that is sorted by pressing a heading: up, down, and as they came. */
export function sortableTable(result: QueryResult): HTMLElement {
  const holder = document.createElement("div");
  const show = (rows: QueryResult, sort: { column: number; descending: boolean } | null): void =>
    holder.replaceChildren(
      resultTable(rows, sort, (column) => {
        const next = nextSort(sort, column);
        void (next === null ? Promise.resolve(result) : result.sorted(next.column, next.descending)).then(
          (sorted) => show(sorted, next),
        );
      }),
    );
  show(result, null);
  return holder;
}
