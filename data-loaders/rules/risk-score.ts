import { riskScore } from "../../src/lib/rule/index.js";
import type { Rule } from "./inspect-rule.js";

/** Whether a rule asks for the score of the risk model. */
export function namesRisk({ columns }: Pick<Rule, "columns">): boolean {
  return columns.includes(riskScore);
}

/**
 * What rules about accounts are evaluated over: `account_features`, with the risk score of each hour beside where some rule names it.
 * It is NULL, and such a rule is not evaluated, in hours before which no model was trained.
 *
 * @returns a table, or a SELECT in parentheses
 */
export function scoredFeatures(scored: boolean): string {
  return scored
    ? `(SELECT h.*, s.${riskScore} FROM account_features h LEFT JOIN risk_scores s ON s.account_id = h.account_id AND s.hour = h.hour)`
    : "account_features";
}
