import type { ActionRecord } from "../../../src/lib/rule/enforce/index.js";
import { csvTable } from "../../../src/lib/text/index.js";

const columns = [
  "account_id",
  "event_id",
  "kind",
  "action",
  "rule_id",
  "version",
  "policy_id",
  "episode",
  "hits",
  "first_hit_at",
  "last_hit_at",
  "key",
] as const;

/** A batch's actions as a table for people to look through; what a spreadsheet would run as a formula is guarded. */
export function planTable(actions: readonly ActionRecord[]): string {
  return csvTable(
    columns,
    actions.map((action) => columns.map((column) => action[column])),
  );
}
