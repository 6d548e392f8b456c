import type { AccountsArtifact } from "../../account/lens.js";
import { shown } from "../../account/words.js";

/** What a rule is called, with its page where it has one. */
export function ruleTitle(
  { rules }: AccountsArtifact,
  rule: string,
): { readonly title: string; readonly href?: string } {
  const title = Object.hasOwn(rules, rule) ? rules[rule] : undefined;
  return title === undefined
    ? { title: shown(rule, 80) }
    : { title: shown(title, 80), href: `/analyst/rule?rule=${encodeURIComponent(rule)}` };
}
