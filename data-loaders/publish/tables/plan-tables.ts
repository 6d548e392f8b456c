import type {
  PublishedColumn,
  PublishedTable,
  TableFile,
  TableManifest,
} from "../../../src/lib/sql/table-manifest.js";
import { platformText } from "../../../src/lib/text/index.js";
import type { Engine } from "../../engine/engine.js";
import { meaningOf, missingTables, tablesToPublish, type TableToPublish } from "./published-tables.js";

/** Tables of more rows are parted by time, into files of whole months that hold at least as many. */
const rowsInFile = 300_000;

/** Tables of more rows are left out: their files would be gigabytes, which no browser's database holds. */
const defaultMostRows = 20_000_000;

const longestText = 60;

export interface PlanTablesOptions {
  readonly engine: Engine;
  readonly present: ReadonlySet<string>;
  /** Time column of `explore_rows`, which must be there unless this is null. */
  readonly exploreTime: string | null;
  readonly runId: string;
  readonly simulated: boolean;
  /** Rows beyond which a table is left out; 20 million unless told. */
  readonly mostRows?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Settles which tables are published for SQL in the browser, in which files, and what their columns hold. */
export async function planTables({
  engine,
  present,
  exploreTime,
  runId,
  simulated,
  mostRows = defaultMostRows,
  signal,
}: PlanTablesOptions): Promise<TableManifest> {
  const tables: PublishedTable[] = [];
  const tooLarge: { name: string; rows: number }[] = [];
  for (const table of tablesToPublish(present, exploreTime)) {
    signal?.throwIfAborted();
    const { name } = table;
    const [counted] = await engine.query<{ n: number }>(`SELECT count(*) AS n FROM ${name}`);
    const rows = counted?.n ?? 0;
    if (rows > mostRows) tooLarge.push({ name, rows });
    else tables.push(await planTable(engine, table, rows));
  }
  return { version: runId.slice(0, 12), simulated, missing: missingTables(present), tooLarge, tables };
}

async function planTable(
  engine: Engine,
  { name, about, time }: TableToPublish,
  rows: number,
): Promise<PublishedTable> {
  const parted = time !== null && rows > rowsInFile ? time : null;
  const parts = parted === null ? [{ span: null, n: rows }] : await spans(engine, name, parted);
  const files: TableFile[] = parts.map(({ span, n }) => ({
    path: `data/table-${name}${span === null ? "" : `-${span.from.slice(0, 7)}`}.bin`,
    span,
    rows: n,
  }));
  return { name, about, rows, time: parted, columns: await columnsOf(engine, name), files };
}

interface Span {
  readonly span: TableFile["span"];
  readonly n: number;
}

/** Consecutive months put together until they hold enough rows; rows without a time make one of their own. */
async function spans(engine: Engine, table: string, time: string): Promise<Span[]> {
  const months = await engine.query<{ from: string | null; to: string | null; n: number }>(
    `SELECT @date_text(@day(@trunc('month', ${time}))) AS "from", @date_text(last_day(@day(max(${time})))) AS "to", count(*) AS n
     FROM ${table} GROUP BY @trunc('month', ${time}) ORDER BY 1 NULLS LAST`,
  );
  const found: Span[] = [];
  for (const { from, to, n } of months) {
    const last = found.at(-1);
    if (from === null || to === null) found.push({ span: null, n });
    else if (last?.span && last.n < rowsInFile)
      found[found.length - 1] = { span: { from: last.span.from, to }, n: last.n + n };
    else found.push({ span: { from, to }, n });
  }
  return found;
}

async function columnsOf(engine: Engine, table: string): Promise<PublishedColumn[]> {
  const described = await engine.query<{ column_name: string; column_type: string }>(`DESCRIBE ${table}`);
  const parts = described.flatMap(({ column_name: name }, at) => [
    `count(*) - count(${quoted(name)}) AS missing_${at}`,
    `least(approx_count_distinct(${quoted(name)}), count(${quoted(name)})) AS distinct_${at}`,
    `@text(min(${quoted(name)})) AS least_${at}`,
    `@text(max(${quoted(name)})) AS greatest_${at}`,
  ]);
  const [values = {}] = await engine.query<Record<string, string | number | null>>(
    `SELECT ${parts.join(", ")} FROM ${table}`,
  );
  const text = (key: string): string | null => {
    const value = values[key];
    return typeof value === "string" ? platformText(value, longestText) : null;
  };
  return described.map(({ column_name: name, column_type: type }, at) => ({
    name,
    type,
    about: meaningOf(table, name),
    missing: Number(values[`missing_${at}`] ?? 0),
    distinct: Number(values[`distinct_${at}`] ?? 0),
    least: text(`least_${at}`),
    greatest: text(`greatest_${at}`),
  }));
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
