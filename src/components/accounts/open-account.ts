import { drawPage } from "../../charts/index.js";
import { drawCard } from "../../charts/draw-card.js";
import type { AccountAddress } from "../../lib/account/address.js";
import type { AccountsArtifact } from "../../lib/account/lens.js";
import type { AccountShard } from "../../lib/account/record.js";
import { accountDetails, accountView, spoken } from "../../lib/view/accounts/account.js";
import { pivotViews, unsharedText } from "../../lib/view/accounts/pivot-views.js";
import { inputsOf } from "../../lib/view/inputs.js";
import type { SiteFrame } from "../../lib/view/site-frame.js";
import { node } from "../rule-lab/elements.js";
import { localLinks } from "../site-links.js";
import { pickBox } from "./pick-box.js";
import { pivotList } from "./pivot-list.js";
import type { Selection } from "./selection.js";

export interface OpenAccountOptions {
  readonly frame: SiteFrame;
  readonly artifact: AccountsArtifact;
  readonly shard: AccountShard;
  readonly address: AccountAddress;
  readonly selection: Selection;
}

/** Draws the page of an account; null where its shard does not have it. */
export function drawAccount(options: OpenAccountOptions): { element: HTMLElement; spoken: string } | null {
  const { frame, artifact, shard, address, selection } = options;
  const id = address.id ?? "";
  const record = Object.hasOwn(shard.accounts, id) ? shard.accounts[id] : undefined;
  if (record === undefined) return null;
  const account = {
    inputs: inputsOf({ site: frame, accounts: artifact }, frame.defaults),
    artifact,
    id,
    record,
  };
  const drawing = { document, interactive: true };
  const head = drawPage(accountView(account), drawing);
  const box = pickBox({ id, handle: record.profile.handle, flags: record.flags }, selection);
  head
    .querySelector(".summary")
    ?.after(node("p", { class: "account-pick" }, node("label", {}, box, " Choose this account")));
  head.append(
    node(
      "div",
      { class: "card-grid account-details" },
      pivotList(
        pivotViews(artifact, shard, id, record),
        unsharedText(artifact, shard, record),
        address,
        selection,
      ),
      ...accountDetails(account).map((card) => drawCard(card, drawing)),
    ),
  );
  localLinks(head);
  return { element: head, spoken: spoken(account) };
}
