import { printSql } from "../../src/lib/predicate/index.js";
import type { RulePeriod } from "../../src/lib/rule/index.js";
import type { Engine } from "../engine/engine.js";
import type { Rule } from "./read-rules.js";

/** States in which a rule is evaluated. */
const evaluated = new Set(["shadow", "review_only", "limited", "enforce"]);

interface Stretch {
  readonly rule: Rule;
  readonly period: RulePeriod;
}

export interface EvaluateOptions {
  /** Table with one row for each account and active hour, as `buildFeatures` makes it. */
  readonly features: string;
  /** Table to write: rule_id, version, account_id, hit_at, state, held_out. */
  readonly into: string;
}

/**
 * Evaluates every version of every rule over its own days, all of them in one pass over the features. A hit is stamped at the end of
 * the account's hour; a version that goes on matching an account hits it once, and again after 24 hours without a match. Rollout and hold-out are drawn
 * by account and rule from hashes, each with its own purpose, so that a rollout only widens and a hold-out is for good.
 */
export async function evaluateRules(
  engine: Engine,
  rules: readonly Rule[],
  { features, into }: EvaluateOptions,
): Promise<void> {
  const stretches = rules.flatMap((rule) =>
    rule.periods.filter(({ state }) => evaluated.has(state)).map((period) => ({ rule, period })),
  );
  const table = `CREATE OR REPLACE TABLE ${into} (rule_id VARCHAR, version INTEGER, account_id VARCHAR, hit_at TIMESTAMP, state VARCHAR, held_out BOOLEAN)`;
  await engine.execute(table);
  if (stretches.length === 0) return;
  const conditions = stretches.map(condition);
  const arms = conditions.map((when, index) => `CASE WHEN ${when} THEN ${index} END`);
  const names = stretches.map(
    ({ rule, period }, index) =>
      `(${index}, '${rule.rule.id}', ${period.version}, '${period.state}', CAST(${period.rollout} AS DOUBLE), CAST(${rule.rule.hold_out} AS DOUBLE))`,
  );
  await engine.execute(`
    INSERT INTO ${into}
    WITH matched AS (
      SELECT account_id, hour, unnest(list_filter([${arms.join(",\n")}], x -> x IS NOT NULL)) AS stretch FROM ${features}
      -- Most rows match nothing: a list of answers is made for the few that do.
      WHERE ${conditions.map((when) => `(${when})`).join(" OR\n")}
    ),
    named AS (
      SELECT m.account_id, m.hour, s.* FROM matched m JOIN (VALUES ${names.join(", ")}) AS s (stretch, rule_id, version, state, rollout, hold_out) USING (stretch)
    ),
    rolled_out AS (
      SELECT *,
        lag(hour) OVER (PARTITION BY account_id, rule_id, version ORDER BY hour) AS last_hour
      FROM named
      WHERE rollout >= 100 OR @f64(@h60('rollout:' || rule_id || ':' || account_id)) / 1152921504606846976 * 100 < rollout
    )
    SELECT rule_id, version, account_id, @add_s(hour, 3599), state,
      hold_out > 0 AND @f64(@h60('hold_out:' || rule_id || ':' || account_id)) / 1152921504606846976 < hold_out
    FROM rolled_out
    WHERE last_hour IS NULL OR @secs(last_hour, hour) >= 86400`);
}

function condition({ rule, period }: Stretch): string {
  const until = period.until === null ? "" : ` AND hour < TIMESTAMP '${period.until} 00:00:00'`;
  return `hour >= TIMESTAMP '${period.from} 00:00:00'${until} AND ${printSql(rule.when, period.params)}`;
}
