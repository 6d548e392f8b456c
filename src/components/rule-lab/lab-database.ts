import type { AsyncDuckDBConnection } from "npm:@duckdb/duckdb-wasm";
import type { Candidate } from "../../lib/rule/lab/candidate.js";
import { labTables } from "../../lib/rule/lab/lab-tables.js";
import type { RuleLab } from "../../lib/rule/lab/manifest.js";
import {
  accountsDrawn,
  hitQuery,
  hitRows,
  latestDays,
  latestHits,
  readReport,
  readShared,
  reportQueries,
  type ReportRow,
  type RuleReport,
  type Shared,
} from "../../lib/rule/report/index.js";
import type { Database } from "../sql/database.js";
import type { Engine, OnStep } from "../sql/engine.js";
import { rowsOf } from "../sql/query-result.js";

/** What is kept in the database while one rule is tried. */
interface Session {
  readonly engine: Engine;
  readonly connection: AsyncDuckDBConnection;
  readonly shared: Shared;
  /** What `lab_now` was made for, the features that it holds, and how many accounts of each kind. */
  held: {
    readonly columns: readonly string[];
    readonly key: string;
    readonly totals: readonly ReportRow[];
  };
}

const held = { ...labTables, accounts: "lab_now", hits: "lab_hits" };
const queries = reportQueries(held);
/** Column of whether the running version matches. */
const runs = "lab_runs";
const fixed = "draw, day, kind, segment, weight_micro, weight_squared_milli";

/**
 * Measures candidates on the published accounts. The features that a candidate names are copied into memory once, with whether the
 * running version matches, so that each question after the first reads nothing but them.
 */
export class LabDatabase {
  readonly #lab: RuleLab;
  readonly #database: Database;
  readonly #names = new Map<number, string>();
  #session: Session | undefined;

  constructor(lab: RuleLab, database: Database) {
    this.#lab = lab;
    this.#database = database;
  }

  /** Gets everything ready that questions about a candidate need. */
  async prepare(candidate: Candidate, onStep: OnStep = () => undefined): Promise<void> {
    await this.#ready(candidate, onStep);
  }

  /** The candidate's report: the one that `shrike backtest` gives as `latest`. */
  async report(candidate: Candidate, onStep: OnStep = () => undefined): Promise<RuleReport> {
    const session = await this.#ready(candidate, onStep);
    const began = performance.now();
    const { candidate: condition, live } = candidate.conditions;
    const select = latestHits(held.accounts, { candidate: condition, live: live === null ? null : runs });
    const rows = hitRows(await answers(session, hitQuery(held, select, latestDays(held.hits))));
    await this.#name(
      session,
      rows.sample.map(({ draw }) => Number(draw)),
    );
    performance.measure("rule lab: queries", { start: began });
    return readReport(
      {
        shared: session.shared,
        totals: session.held.totals,
        ...rows,
        accounts: this.#names,
      },
      candidate.subject,
      candidate.scope,
      this.#lab.context,
    );
  }

  async #ready({ columns, scope, conditions }: Candidate, onStep: OnStep): Promise<Session> {
    if (this.#session === undefined || this.#session.engine.dead) this.#session = await this.#open(onStep);
    const session = this.#session;
    const key = [scope.from, scope.to, conditions.live].join(" ");
    const lacking = columns.filter((column) => !session.held.columns.includes(column));
    if (lacking.length === 0 && session.held.key === key) return session;
    onStep("Reading the accounts", 1);
    const wanted = session.held.key === key ? [...session.held.columns, ...lacking] : columns;
    const selected = [
      fixed,
      `coalesce(${conditions.live ?? "FALSE"}, FALSE) AS ${runs}`,
      ...wanted.map((column) => `"${column.replaceAll('"', '""')}"`),
    ].join(", ");
    await answers(
      session,
      `CREATE OR REPLACE TEMP TABLE ${held.accounts} AS SELECT ${selected} FROM ${labTables.accounts}
       WHERE day BETWEEN DATE '${scope.from}' AND DATE '${scope.to}' ORDER BY draw`,
    );
    session.held = { columns: wanted, key, totals: await answers(session, queries.totals) };
    return session;
  }

  async #open(onStep: OnStep): Promise<Session> {
    const { engine, connection } = await this.#database.open(Object.values(labTables), onStep);
    const opened = { engine, connection };
    return {
      ...opened,
      shared: readShared(
        await answers(opened, queries.kinds),
        await answers(opened, queries.segments),
        this.#lab.context,
      ),
      held: { columns: [], key: "", totals: [] },
    };
  }

  async #name(session: Session, draws: readonly number[]): Promise<void> {
    const unknown = draws.filter((draw) => !this.#names.has(draw));
    if (unknown.length === 0) return;
    for (const { draw, account_id: account } of await answers(
      session,
      accountsDrawn(labTables.accounts, unknown),
    ))
      this.#names.set(Number(draw), String(account));
  }
}

async function answers(
  { engine, connection }: Pick<Session, "engine" | "connection">,
  sql: string,
): Promise<ReportRow[]> {
  const table = await engine.alive(connection.query(sql));
  const names = table.schema.fields.map(({ name }) => name);
  return rowsOf(table).map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? null])));
}
