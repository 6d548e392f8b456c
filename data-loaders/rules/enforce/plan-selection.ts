import {
  exceededLimits,
  type ActionRecord,
  type Outcome,
  type Receipt,
} from "../../../src/lib/rule/enforce/index.js";
import { quoteForReader } from "../../../src/lib/text/plain.js";
import type { Engine } from "../../engine/engine.js";
import { didYouMean } from "../../../src/lib/text/nearest.js";
import { actionRecord, readPolicies } from "./action-record.js";
import { ledgerOf } from "./batch-store.js";
import type { Plan, PlanContext } from "./plan.js";
import { activeAccounts, endOfHits, protectedAccounts, tablesOf } from "./read-candidates.js";
import type { Selected } from "./read-selection.js";

export interface PlanSelectionOptions extends PlanContext {
  /** The file, for messages. */
  readonly file: string;
  readonly selected: readonly Selected[];
  readonly receipts: readonly Receipt[];
}

/**
 * Makes a batch from an analyst's selection. Protection, limits, keys and receipts are those of rules; brakes and hold-outs, which are
 * about rules, do not bear on it.
 *
 * @throws when the source has accounts and the selection names others, or a policy that it does not have
 */
export async function planSelection(engine: Engine, options: PlanSelectionOptions): Promise<Plan> {
  const { receipts, limits, now } = options;
  const tables = await tablesOf(engine);
  const selected = await knownAccounts(engine, tables, options);
  const untouchable = await protectedAccounts(engine, tables);
  const policyOf = await readPolicies(engine, tables);
  if (tables.has("policies")) await requirePolicies(engine, options);
  const ledger = ledgerOf(receipts);
  const actions: ActionRecord[] = [];
  const counts = new Map<string, Partial<Record<Outcome, number>>>();
  for (const { account_id, action, policy_id, reason, automated_detection } of selected) {
    const ground = {
      accountId: account_id,
      eventId: null,
      ruleId: `selection/${policy_id}`,
      version: 0,
      action,
    };
    const { episode, delivered } = ledger.standing(ground);
    const isProtected = untouchable?.has(account_id) ?? false;
    const outcome = isProtected ? "protected" : delivered ? "already_delivered" : "to_deliver";
    const name = JSON.stringify([ground.ruleId, action]);
    const count = counts.get(name) ?? {};
    counts.set(name, { ...count, [outcome]: (count[outcome] ?? 0) + 1 });
    if (outcome !== "to_deliver") continue;
    actions.push(
      actionRecord(ground, episode, {
        policy: policyOf(policy_id),
        hits: null,
        facts: reason,
        automatedDetection: automated_detection,
        automatedDecision: false,
        now,
      }),
    );
  }
  const active = await activeAccounts(engine, tables, await endOfHits(engine, tables));
  return {
    kind: "selection",
    since: null,
    until: null,
    actions,
    protectedAccounts: untouchable?.size ?? null,
    activeAccounts: active,
    rules: [...counts].map(([name, accounts]) => {
      const [rule_id, action] = JSON.parse(name) as [string, string];
      return { rule_id, version: 0, action, hits: 0, accounts };
    }),
    exceeded: exceededLimits(actions.length, active, limits),
    brakes: [],
    tripping: [],
    reverses: null,
  };
}

async function requirePolicies(engine: Engine, { file, selected }: PlanSelectionOptions): Promise<void> {
  const { policy_id = [] } = await engine.columns("SELECT policy_id FROM policies ORDER BY policy_id");
  const known = policy_id.map(String);
  const wrong = selected.find((row) => !known.includes(row.policy_id))?.policy_id;
  if (wrong !== undefined)
    throw new Error(
      `--accounts ${file}: policy_id: there is no policy "${quoteForReader(wrong)}"${didYouMean(wrong, known)}; expected one of ${known.map((id) => quoteForReader(id)).join(", ")}`,
    );
}

/** The selection with ids as the source has them: one with an apostrophe in front, as tables for spreadsheets guard it, is known without. */
async function knownAccounts(
  engine: Engine,
  tables: ReadonlySet<string>,
  { file, selected }: PlanSelectionOptions,
): Promise<readonly Selected[]> {
  if (!tables.has("accounts")) return selected;
  await engine.execute("CREATE TEMP TABLE selected_accounts (account_id VARCHAR)");
  const ids = selected.flatMap(({ account_id: id }) => (id.startsWith("'") ? [id, id.slice(1)] : [id]));
  for (let start = 0; start < ids.length; start += 1_000) {
    const part = ids.slice(start, start + 1_000);
    const rows = part.map((_, index) => `($${index + 1})`).join(", ");
    await engine.execute(`INSERT INTO selected_accounts VALUES ${rows}`, part);
  }
  const { account_id = [] } = await engine.columns(
    "SELECT s.account_id FROM selected_accounts s JOIN accounts a ON a.account_id = s.account_id",
  );
  const known = new Set(account_id.map(String));
  const unknown = selected.filter(
    ({ account_id: id }) => !known.has(id) && !(id.startsWith("'") && known.has(id.slice(1))),
  );
  if (unknown.length > 0)
    throw new Error(
      `--accounts ${file}: ${unknown.length} of ${selected.length} accounts are not in the source, for example ${unknown
        .slice(0, 3)
        .map(({ account_id: id }) => quoteForReader(id))
        .join(", ")}: take them out`,
    );
  return selected.map((row) =>
    known.has(row.account_id) ? row : { ...row, account_id: row.account_id.slice(1) },
  );
}
