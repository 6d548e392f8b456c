import type { SumRow } from "../../../src/lib/metrics/definition.js";
import {
  readReport,
  reportQueries,
  type ReportContext,
  type ReportRows,
  type ReportScope,
  type ReportSubject,
  type RuleReport,
} from "../../../src/lib/rule/report/index.js";
import type { Engine } from "../../engine/engine.js";

/** Runs a report's queries over `backtest_accounts` and `backtest_hits`. */
export async function runReport(
  engine: Engine,
  subject: ReportSubject,
  context: ReportContext,
  scope: ReportScope,
  days: string,
): Promise<RuleReport> {
  const queries = reportQueries(subject, context, { accounts: "backtest_accounts", hits: "backtest_hits" });
  return readReport(
    {
      totals: await engine.query<SumRow>(queries.totals),
      figures: await engine.query<SumRow>(queries.figures),
      days: await engine.query<SumRow>(days),
      segments: await engine.query<SumRow>(queries.segments),
      sample: await engine.query<ReportRows["sample"][number]>(queries.sample),
    },
    scope,
    context,
  );
}
