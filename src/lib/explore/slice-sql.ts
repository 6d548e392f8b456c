import { addDays } from "../time/day.js";
import { otherValue, type ExploreDimension, type ExploreManifest } from "./manifest.js";
import type { ExploreState } from "./state.js";
import { shownDimensions } from "./filters.js";

/** Conditions on `explore_rows` that hold for the rows of a slice, each on a line; empty where nothing is brushed. */
export function sliceConditions(manifest: ExploreManifest, state: ExploreState): string[] {
  const time = manifest.grain === "events" ? "occurred_at" : "hit_at";
  const conditions: string[] = [];
  if (state.week !== null || state.time?.from.includes("T")) {
    const [from, to] = [
      state.time?.from ?? `${state.week ?? ""}T00`,
      state.time?.to ?? `${addDays(state.week ?? "", 6)}T23`,
    ];
    conditions.push(
      `${time} >= TIMESTAMP '${hour(from)}'`,
      `${time} < TIMESTAMP '${hour(to)}' + INTERVAL 1 HOUR`,
    );
  } else if (state.time !== null)
    conditions.push(`day BETWEEN DATE '${state.time.from}' AND DATE '${state.time.to}'`);
  for (const dimension of shownDimensions(manifest, state.swap)) {
    const values = state.values[dimension.name] ?? [];
    if (values.length > 0) conditions.push(dimensionCondition(dimension, values));
  }
  return conditions;
}

/** A query of a slice's rows, distinct accounts and events by day, to start from in SQL. */
export function sliceQuery(manifest: ExploreManifest, state: ExploreState): string {
  return `SELECT
  day,
  count(*) AS ${manifest.grain === "events" ? "events" : "hits"},
  count(DISTINCT account_id) AS accounts
FROM explore_rows${whereClause(manifest, state)}
GROUP BY day
ORDER BY day`;
}

/** A query of the distinct accounts of a slice, and of the events where rows name any. */
export function distinctQuery(manifest: ExploreManifest, state: ExploreState): string {
  return `SELECT
  count(*) AS ${manifest.grain === "events" ? "events" : "hits"},
  count(DISTINCT account_id) AS accounts${manifest.grain === "rule_hits" ? ",\n  count(DISTINCT event_id) AS events" : ""}
FROM explore_rows${whereClause(manifest, state)}`;
}

/** `WHERE …` of a slice on lines of its own; empty where nothing is brushed. */
export function whereClause(manifest: ExploreManifest, state: ExploreState): string {
  const conditions = sliceConditions(manifest, state);
  return conditions.length === 0 ? "" : `\nWHERE ${conditions.join("\n  AND ")}`;
}

function dimensionCondition({ name, kind, bins }: ExploreDimension, values: readonly string[]): string {
  const alternatives: string[] = [];
  if (kind === "range") {
    for (const value of values) {
      const at = bins.findIndex((bin) => bin.value === value);
      const next = bins[at + 1]?.value;
      const bounds = [
        ...(value === "" || value === "below" ? [] : [`${name} >= ${value}`]),
        ...(value === "" || next === undefined || next === "" ? [] : [`${name} < ${next}`]),
      ];
      alternatives.push(value === "" ? `${name} IS NULL` : bounds.join(" AND ") || `${name} IS NOT NULL`);
    }
    return alternatives.length === 1
      ? (alternatives[0] ?? "")
      : `(${alternatives.map((part) => `(${part})`).join(" OR ")})`;
  }
  const named = values.filter((value) => value !== "" && value !== otherValue);
  const column = `CAST(${name} AS VARCHAR)`;
  if (named.length > 0) alternatives.push(`${name} IN (${named.map(literal).join(", ")})`);
  if (values.includes("")) alternatives.push(`coalesce(${column}, '') = ''`);
  if (values.includes(otherValue)) {
    const kept = bins.filter(({ value }) => value !== otherValue).map(({ value }) => literal(value));
    alternatives.push(`coalesce(${column}, '') NOT IN (${kept.join(", ")})`);
  }
  return alternatives.length === 1 ? (alternatives[0] ?? "") : `(${alternatives.join(" OR ")})`;
}

function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

function hour(moment: string): string {
  return `${moment.slice(0, 10)} ${moment.slice(11, 13)}:00:00`;
}
