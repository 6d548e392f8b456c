import {
  chooseActions,
  exceededLimits,
  standingBrakes,
  type ActionRecord,
  type BrakeRow,
  type Choice,
  type Chosen,
  type Receipt,
  type RuleRow,
} from "../../../src/lib/rule/enforce/index.js";
import type { Engine } from "../../engine/engine.js";
import type { Rule } from "../read-rules.js";
import { actionRecord, readPolicies } from "./action-record.js";
import { ledgerOf } from "./batch-store.js";
import { actionInForce, newlyTripped } from "./brake-readings.js";
import type { Plan, PlanContext, Policy } from "./plan.js";
import { precisionBounds, type PrecisionBounds } from "./precision-bounds.js";
import {
  activeAccounts,
  endOfHits,
  isoOf,
  protectedAccounts,
  readCandidates,
  tablesOf,
  timestampOf,
} from "./read-candidates.js";
import { rulesInForce, type RuleInForce } from "./rules-in-force.js";

const day = 86_400_000;

export interface PlanRulesOptions extends PlanContext {
  readonly rules: readonly Rule[];
  readonly receipts: readonly Receipt[];
  readonly brakes: readonly BrakeRow[];
  /** Hits later than this ISO time; by default a day before the end of the last batch from rules, or of the data. */
  readonly since?: string | undefined;
  /** Upper ends of precision; by default read from the labels in the warehouse. */
  readonly upperBounds?: PrecisionBounds | undefined;
}

/**
 * Makes a batch from what the rules in force hit.
 *
 * @throws when the warehouse has no evaluated hits
 */
export async function planRules(engine: Engine, options: PlanRulesOptions): Promise<Plan> {
  const { rules, receipts, brakes, limits, now } = options;
  const tables = await tablesOf(engine);
  const end = await endOfHits(engine, tables);
  if (!tables.has("evaluated_hits") || end === null)
    throw new Error(
      "the warehouse has no hits of rules: put rules into rules/*.yaml of the source, or give a selection with --accounts",
    );
  const until = isoOf(end);
  const since = options.since ?? defaultSince(receipts, until);
  const inForce = rulesInForce(rules, until.slice(0, 10));
  const removing = [...inForce]
    .filter(([, { rule }]) => rule.rule.action === "content_remove")
    .map(([id]) => id);
  const untouchable = await protectedAccounts(engine, tables);
  const within = (from: string): ReturnType<typeof readCandidates> =>
    readCandidates(engine, { since: timestampOf(from), until: end }, removing, untouchable ?? new Set());

  const standing = standingBrakes(brakes);
  const tripping = newlyTripped({
    inForce,
    lastDay: await within(new Date(Date.parse(until) - day).toISOString()),
    stopped: new Set(standing.keys()),
    rows: brakes,
    upperBounds: options.upperBounds ?? (await precisionBounds(engine, tables)),
    now,
  });
  const choice = chooseActions(await within(since), {
    actionOf: (id, version) => actionInForce(inForce, id, version),
    stopped: new Set([...standing.keys(), ...tripping.map(({ rule }) => rule)]),
    ledger: ledgerOf(receipts),
    limits,
  });
  const policyOf = await readPolicies(engine, tables);
  const actions = choice.chosen.flatMap((chosen) => recordOf(chosen, inForce, policyOf, now));
  const active = await activeAccounts(engine, tables, end);
  const accounts = new Set(actions.map(({ account_id }) => account_id)).size;
  return {
    kind: "rules",
    since,
    until,
    actions,
    protectedAccounts: untouchable?.size ?? null,
    activeAccounts: active,
    rules: ruleRows(choice, inForce),
    exceeded: exceededLimits(accounts, active, limits),
    brakes: [...standing.values()].flat(),
    tripping,
    reverses: null,
  };
}

/** A day is read again, for what came late: what has been delivered drops out by its key. */
function defaultSince(receipts: readonly Receipt[], until: string): string {
  const last = receipts.findLast(({ kind }) => kind === "rules")?.until ?? until;
  return new Date(Math.min(Date.parse(last), Date.parse(until)) - day).toISOString();
}

function recordOf(
  { candidate, ground, episode }: Chosen,
  inForce: ReadonlyMap<string, RuleInForce>,
  policyOf: (id: string) => Policy,
  now: Date,
): ActionRecord[] {
  const found = inForce.get(ground.ruleId);
  if (found === undefined) return [];
  const { rule } = found.rule;
  const { hits, firstHit, lastHit } = candidate;
  return [
    actionRecord(ground, episode, {
      policy: policyOf(rule.policy),
      hits: { count: hits, first: firstHit, last: lastHit },
      facts: `Rule ${rule.id}, version ${ground.version} (${rule.title}), matched ${hits === 1 ? `once, at ${firstHit}` : `${hits} times, from ${firstHit} to ${lastHit}`}.`,
      automatedDetection: true,
      automatedDecision: true,
      now,
    }),
  ];
}

function ruleRows({ outcomes }: Choice, inForce: ReadonlyMap<string, RuleInForce>): RuleRow[] {
  const rows = new Map<string, RuleRow>();
  const seen = new Set<string>();
  for (const [{ ruleId, version, accountId, hits }, outcome] of outcomes) {
    const name = JSON.stringify([ruleId, version]);
    const action = actionInForce(inForce, ruleId, version);
    const row = rows.get(name) ?? { rule_id: ruleId, version, action, hits: 0, accounts: {} };
    const person = JSON.stringify([name, outcome, accountId]);
    const accounts = (row.accounts[outcome] ?? 0) + (seen.has(person) ? 0 : 1);
    seen.add(person);
    rows.set(name, { ...row, hits: row.hits + hits, accounts: { ...row.accounts, [outcome]: accounts } });
  }
  return [...rows.values()].sort((a, b) =>
    a.rule_id === b.rule_id ? a.version - b.version : a.rule_id < b.rule_id ? -1 : 1,
  );
}
