import type { Slice } from "../../../src/lib/slice/index.js";

/** A number that a new finding starts with, and how the prose speaks of it. */
export interface SliceQuery {
  readonly name: string;
  readonly sql: string;
  readonly sentence: string;
}

/**
 * Queries that count what a slice holds, each only where the source has the tables for it. A filter that a table does not
 * carry is not applied to it, and its sentence says so.
 */
export function sliceQueries(slice: Slice, tables: readonly string[]): SliceQuery[] {
  const present = new Set(tables);
  const queries: SliceQuery[] = [];
  const ofAccounts = present.has("accounts")
    ? oneOf("account_id IN (SELECT account_id FROM accounts WHERE country", slice.country, ")")
    : [];
  if (present.has("events")) {
    const where = conditions(
      slice,
      "occurred_at",
      oneOf("surface", slice.surface),
      oneOf("lang", slice.lang),
      ofAccounts,
    );
    queries.push(
      { name: "events", sql: `SELECT count(*) FROM events\n${where}`, sentence: "{{events}} events" },
      {
        name: "accounts",
        sql: `SELECT count(DISTINCT account_id) FROM events\n${where}`,
        sentence: "by {{accounts}} accounts",
      },
    );
  }
  if (present.has("actions")) {
    const auto = slice.auto === "all" ? [] : [`${slice.auto === "manual" ? "NOT " : ""}automated_decision`];
    const ofRules =
      slice.rule.length && present.has("action_rules") && present.has("rule_hits")
        ? oneOf(
            "action_id IN (SELECT action_id FROM action_rules JOIN rule_hits USING (hit_id) WHERE is_primary AND rule_id",
            slice.rule,
            ")",
          )
        : [];
    const where = conditions(slice, "action_at", oneOf("policy_id", slice.policy), auto, ofRules, ofAccounts);
    queries.push({
      name: "actions",
      sql: `SELECT count(*) FROM actions\n${where}`,
      sentence: "{{actions}} actions",
    });
  }
  return queries;
}

function conditions({ from, to }: Slice, time: string, ...filters: readonly string[][]): string {
  const days = `@day(${time}) BETWEEN DATE '${from}' AND DATE '${to}'`;
  return `WHERE ${[days, ...filters.flat()].join("\n  AND ")}`;
}

function oneOf(column: string, values: readonly string[], end = ""): string[] {
  if (values.length === 0) return [];
  return [`${column} IN (${values.map((value) => `'${value.replaceAll("'", "''")}'`).join(", ")})${end}`];
}
