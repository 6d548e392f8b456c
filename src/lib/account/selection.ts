import type { ActionType } from "../rule/enforce/action.js";
import { csvTable } from "../text/csv.js";
import { hasMark } from "./record.js";

/** An account that a reader has chosen. */
export interface SelectedAccount {
  readonly id: string;
  readonly handle: string | null;
  readonly flags: number;
}

/** What is to be done with a selection. */
export interface SelectionOrder {
  readonly action: ActionType;
  readonly policy: string;
  /** The analyst's words: they stand in the statement of reasons. */
  readonly reason: string;
}

/** Characters of a reason that `shrike enforce` takes. */
export const longestReason = 2000;

/**
 * The file that `shrike enforce --accounts` reads: one row an account, in order of ids. Protected accounts are left out.
 *
 * @returns CSV, and the ids of those left out
 */
export function selectionFile(
  accounts: readonly SelectedAccount[],
  { action, policy, reason }: SelectionOrder,
): { readonly csv: string; readonly rows: number; readonly leftOut: readonly string[] } {
  const ordered = [...accounts].sort((a, b) => (a.id < b.id ? -1 : 1));
  const kept = ordered.filter(({ flags }) => !hasMark(flags, "protected"));
  return {
    csv: csvTable(
      ["account_id", "action", "policy_id", "reason", "automated_detection"],
      kept.map(({ id }) => [id, action, policy, reason.slice(0, longestReason), false]),
    ),
    rows: kept.length,
    leftOut: ordered.filter((account) => !kept.includes(account)).map(({ id }) => id),
  };
}
