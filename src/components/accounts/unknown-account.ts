import type { AccountsArtifact } from "../../lib/account/lens.js";
import { shown } from "../../lib/account/words.js";
import { formatCount } from "../../lib/format/index.js";
import { node } from "../rule-lab/elements.js";
import { siteRoot } from "../site-links.js";
import { sqlLink } from "../sql/sql-link.js";

/** Says that an account has no page, why that may be, and where to look it up. */
export function unknownAccount({ published, total, lacking }: AccountsArtifact, id: string): HTMLElement {
  const why =
    published === total
      ? `The source has no account with this id: all ${formatCount(total)} have a page.`
      : `It is none of the ${formatCount(published)} accounts of ${formatCount(total)} that have a page: those acted on, hit, reported, reviewed, appealed, in a network or an alert, or alike another. It may exist nevertheless.`;
  const table = lacking.includes("accounts") ? "events" : "accounts";
  const query = `SELECT * FROM ${table} WHERE account_id = '${id.replaceAll("'", "''")}' LIMIT 100`;
  return node(
    "div",
    { class: "page-view" },
    node("p", { class: "headline" }, `No page for account ${shown(id, 80)}`),
    node("p", { class: "summary" }, why),
    node("p", {}, node("a", { href: sqlLink(siteRoot(), query) }, "Look it up with SQL")),
  );
}
