import type { SelectedAccount } from "../../lib/account/selection.js";
import { accountName } from "../../lib/account/words.js";
import { node } from "../rule-lab/elements.js";
import type { Selection } from "./selection.js";

/** A box that chooses an account, and follows the selection as long as it stands on the page. */
export function pickBox(account: SelectedAccount, selection: Selection): HTMLInputElement {
  const box = node("input", {
    type: "checkbox",
    "aria-label": `Choose ${accountName(account.id, account.handle)}`,
  });
  box.addEventListener("change", () => selection.set([account], box.checked));
  let stood = false;
  const follow = (): void => {
    if (stood && !box.isConnected) return selection.unwatch(follow);
    stood ||= box.isConnected;
    box.checked = selection.has(account.id);
  };
  selection.watch(follow);
  return box;
}
