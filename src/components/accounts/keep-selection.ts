import { readKept, renewed, writeKept } from "../../lib/account/kept-selection.js";
import type { AccountIndex } from "../../lib/account/record.js";
import { shown } from "../../lib/account/words.js";
import type { SiteFrame } from "../../lib/view/site-frame.js";
import type { Selection } from "./selection.js";

/**
 * Restores the selection that this tab kept, and keeps it from now on until it is cleared or the tab closed. It stays out of the
 * address: a link that chooses accounts for an action would choose them for whoever opens it.
 *
 * @param index the accounts of this build, asked for where the selection was made on an earlier one
 * @returns what a reader has to know of the restored selection; empty where it is as it was left
 */
export async function keepSelection(
  selection: Selection,
  { source, runId }: SiteFrame,
  index: () => Promise<AccountIndex>,
): Promise<string> {
  const key = `shrike-selection:${source.name}`;
  const kept = readKept(stored(key) ?? "");
  let said = "";
  if (kept !== null && kept.runId === runId) selection.set(kept.accounts, true);
  else if (kept !== null && kept.accounts.length > 0) {
    const { accounts, gone } = renewed(kept.accounts, await index());
    selection.set(accounts, true);
    said = `Chosen on an earlier build; what is known of the accounts is this build’s.${
      gone.length === 0
        ? ""
        : ` Without a page now, and no longer chosen: ${gone.map((id) => shown(id)).join(", ")}.`
    }`;
  }
  selection.watch(() => store(key, writeKept({ runId, accounts: selection.accounts })));
  return said;
}

function stored(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(key: string, text: string): void {
  try {
    sessionStorage.setItem(key, text);
  } catch {
    // Storage is off or full: the selection lasts as long as the page.
  }
}
