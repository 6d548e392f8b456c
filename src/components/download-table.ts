import { csvTable } from "../lib/text/csv.js";
import type { CardSpec, TableView } from "../lib/view/page-view.js";
import type { SiteFrame } from "../lib/view/site-frame.js";
import { saveFile } from "./save-file.js";

/** Saves a chart's table as CSV; cells that a spreadsheet would take for formulas are guarded. */
export function downloadCsv(card: CardSpec, name: string, frame: SiteFrame): string {
  const { columns, rows } = tableOf(card, frame);
  const text = csvTable(
    columns.map((column) => column.name),
    rows,
  );
  return saveFile(`${name}.csv`, new Blob([text], { type: "text/csv;charset=utf-8" }));
}

/** Saves a chart's table as Parquet. */
export async function downloadParquet(card: CardSpec, name: string, frame: SiteFrame): Promise<string> {
  const { parquetWriteBuffer } = await import("npm:hyparquet-writer");
  const { columns, rows } = tableOf(card, frame);
  const columnData = columns.map((column, index) => {
    const values = rows.map((row) => row[index] ?? null);
    if (column.type === "number") return { name: column.name, data: values, type: "DOUBLE" as const };
    if (column.type === "boolean") return { name: column.name, data: values, type: "BOOLEAN" as const };
    return {
      name: column.name,
      data: values.map((value) => (value === null ? null : String(value))),
      type: "STRING" as const,
    };
  });
  return saveFile(
    `${name}.parquet`,
    new Blob([parquetWriteBuffer({ columnData })], { type: "application/vnd.apache.parquet" }),
  );
}

/** The table, with a column that says so where the data is simulated. */
function tableOf({ table, title }: CardSpec, { source }: SiteFrame): TableView {
  if (table === null) throw new Error(`"${title}" has no table`);
  if (!source.simulated || table.exact === true) return table;
  return {
    columns: [...table.columns, { name: "data", label: "Data", type: "text" }],
    rows: table.rows.map((row) => [...row, "simulated"]),
  };
}
