import type { AsyncDuckDBConnection } from "npm:@duckdb/duckdb-wasm";
import type { Candidate } from "../../lib/rule/lab/candidate.js";
import { labTables } from "../../lib/rule/lab/lab-tables.js";
import type { RuleLab } from "../../lib/rule/lab/manifest.js";
import {
  accountsDrawn,
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
  /** Features and days that `lab_now` holds, and how many accounts of each kind. */
  held: {
    readonly columns: readonly string[];
    readonly range: string;
    readonly totals: readonly ReportRow[];
  };
}

const held = { ...labTables, accounts: "lab_now", hits: "lab_hits" };
const queries = reportQueries(held);
const fixed = "draw, day, kind, segment, weight_micro, weight_squared_milli";

/**
 * Measures candidates on the published accounts. The features that a candidate names are copied into memory once, so that each
 * question after the first reads nothing but them.
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
    const ask = (sql: string): Promise<ReportRow[]> => answers(session, sql);
    await ask(
      `CREATE OR REPLACE TEMP TABLE ${held.hits} AS ${latestHits(held.accounts, candidate.conditions)}`,
    );
    const figures = await ask(queries.figures);
    const days = await ask(latestDays(held.hits));
    const sample = await ask(queries.sample);
    await this.#name(
      sample.map(({ draw }) => Number(draw)),
      ask,
    );
    return readReport(
      {
        shared: session.shared,
        totals: session.held.totals,
        figures,
        days,
        sample,
        accounts: this.#names,
      },
      candidate.subject,
      candidate.scope,
      this.#lab.context,
    );
  }

  async #ready({ columns, scope }: Candidate, onStep: OnStep): Promise<Session> {
    if (this.#session === undefined || this.#session.engine.dead) this.#session = await this.#open(onStep);
    const session = this.#session;
    const range = `${scope.from} ${scope.to}`;
    const lacking = columns.filter((column) => !session.held.columns.includes(column));
    if (lacking.length === 0 && session.held.range === range) return session;
    onStep("Reading the accounts", 1);
    const wanted = session.held.range === range ? [...session.held.columns, ...lacking] : columns;
    const selected = [fixed, ...wanted.map((column) => `"${column.replaceAll('"', '""')}"`)].join(", ");
    await answers(
      session,
      `CREATE OR REPLACE TEMP TABLE ${held.accounts} AS SELECT ${selected} FROM ${labTables.accounts}
       WHERE day BETWEEN DATE '${scope.from}' AND DATE '${scope.to}' ORDER BY draw`,
    );
    session.held = { columns: wanted, range, totals: await answers(session, queries.totals) };
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
      held: { columns: [], range: "", totals: [] },
    };
  }

  async #name(draws: readonly number[], ask: (sql: string) => Promise<ReportRow[]>): Promise<void> {
    const unknown = draws.filter((draw) => !this.#names.has(draw));
    if (unknown.length === 0) return;
    for (const { draw, account_id: account } of await ask(accountsDrawn(labTables.accounts, unknown)))
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
