import {
  accountsDrawn,
  readReport,
  readShared,
  reportQueries,
  type HitTables,
  type ReportContext,
  type ReportRow,
  type ReportRows,
  type ReportScope,
  type ReportSubject,
  type RuleReport,
} from "../../../src/lib/rule/report/index.js";
import type { Engine } from "../../engine/engine.js";
import { backtestTables } from "./prepare.js";

/** What reports of every rule over the same accounts begin with. */
export type ReportBasis = Pick<ReportRows, "shared" | "totals">;

export async function reportBasis(
  engine: Engine,
  context: ReportContext,
  tables: HitTables = backtestTables,
): Promise<ReportBasis> {
  const { kinds, segments, totals } = reportQueries(tables);
  return {
    shared: readShared(
      await engine.query<ReportRow>(kinds),
      await engine.query<ReportRow>(segments),
      context,
    ),
    totals: await engine.query<ReportRow>(totals),
  };
}

export interface RunReportOptions {
  readonly subject: ReportSubject;
  readonly context: ReportContext;
  readonly scope: ReportScope;
  readonly basis: ReportBasis;
  /** Query of hits by day. */
  readonly days: string;
  /** Those of a backtest unless told. */
  readonly tables?: HitTables;
}

/** Runs a report's queries over tables of accounts and hits. */
export async function runReport(
  engine: Engine,
  { subject, context, scope, basis, days, tables = backtestTables }: RunReportOptions,
): Promise<RuleReport> {
  const queries = reportQueries(tables);
  const sample = await engine.query<ReportRow>(queries.sample);
  const drawn = await engine.query<{ draw: number; account_id: string }>(
    accountsDrawn(
      tables.accounts,
      sample.map(({ draw }) => Number(draw)),
    ),
  );
  return readReport(
    {
      ...basis,
      figures: await engine.query<ReportRow>(queries.figures),
      days: await engine.query<ReportRow>(days),
      sample,
      accounts: new Map(drawn.map(({ draw, account_id }) => [draw, account_id])),
    },
    subject,
    scope,
    context,
  );
}
