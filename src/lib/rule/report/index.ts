export { type MaskedRule, type ReportContext } from "./context.js";
export { readShared, type ReportRow, type Shared } from "./kinds.js";
export { type Conditions, latestDays, latestHits } from "./latest-hits.js";
export { packAccounts, type ReportTables } from "./pack.js";
export { readReport, type ReportRows, type ReportScope } from "./read-report.js";
export type { LabelCounts, LiveChange, Overlap, RuleReport, SampleHit, Segment } from "./report.js";
export {
  accountsDrawn,
  hitQuery,
  hitRows,
  type HitTables,
  type ReportSubject,
  type ReportQueries,
  reportQueries,
} from "./queries.js";
