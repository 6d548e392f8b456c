import { createHash } from "node:crypto";
import type { Engine } from "../engine/engine.js";
import type { TableRead } from "./stage.js";

/**
 * A relation whose rows are fingerprinted by the day that they bear on. Stages that read a table in the same
 * way share one.
 */
export interface InputView {
  /** Hash of all that defines it. */
  readonly id: string;
  readonly read: TableRead;
  /** Every table that its relation names. */
  readonly tables: readonly string[];
}

/** The rows of one day of an input: how many, and a sum of their hashes that no order of rows changes. */
export interface DayFingerprint {
  readonly view: string;
  /** Null for rows that belong to no one day, and for inputs read as a whole. */
  readonly day: string | null;
  readonly rows: number;
  readonly fingerprint: string;
}

export function inputView(read: TableRead, knownTables: Iterable<string>): InputView {
  const { table, from = table, day = null, columns = null } = read;
  const words = new Set(from.match(/\w+/g) ?? []);
  return {
    id: shortHash(JSON.stringify([table, from, day, columns])),
    read,
    tables: [...knownTables].filter((name) => words.has(name)).sort(),
  };
}

/** First 32 hexadecimal digits of the SHA-256. */
export function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}

/**
 * Brings a view's day fingerprints up to date, unless the tables that it reads are those that they were taken from.
 *
 * @param versions identifies the present content of each table
 */
export async function fingerprintView(
  engine: Engine,
  view: InputView,
  versions: ReadonlyMap<string, string>,
): Promise<void> {
  const version = view.tables.map((table) => `${table}=${versions.get(table) ?? "absent"}`).join(" ");
  const [known] = await engine.query<{ version: string }>("SELECT version FROM input_views WHERE view = $1", [
    view.id,
  ]);
  if (known?.version === version) return;
  await engine.transaction(async () => {
    await engine.execute("DELETE FROM input_days WHERE view = $1", [view.id]);
    await engine.execute("DELETE FROM input_views WHERE view = $1", [view.id]);
    await engine.execute(
      `INSERT INTO input_days (view, day, rows, fingerprint) ${await fingerprintQuery(engine, view)}`,
    );
    await engine.execute("INSERT INTO input_views (view, version) VALUES ($1, $2)", [view.id, version]);
  });
}

async function fingerprintQuery(engine: Engine, { id, read }: InputView): Promise<string> {
  const { table, from = `"${table}"`, day, columns = await columnsOf(engine, table) } = read;
  const hashed = columns.map((column) => `"${table}"."${column}"`).join(", ");
  return `SELECT '${id}', ${day === undefined ? "CAST(NULL AS DATE)" : day} AS day, count(*),
    CAST(sum(CAST(hash(${hashed}) AS HUGEINT)) AS VARCHAR) FROM ${from} GROUP BY 2`;
}

/** Columns of a table in the warehouse, in order of their names, so that their order in a file means nothing. */
export async function columnsOf(engine: Engine, table: string): Promise<string[]> {
  const rows = await engine.query<{ name: string }>(
    "SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'main' AND table_name = $1 ORDER BY 1",
    [table],
  );
  return rows.map(({ name }) => name);
}

/** How a table that is not there is told from one that is empty. */
const absent = "absent";

/** The present fingerprints of all that a stage reads, in order of view and day. */
export async function presentInputs(
  engine: Engine,
  views: readonly InputView[],
  tables: ReadonlySet<string>,
): Promise<DayFingerprint[]> {
  const present: DayFingerprint[] = [];
  for (const view of views) {
    if (tables.has(view.read.table))
      present.push(
        ...(await engine.query<DayFingerprint>(
          "SELECT view, day, rows, fingerprint FROM input_days WHERE view = $1 ORDER BY day NULLS FIRST",
          [view.id],
        )),
      );
    else present.push({ view: view.id, day: null, rows: 0, fingerprint: absent });
  }
  return present;
}

/** The fingerprints that a stage last computed from. */
export function consumedInputs(engine: Engine, stage: string): Promise<DayFingerprint[]> {
  return engine.query<DayFingerprint>(
    "SELECT view, day, rows, fingerprint FROM stage_inputs WHERE stage = $1 ORDER BY view, day NULLS FIRST",
    [stage],
  );
}

/** Notes what a stage has computed from; within the stage's transaction. */
export async function consumeInputs(
  engine: Engine,
  stage: string,
  views: readonly InputView[],
  tables: ReadonlySet<string>,
): Promise<void> {
  await engine.execute("DELETE FROM stage_inputs WHERE stage = $1", [stage]);
  for (const view of views)
    if (tables.has(view.read.table))
      await engine.execute(
        "INSERT INTO stage_inputs (stage, view, day, rows, fingerprint) SELECT $1, view, day, rows, fingerprint FROM input_days WHERE view = $2",
        [stage, view.id],
      );
    else
      await engine.execute("INSERT INTO stage_inputs VALUES ($1, $2, NULL, 0, $3)", [stage, view.id, absent]);
}

/** Days, with their view, whose fingerprints differ. */
export function changedDays(
  present: readonly DayFingerprint[],
  consumed: readonly DayFingerprint[],
): { view: string; day: string | null }[] {
  const key = ({ view, day }: DayFingerprint): string => `${view} ${day ?? ""}`;
  const content = ({ rows, fingerprint }: DayFingerprint): string => `${rows} ${fingerprint}`;
  const before = new Map(consumed.map((row) => [key(row), content(row)]));
  const now = new Map(present.map((row) => [key(row), content(row)]));
  return [
    ...present.filter((row) => before.get(key(row)) !== content(row)),
    ...consumed.filter((row) => !now.has(key(row))),
  ].map(({ view, day }) => ({ view, day }));
}
