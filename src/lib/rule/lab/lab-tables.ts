import type { ReportTables } from "../report/index.js";

/** Names of the published tables that the lab's reports read. */
export const labTables: ReportTables = {
  accounts: "lab_accounts",
  kinds: "lab_kinds",
  segments: "lab_segments",
};
