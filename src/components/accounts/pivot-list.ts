import { pivotTo, type AccountAddress } from "../../lib/account/address.js";
import { hasMark } from "../../lib/account/record.js";
import { accountName, shown, standing } from "../../lib/account/words.js";
import { formatCount } from "../../lib/format/index.js";
import { addressHref } from "../../lib/view/accounts/links.js";
import type { PivotView } from "../../lib/view/accounts/pivot-views.js";
import { card, node } from "../rule-lab/elements.js";
import { pickBox } from "./pick-box.js";
import type { Selection } from "./selection.js";

const weightWords = { telling: "telling", some: "some weight", none: "no evidence" } as const;

/** What an account shares with others, and who they are: each a link on, with the pivot kept in its trail. */
export function pivotList(
  pivots: readonly PivotView[],
  notes: readonly string[],
  address: AccountAddress,
  selection: Selection,
): HTMLElement {
  const telling = pivots.filter(({ weight }) => weight === "telling").length;
  const title =
    pivots.length === 0
      ? "Shares nothing with another account"
      : telling === 0
        ? "Shares only what many share"
        : `Shares ${telling === 1 ? "one telling value" : `${formatCount(telling)} telling values`} with other accounts`;
  return card(
    "pivots",
    title,
    "Values shared with others, counted over the whole platform; rare ones first. Rarity in bits: −log₂ of the share of accounts",
    12,
    pivots.length === 0
      ? null
      : node("ul", { class: "pivot-list" }, ...pivots.map((pivot) => item(pivot, address, selection))),
    ...notes.map((note) => node("p", { class: "note-line" }, note)),
  );
}

function item(pivot: PivotView, address: AccountAddress, selection: Selection): HTMLElement {
  const { label, value, href, weight, facts, acted, actedText, neighbours, more } = pivot;
  return node(
    "li",
    { class: `pivot weight-${weight}` },
    node(
      "div",
      { class: "pivot-head" },
      node("strong", {}, label),
      node("span", { class: "pivot-value" }, href === null ? value : node("a", { href }, value)),
      node("span", { class: "pivot-weight" }, weightWords[weight]),
    ),
    node("p", {}, facts),
    node("div", { class: "pivot-acted" }, acted === null ? null : bar(acted), node("p", {}, actedText)),
    node(
      "details",
      weight === "telling" ? { open: "" } : {},
      node(
        "summary",
        {},
        `${formatCount(neighbours.length)} ${neighbours.length === 1 ? "neighbour" : "neighbours"}`,
        node("span", { class: "visually-hidden" }, ` by ${label}: ${value}`),
      ),
      node(
        "ul",
        { class: "neighbours" },
        ...neighbours.map(([id, handle, flags]) =>
          node(
            "li",
            {},
            pickBox({ id, handle, flags }, selection),
            hasMark(flags, "published")
              ? node("a", { href: addressHref(pivotTo(address, pivot.kind, id)) }, accountName(id, handle))
              : node("span", {}, accountName(id, handle)),
            node(
              "small",
              {},
              `${handle === null ? "" : `${shown(id)} · `}${standing(flags, acted !== null)}`,
            ),
          ),
        ),
      ),
      more > 0 ? node("p", { class: "note-line" }, `and ${formatCount(more)} more, not listed`) : null,
    ),
  );
}

/** A share as a bar, for the eye alone: the words beside it say the same. */
function bar(share: number): HTMLElement {
  const filled = node("span", {});
  filled.style.width = `${Math.round(share * 100)}%`;
  return node("span", { class: "pivot-bar", "aria-hidden": "true" }, filled);
}
