import {
  keyText,
  statementOfReasons,
  type ActionRecord,
  type Ground,
} from "../../../src/lib/rule/enforce/index.js";
import type { Engine } from "../../engine/engine.js";
import { sha256 } from "./batch-store.js";
import type { Policy } from "./plan.js";

/** What an action record says beside its ground. */
export interface RecordParts {
  readonly policy: Policy;
  readonly hits: { readonly count: number; readonly first: string; readonly last: string } | null;
  readonly facts: string;
  readonly automatedDetection: boolean;
  readonly automatedDecision: boolean;
  readonly now: Date;
}

/** An action ready to deliver: with its idempotency key, and its reason in the terms of the DSA. */
export function actionRecord(ground: Ground, episode: number, parts: RecordParts): ActionRecord {
  const key = sha256(keyText(ground, episode));
  const { policy, hits, facts, automatedDetection, automatedDecision, now } = parts;
  return {
    key,
    kind: "enforce",
    account_id: ground.accountId,
    event_id: ground.eventId,
    action: ground.action,
    rule_id: ground.ruleId,
    version: ground.version,
    policy_id: policy.id,
    episode,
    hits: hits?.count ?? null,
    first_hit_at: hits?.first ?? null,
    last_hit_at: hits?.last ?? null,
    reverses: null,
    spent_until: null,
    reason: statementOfReasons({
      key,
      action: ground.action,
      policy,
      facts,
      automatedDetection,
      automatedDecision,
      day: now.toISOString().slice(0, 10),
    }),
  };
}

/** The source's policies by id; one that it does not have is called by its id. */
export async function readPolicies(
  engine: Engine,
  tables: ReadonlySet<string>,
): Promise<(id: string) => Policy> {
  if (!tables.has("policies")) return (id) => ({ id, name: id, category: null });
  const rows = await engine.query<Record<string, string | null>>("SELECT * FROM policies");
  const policies = new Map(
    rows.map((row) => [
      row["policy_id"],
      {
        id: row["policy_id"] ?? "",
        name: row["name"] ?? row["policy_id"] ?? "",
        category: row["dsa_category"] ?? null,
      },
    ]),
  );
  return (id) => policies.get(id) ?? { id, name: id, category: null };
}
