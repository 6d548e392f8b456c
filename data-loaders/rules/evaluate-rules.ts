import type { Engine } from "../engine/engine.js";
import { evaluatedHits } from "./evaluated-hits.js";
import type { Rule } from "./read-rules.js";

export interface EvaluateOptions {
  /** Table with one row for each account and active hour, as `buildFeatures` makes it. */
  readonly features: string;
  /** Table with one row for each event; read only where a rule is about events. */
  readonly eventFeatures?: string;
  /** Table to write: rule_id, version, account_id, event_id, hit_at, state, held_out. */
  readonly into: string;
}

/** Writes every hit of every version of every rule to a table: see `evaluatedHits`. */
export async function evaluateRules(
  engine: Engine,
  rules: readonly Rule[],
  { features, eventFeatures = "event_features", into }: EvaluateOptions,
): Promise<void> {
  await engine.execute(
    `CREATE OR REPLACE TABLE ${into} AS ${evaluatedHits(rules, { accounts: features, events: eventFeatures })}`,
  );
}
