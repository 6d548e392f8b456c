import type { Delivered, EnforceResult, Limits } from "../../../src/lib/rule/enforce/index.js";
import type { Plan } from "./plan.js";

interface ResultParts {
  readonly source: string;
  readonly applied: boolean;
  readonly limits: Limits;
  readonly resumed: Delivered | null;
}

/** A plan in numbers, before it is delivered. */
export function planResult(plan: Plan, { source, applied, limits, resumed }: ResultParts): EnforceResult {
  const actions: EnforceResult["actions"] = {};
  for (const { action } of plan.actions) actions[action] = (actions[action] ?? 0) + 1;
  return {
    source,
    kind: plan.kind,
    applied,
    since: plan.since,
    until: plan.until,
    protected_accounts: plan.protectedAccounts,
    active_accounts: plan.activeAccounts,
    rules: [...plan.rules],
    actions,
    accounts: new Set(plan.actions.map(({ account_id }) => account_id)).size,
    limits,
    exceeded: plan.exceeded.map((exceeded) => ({ ...exceeded })),
    brakes: [...plan.brakes],
    tripping: [...plan.tripping],
    resumed,
    delivered: null,
  };
}
