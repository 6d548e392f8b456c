import type { RuleOverview } from "../../rule/overview.js";
import { writeList } from "../../slice/index.js";
import { defang } from "../../text/index.js";
import type { PageLink } from "../page-view.js";
import { queryValue } from "../query-value.js";

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
