import { printSql } from "../../src/lib/predicate/index.js";
import type { RulePeriod, RuleState } from "../../src/lib/rule/index.js";
import type { Rule } from "./read-rules.js";

/** States in which a rule is evaluated. */
export const evaluatedStates: ReadonlySet<RuleState> = new Set([
  "shadow",
  "review_only",
  "limited",
  "enforce",
]);

interface Stretch {
  readonly rule: Rule;
  readonly period: RulePeriod;
}

/** Tables that rules are evaluated over, as `buildFeatures` makes them. */
export interface FeatureTables {
  /** One row for each account and active hour. */
  readonly accounts: string;
  /** One row for each event; read only where a rule is about events. */
  readonly events: string;
}

/**
 * SELECT of every hit of every version of every rule over its own days: rule_id, version, account_id, event_id, hit_at, state,
 * held_out. One pass over the features of accounts for all rules about accounts together, one over those of events for those about
 * events.
 *
 * A hit of an account is stamped at the end of its hour; a version that goes on matching an account hits it once, and again after 24
 * hours without a match. A hit of an event is stamped when it occurred. Rollout and hold-out are drawn by account and rule from
 * hashes, each with its own purpose, so that a rollout only widens and a hold-out is for good.
 */
export function evaluatedHits(rules: readonly Rule[], tables: FeatureTables): string {
  const stretches = rules.flatMap((rule) =>
    rule.periods.filter(({ state }) => evaluatedStates.has(state)).map((period) => ({ rule, period })),
  );
  const [accounts, events] = (["account", "event"] as const).map((grain) =>
    stretches.filter(({ rule }) => rule.rule.grain === grain),
  );
  const parts = [
    ...(accounts?.length ? [accountHits(accounts, tables.accounts)] : []),
    ...(events?.length ? [eventHits(events, tables.events)] : []),
  ];
  return parts.length > 0 ? parts.join("\nUNION ALL\n") : noHits;
}

const noHits =
  "SELECT CAST(NULL AS VARCHAR) AS rule_id, CAST(NULL AS INTEGER) AS version, CAST(NULL AS VARCHAR) AS account_id, CAST(NULL AS VARCHAR) AS event_id, CAST(NULL AS TIMESTAMP) AS hit_at, CAST(NULL AS VARCHAR) AS state, CAST(NULL AS BOOLEAN) AS held_out WHERE FALSE";

function accountHits(stretches: readonly Stretch[], features: string): string {
  return `SELECT rule_id, version, account_id, CAST(NULL AS VARCHAR) AS event_id, @add_s(hour, 3599) AS hit_at, state, ${heldOut} AS held_out
    FROM (
      SELECT *, lag(hour) OVER (PARTITION BY account_id, rule_id, version ORDER BY hour) AS last_hour
      FROM (${matches(stretches, features, "account_id, hour", "hour")}) AS rolled_out
    ) AS followed
    WHERE last_hour IS NULL OR @secs(last_hour, hour) >= 86400`;
}

function eventHits(stretches: readonly Stretch[], features: string): string {
  return `SELECT rule_id, version, account_id, event_id, occurred_at AS hit_at, state, ${heldOut} AS held_out
    FROM (${matches(stretches, features, "account_id, event_id, occurred_at", "occurred_at")}) AS rolled_out`;
}

const heldOut = `hold_out > 0 AND ${drawn("hold_out")} < hold_out`;

/** A number in [0, 1) for each account and rule, the same for good. */
function drawn(purpose: "rollout" | "hold_out"): string {
  return `@f64(@h60('${purpose}:' || rule_id || ':' || account_id)) / 1152921504606846976`;
}

/** Rows that match within the rollout, one for each stretch of a rule's life that they match. */
function matches(stretches: readonly Stretch[], features: string, columns: string, time: string): string {
  const conditions = stretches.map((stretch) => condition(stretch, time));
  const arms = conditions.map((when, index) => `CASE WHEN ${when} THEN ${index} END`);
  const names = stretches.map(
    ({ rule, period }, index) =>
      `(${index}, '${rule.rule.id}', ${period.version}, '${period.state}', CAST(${period.rollout} AS DOUBLE), CAST(${rule.rule.hold_out} AS DOUBLE))`,
  );
  return `SELECT ${columns}, rule_id, version, state, hold_out
    FROM (
      SELECT ${columns}, unnest(list_filter([${arms.join(",\n")}], x -> x IS NOT NULL)) AS stretch FROM ${features}
      -- Most rows match nothing: a list of answers is made for the few that do.
      WHERE ${conditions.map((when) => `(${when})`).join(" OR\n")}
    ) AS matched
    JOIN (VALUES ${names.join(", ")}) AS named (stretch, rule_id, version, state, rollout, hold_out) USING (stretch)
    WHERE rollout >= 100 OR ${drawn("rollout")} * 100 < rollout`;
}

function condition({ rule, period }: Stretch, time: string): string {
  const until = period.until === null ? "" : ` AND ${time} < TIMESTAMP '${period.until} 00:00:00'`;
  return `${time} >= TIMESTAMP '${period.from} 00:00:00'${until} AND ${printSql(rule.when, period.params)}`;
}
