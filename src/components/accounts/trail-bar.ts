import { backTo, type AccountAddress } from "../../lib/account/address.js";
import { pivotWords } from "../../lib/account/pivots.js";
import { shown } from "../../lib/account/words.js";
import { addressHref } from "../../lib/view/accounts/links.js";
import { copyText } from "../copy-text.js";
import { button, node } from "../rule-lab/elements.js";
import { localLinks } from "../site-links.js";

/**
 * How the reader came here: accounts, and by what each led to the next.
 *
 * @param onFinding saves the trail as a finding; null where there is no account at its end
 */
export function trailBar(address: AccountAddress, onFinding: (() => Promise<string>) | null): HTMLElement {
  const status = node("output", {});
  const say = (work: Promise<string>): void => void work.then((done) => (status.textContent = done));
  const steps = address.trail.map(({ from, by }, at) =>
    node(
      "li",
      {},
      node("a", { href: addressHref(backTo(address, at)) }, shown(from)),
      node("span", { class: "trail-by" }, pivotWords[by].label),
    ),
  );
  const here = node("li", {}, node("span", { "aria-current": "page" }, shown(address.id ?? "")));
  const bar = node(
    "nav",
    { class: "account-trail", "aria-label": "Trail of pivots" },
    node("a", { href: addressHref({ ...address, id: null, trail: [] }) }, "All accounts"),
    node("ol", {}, ...steps, here),
    button("Copy link", () => say(copyText(location.href))),
    onFinding === null ? null : button("Save as finding", () => say(onFinding())),
    status,
  );
  localLinks(bar);
  return bar;
}
