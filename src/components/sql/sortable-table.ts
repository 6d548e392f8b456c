import type { QueryResult } from "./query-result.js";
import { resultTable } from "./result-table.js";

/** The rows as a table that is sorted by pressing a heading: up, down, and as they came. */
export function sortableTable(result: QueryResult): HTMLElement {
  const holder = document.createElement("div");
  const show = (rows: QueryResult, sort: { column: number; descending: boolean } | null): void =>
    holder.replaceChildren(
      resultTable(rows, sort, (column) => {
        const next =
          sort?.column !== column
            ? { column, descending: false }
            : sort.descending
              ? null
              : { column, descending: true };
        void (next === null ? Promise.resolve(result) : result.sorted(next.column, next.descending)).then(
          (sorted) => show(sorted, next),
        );
      }),
    );
  show(result, null);
  return holder;
}
