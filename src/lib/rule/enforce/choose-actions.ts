import { isAction, strengthOf, type ActionType } from "./action.js";
import type { Ground } from "./ground.js";
import type { Ledger } from "./ledger.js";
import type { Limits } from "./limits.js";

/** All hits that a batch takes in of one version of a rule on one account, or on one event where content is removed. */
export interface Candidate {
  readonly accountId: string;
  readonly eventId: string | null;
  readonly ruleId: string;
  readonly version: number;
  readonly hits: number;
  /** ISO times, to the millisecond: in the order of their texts. */
  readonly firstHit: string;
  readonly lastHit: string;
  readonly heldOut: boolean;
  readonly isProtected: boolean;
}

/** What became of a candidate, in the order in which it is asked. */
export const outcomes = [
  "not_in_force",
  "stopped_by_brake",
  "held_out",
  "protected",
  "taken_back",
  "over_limit",
  "weaker",
  "already_delivered",
  "to_deliver",
] as const;
export type Outcome = (typeof outcomes)[number];

export interface Chosen {
  readonly candidate: Candidate;
  readonly ground: Ground;
  readonly episode: number;
}

export interface ChooseContext {
  /** The action of a rule's version that is in force now; null where it is not. */
  readonly actionOf: (ruleId: string, version: number) => string | null;
  /** Rules that a brake stops. */
  readonly stopped: ReadonlySet<string>;
  readonly ledger: Ledger;
  readonly limits: Pick<Limits, "per_rule">;
}

/** The actions of a batch, and what became of every candidate. */
export interface Choice {
  readonly chosen: readonly Chosen[];
  readonly outcomes: readonly (readonly [Candidate, Outcome])[];
}

interface Standing {
  readonly candidate: Candidate;
  readonly ground: Ground;
  readonly action: ActionType;
  readonly episode: number;
  readonly delivered: boolean;
}

/**
 * Chooses the strongest action for each account; among equals that of the rule that comes first by its id. An account whose
 * strongest action has been delivered gets no weaker one. A rule's reach, which its limit bounds, is counted before that, so
 * that it does not depend on other rules.
 */
export function chooseActions(candidates: readonly Candidate[], context: ChooseContext): Choice {
  const found: [Candidate, Outcome][] = [];
  const open: Standing[] = [];
  for (const candidate of candidates) {
    const result = examine(candidate, context);
    if (typeof result === "string") found.push([candidate, result]);
    else open.push(result);
  }
  const reach = reachByRule(open);
  const within = open.filter(({ candidate, delivered }) => {
    const allowed = delivered || (reach.get(candidate.ruleId)?.size ?? 0) <= context.limits.per_rule;
    if (!allowed) found.push([candidate, "over_limit"]);
    return allowed;
  });
  const wins = winners(within);
  const chosen: Chosen[] = [];
  for (const standing of within) {
    const { candidate, ground, episode } = standing;
    if (!wins.has(standing)) found.push([candidate, "weaker"]);
    else if (standing.delivered) found.push([candidate, "already_delivered"]);
    else {
      found.push([candidate, "to_deliver"]);
      chosen.push({ candidate, ground, episode });
    }
  }
  return { chosen: chosen.sort(byGround), outcomes: found };
}

function examine(candidate: Candidate, { actionOf, stopped, ledger }: ChooseContext): Standing | Outcome {
  const { accountId, ruleId, version } = candidate;
  const action = actionOf(ruleId, version);
  if (action === null || !isAction(action)) return "not_in_force";
  if (stopped.has(ruleId)) return "stopped_by_brake";
  if (candidate.heldOut) return "held_out";
  if (candidate.isProtected) return "protected";
  const eventId = action === "content_remove" ? candidate.eventId : null;
  const ground = { accountId, eventId, ruleId, version, action };
  const { episode, delivered } = ledger.standing(ground);
  const spentUntil = ledger.spentUntil(accountId);
  if (!delivered && spentUntil !== null && candidate.lastHit <= spentUntil) return "taken_back";
  return { candidate, ground, action, episode, delivered };
}

function reachByRule(open: readonly Standing[]): Map<string, Set<string>> {
  const reach = new Map<string, Set<string>>();
  for (const { candidate, delivered } of open) {
    if (delivered) continue;
    const accounts = reach.get(candidate.ruleId) ?? new Set();
    reach.set(candidate.ruleId, accounts.add(candidate.accountId));
  }
  return reach;
}

/** The strongest of each account. Where that is the removal of content, each piece of content is a case of its own. */
function winners(open: readonly Standing[]): Set<Standing> {
  const byAccount = strongestBy(open, ({ ground }) => ground.accountId);
  const removals = open.filter(
    ({ action, ground }) =>
      action === "content_remove" && byAccount.get(ground.accountId)?.action === "content_remove",
  );
  const others = [...byAccount.values()].filter(({ action }) => action !== "content_remove");
  const byContent = strongestBy(removals, ({ ground }) => JSON.stringify([ground.accountId, ground.eventId]));
  return new Set([...others, ...byContent.values()]);
}

function strongestBy(
  standings: readonly Standing[],
  keyOf: (standing: Standing) => string,
): Map<string, Standing> {
  const strongest = new Map<string, Standing>();
  for (const standing of standings) {
    const key = keyOf(standing);
    const best = strongest.get(key);
    if (best === undefined || isStronger(standing, best)) strongest.set(key, standing);
  }
  return strongest;
}

function isStronger(one: Standing, other: Standing): boolean {
  const difference = strengthOf(one.action) - strengthOf(other.action);
  if (difference !== 0) return difference > 0;
  if (one.delivered !== other.delivered) return one.delivered;
  return compare(sortKey(one), sortKey(other)) < 0;
}

function sortKey({ ground }: { readonly ground: Ground }): string[] {
  return [ground.ruleId, String(ground.version).padStart(9, "0"), ground.accountId, ground.eventId ?? ""];
}

function byGround(a: Chosen, b: Chosen): number {
  return compare(sortKey(a), sortKey(b));
}

function compare(a: readonly string[], b: readonly string[]): number {
  for (const [index, value] of a.entries()) {
    const other = b[index] ?? "";
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}
