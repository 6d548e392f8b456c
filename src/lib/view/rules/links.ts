import type { RuleOverview } from "../../rule/overview.js";
import { writeList } from "../../slice/index.js";
import { defang } from "../../text/index.js";
import type { PageLink } from "../page-view.js";

/**
 * A value in the query of a link. What a query may hold as it is stays as it is: Framework takes links apart and encodes them
 * again, and would encode twice what need not have been encoded once.
 */
function queryValue(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd")).replace(
    /%(?:2F|3F|3A|40|24|3B|2C|3D)/g,
    decodeURIComponent,
  );
}

/** The page of a rule. */
export function ruleHref(id: string): string {
  return `/analyst/rule?rule=${queryValue(writeList([id]))}`;
}

/** The list of rules, filtered. */
export function rulesHref(filters: Readonly<Record<string, string>>): string {
  const query = Object.entries(filters).map(([key, value]) => `${key}=${queryValue(value)}`);
  return `/analyst/rules?${query.join("&")}`;
}

/** Where to look further at a rule. */
export function ruleLinks({ rule, file }: RuleOverview): PageLink[] {
  const query = `SELECT * FROM rule_hits WHERE rule_id = '${rule.replaceAll("'", "''")}' LIMIT 1000`;
  return [
    ...(file?.grain !== "account"
      ? []
      : [{ label: "Try it in the rule lab", href: `/analyst/rule-lab?rule=${queryValue(rule)}` }]),
    { label: "Its hits in Explore", href: `/analyst/explore?rule=${queryValue(writeList([rule]))}` },
    { label: "Its hits in SQL", href: `/analyst/sql#q=${queryValue(query)}` },
    { label: "All rules", href: "/analyst/rules" },
  ];
}

/** The command that tries a rule on all that has happened; null for an id that no rule file can have. */
export function backtestCommand({ rule, file }: RuleOverview): string | null {
  return file === null || !/^[a-z][a-z0-9-]*$/.test(rule) ? null : `shrike backtest ${defang(rule)}`;
}
