import {
  readKinds,
  readReport,
  reportQueries,
  type ReportContext,
  type ReportRow,
  type ReportScope,
  type ReportSubject,
  type RuleReport,
} from "../../../src/lib/rule/report/index.js";
import type { Engine } from "../../engine/engine.js";
import { backtestTables } from "./prepare.js";

/** Runs a report's queries over `backtest_accounts` and `backtest_hits`. */
export async function runReport(
  engine: Engine,
  subject: ReportSubject,
  context: ReportContext,
  scope: ReportScope,
  days: string,
): Promise<RuleReport> {
  const queries = reportQueries(subject, context, backtestTables);
  const rows = (query: string): Promise<ReportRow[]> => engine.query<ReportRow>(query);
  return readReport(
    {
      kinds: readKinds(await rows(queries.kinds), context),
      totals: await rows(queries.totals),
      figures: await rows(queries.figures),
      days: await rows(days),
      segments: await rows(queries.segments),
      sample: await rows(queries.sample),
    },
    subject,
    scope,
    context,
  );
}
