import { actionRecord } from "../../../../../data-loaders/rules/enforce/action-record.js";
import type { NewBatch } from "../../../../../data-loaders/rules/enforce/batch-store.js";
import type { ActionRecord, Destination, Ground } from "../../../../../src/lib/rule/enforce/index.js";

/** An action of rule `swarm` against an account. */
export function actionFor(accountId: string, more: Partial<Ground> = {}, episode = 1): ActionRecord {
  const ground: Ground = {
    accountId,
    eventId: null,
    ruleId: "swarm",
    version: 1,
    action: "account_lock",
    ...more,
  };
  return actionRecord(ground, episode, {
    policy: { id: "link_spam", name: "Link spam", category: "SCAMS_AND_FRAUD" },
    hits: { count: 1, first: "2026-08-01T10:00:00.000Z", last: "2026-08-01T10:00:00.000Z" },
    facts: "Rule swarm matched once.",
    automatedDetection: true,
    automatedDecision: true,
    now: new Date("2026-08-02T00:00:00Z"),
  });
}

/** What a batch from rules is, bound for a destination. */
export function batchFor(destination: Destination, more: Partial<NewBatch> = {}): NewBatch {
  return {
    kind: "rules",
    source: "demo",
    made_at: "2026-08-02T00:00:00.000Z",
    since: "2026-08-01T00:00:00.000Z",
    until: "2026-08-02T00:00:00.000Z",
    reverses: null,
    destination,
    ...more,
  };
}
