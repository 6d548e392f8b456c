import { backTo, writeAddress, type AccountAddress } from "../../lib/account/address.js";
import { pivotWords } from "../../lib/account/pivots.js";
import { shown } from "../../lib/account/words.js";
import { copyText } from "../copy-text.js";
import { button, node } from "../rule-lab/elements.js";

/** How the reader came here: accounts, and by what each led to the next. */
export function trailBar(address: AccountAddress, onFinding: () => Promise<string>): HTMLElement {
  const status = node("output", {});
  const say = (work: Promise<string>): void => void work.then((done) => (status.textContent = done));
  const path = location.pathname;
  const steps = address.trail.map(({ from, by }, at) =>
    node(
      "li",
      {},
      node("a", { href: `${path}${writeAddress(backTo(address, at))}` }, shown(from)),
      node("span", { class: "trail-by" }, pivotWords[by].label),
    ),
  );
  const here = node("li", {}, node("span", { "aria-current": "page" }, shown(address.id ?? "")));
  return node(
    "nav",
    { class: "account-trail", "aria-label": "Trail of pivots" },
    node("a", { href: `${path}${writeAddress({ ...address, id: null, trail: [] })}` }, "All accounts"),
    node("ol", {}, ...steps, here),
    button("Copy link", () => say(copyText(location.href))),
    button("Save as finding", () => say(onFinding())),
    status,
  );
}
