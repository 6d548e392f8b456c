import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createGzip } from "node:zlib";
import { buffer } from "node:stream/consumers";
import type {
  PublishedColumn,
  PublishedTable,
  TableFile,
  TableManifest,
} from "../../../src/lib/sql/table-manifest.js";
import { platformText } from "../../../src/lib/text/index.js";
import type { Engine } from "../../engine/engine.js";
import type { ArtifactFolder } from "../write-artifacts.js";
import { meaningOf, missingTables, tablesToPublish, type TableToPublish } from "./published-tables.js";

/** Tables of more rows are parted by time, into files of whole months that hold at least as many. */
const rowsInFile = 300_000;

const longestText = 60;

export interface PublishTablesOptions {
  readonly engine: Engine;
  readonly folder: ArtifactFolder;
  readonly present: ReadonlySet<string>;
  /** Time column of `explore_rows`; null where there are none. */
  readonly exploreTime: string | null;
  readonly runId: string;
  readonly simulated: boolean;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes every table as DuckDB files for SQL in the browser, a large one by month. Equal rows give equal bytes: they are written
 * in a total order, by one thread, and without FSST, whose symbol tables are drawn by chance.
 */
export async function publishTables(options: PublishTablesOptions): Promise<TableManifest> {
  const { engine } = options;
  const work = await mkdtemp(join(tmpdir(), "shrike-tables-"));
  await engine.execute("SET threads = 1; SET disabled_compression_methods = 'fsst'");
  try {
    const tables: PublishedTable[] = [];
    const packing: Promise<void>[] = [];
    for (const table of tablesToPublish(options.present, options.exploreTime)) {
      options.signal?.throwIfAborted();
      tables.push(await publishTable(options, table, work, packing));
    }
    await Promise.all(packing);
    return {
      version: options.runId.slice(0, 12),
      simulated: options.simulated,
      missing: missingTables(options.present),
      tables,
    };
  } finally {
    await engine.execute("RESET disabled_compression_methods; RESET threads");
    await rm(work, { recursive: true, force: true });
  }
}

async function publishTable(
  { engine, folder }: PublishTablesOptions,
  { name, about, time, order }: TableToPublish,
  work: string,
  packing: Promise<void>[],
): Promise<PublishedTable> {
  const [counted] = await engine.query<{ n: number }>(`SELECT count(*) AS n FROM ${name}`);
  const rows = counted?.n ?? 0;
  const parted = time !== null && rows > rowsInFile ? time : null;
  const files: TableFile[] = [];
  for (const { span, n } of parted === null ? [{ span: null, n: rows }] : await spans(engine, name, parted)) {
    const file = `table-${name}${span === null ? "" : `-${span.from.slice(0, 7)}`}.bin`;
    const path = join(work, file);
    await engine.execute(`ATTACH '${path.replaceAll("'", "''")}' AS published (READ_WRITE)`);
    try {
      await engine.execute(
        `CREATE TABLE published.${name} AS SELECT * FROM ${name} ${parted === null ? "" : spanCondition(parted, span)}
         ORDER BY ${order.length > 0 ? order.join(", ") : "ALL"}`,
      );
    } finally {
      await engine.execute("DETACH published");
    }
    packing.push(
      buffer(createReadStream(path).pipe(createGzip({ level: 4 }))).then((packed) =>
        folder.write(file, packed),
      ),
    );
    files.push({ path: `data/${file}`, span, rows: n });
  }
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

function spanCondition(time: string, span: TableFile["span"]): string {
  return span === null
    ? `WHERE ${time} IS NULL`
    : `WHERE ${time} >= TIMESTAMP '${span.from} 00:00:00' AND ${time} < TIMESTAMP '${span.to} 00:00:00' + INTERVAL 1 DAY`;
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
