import {
  chooseActions,
  isReleased,
  Ledger,
  trippedBrakes,
  type BrakeRow,
  type Candidate,
  type TrippedRow,
} from "../../../src/lib/rule/enforce/index.js";
import type { PrecisionBounds } from "./precision-bounds.js";
import type { RuleInForce } from "./rules-in-force.js";

export interface BrakeContext {
  readonly inForce: ReadonlyMap<string, RuleInForce>;
  /** Candidates of the last 24 hours. */
  readonly lastDay: readonly Candidate[];
  readonly stopped: ReadonlySet<string>;
  readonly rows: readonly BrakeRow[];
  readonly upperBounds: PrecisionBounds;
  readonly now: Date;
}

/**
 * Brakes that trip now, as rows for `brakes.ndjson`. What counts as an action of the last 24 hours is what the rules' hits led to, or would
 * have: one an account, the strongest, delivered or not.
 */
export function newlyTripped(context: BrakeContext): TrippedRow[] {
  const { inForce, stopped, rows, upperBounds } = context;
  const now = context.now.toISOString();
  const { chosen } = chooseActions(context.lastDay, {
    actionOf: (id, version) => actionInForce(inForce, id, version),
    stopped,
    ledger: new Ledger([]),
    limits: { per_rule: Number.POSITIVE_INFINITY },
  });
  const all = new Set(chosen.map(({ ground }) => ground.accountId)).size;
  const byRule = new Map<string, Set<string>>();
  for (const { ground } of chosen)
    byRule.set(ground.ruleId, (byRule.get(ground.ruleId) ?? new Set<string>()).add(ground.accountId));
  return [...inForce].flatMap(([id, { rule, version, ageDays }]) => {
    if (stopped.has(id)) return [];
    return trippedBrakes({
      rule: id,
      version,
      ageDays,
      accounts: byRule.get(id)?.size ?? 0,
      allAccounts: all,
      targetPrecision: rule.rule.target_precision,
      precisionHigh: upperBounds(id, version),
    })
      .filter((tripped) => !isReleased(rows, tripped, now))
      .map((tripped) => ({ event: "tripped" as const, ...tripped, since: now }));
  });
}

/** What the version of a rule in force does; null where another version is, or none. */
export function actionInForce(
  inForce: ReadonlyMap<string, RuleInForce>,
  id: string,
  version: number,
): string | null {
  const found = inForce.get(id);
  return found?.version === version ? found.rule.rule.action : null;
}
