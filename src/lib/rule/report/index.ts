export { type MaskedRule, type ReportContext } from "./context.js";
export { readReport, type ReportRows, type ReportScope } from "./read-report.js";
export type { LabelCounts, Overlap, RuleReport, SampleHit, Segment } from "./report.js";
export { type ReportSubject, type ReportQueries, reportQueries } from "./queries.js";
