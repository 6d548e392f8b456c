import type { ActionType } from "./action.js";

/** What one action stands on: who, by which version of which rule, and what is done. */
export interface Ground {
  readonly accountId: string;
  /** The content that is removed, where the action is about content and the rule about events; else null. */
  readonly eventId: string | null;
  /** The rule's id; `selection/<policy>` for an analyst's selection, whose version is 0. */
  readonly ruleId: string;
  readonly version: number;
  readonly action: ActionType;
}

/** A ground as text: equal for equal grounds, different for all others. */
export function groundText({ accountId, eventId, ruleId, version, action }: Ground): string {
  return JSON.stringify([accountId, ...(eventId === null ? [] : [eventId]), ruleId, version, action]);
}

/**
 * What an action's idempotency key is the hash of.
 *
 * @param episode 1 + how often an action on this ground has been taken back
 * @param reversal true for taking that episode's action back
 */
export function keyText(ground: Ground, episode: number, reversal = false): string {
  return `${reversal ? "reversal " : ""}${groundText(ground)} ${episode}`;
}
