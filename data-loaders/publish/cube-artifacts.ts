import { metricQueries } from "../../src/lib/metrics/index.js";

/** A cube artifact: the table that it is read from, the columns that are its dimensions, and those that are added up. */
export interface CubeArtifact {
  readonly name: string;
  readonly table: string;
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
}

/** A cube over the table of a metric's query, added up over the keys left out. */
function ofMetric(name: string, table: string, without: readonly string[] = []): CubeArtifact {
  const query = metricQueries.find((candidate) => candidate.table === table);
  if (!query) throw new Error(`no metric is estimated from a table "${table}"`);
  const unknown = without.find((key) => !query.keys.includes(key));
  if (unknown) throw new Error(`cube ${name}: table ${table} has no key "${unknown}"`);
  return {
    name,
    table,
    dimensions: query.keys.filter((key) => !without.includes(key)),
    measures: Object.keys(query.sums),
  };
}

function ofTable(name: string, dimensions: readonly string[], measures: readonly string[]): CubeArtifact {
  return { name, table: `cube_${name}`, dimensions, measures };
}

/**
 * Every cube that is published. None holds an account, a handle or a hash of one. The full cross of all dimensions would
 * be as large as the rows: each family is cut along a few of them (surface without country, country without surface), and a view
 * says what is not published together.
 */
export const cubeArtifacts: readonly CubeArtifact[] = [
  ofMetric("events", "metric_events"),
  ofTable("events_by_kind", ["day", "event_type", "lang"], ["events", "views"]),
  ofTable("events_by_hour", ["day", "hour"], ["events"]),
  ofMetric("active_accounts", "metric_active_accounts"),
  ofTable("top_objects", ["day", "kind", "object"], ["events", "accounts"]),
  ofMetric("reports", "metric_reports"),
  ofMetric("hits", "metric_rule_hits"),
  ofMetric("actions", "metric_actions", ["country"]),
  ofMetric("actions_by_country", "metric_actions", ["surface", "action_type"]),
  ofMetric("actions_by_rule", "metric_actions_by_rule", ["surface", "country"]),
  ofMetric("appeals", "metric_appeals", ["country"]),
  ofMetric("appeals_by_country", "metric_appeals", ["surface"]),
  ofMetric("put_right", "metric_put_right", ["surface", "country", "via"]),
  ofMetric("audits", "metric_audits", ["country"]),
  ofMetric("precision_strata", "metric_rule_labels"),
  ofMetric("reviewer_gold", "metric_reviewer_gold"),
  ofMetric("gold_by_reviewer", "metric_gold_by_reviewer"),
  ofMetric("review_agreement", "metric_review_agreement"),
  ofMetric("review_sla", "metric_review_sla"),
  ofMetric("review_flow", "metric_review_flow"),
  ofMetric("review_ageing", "metric_review_ageing"),
  ofMetric("prevalence", "metric_prevalence", ["country"]),
  ofMetric("prevalence_by_country", "metric_prevalence", ["surface"]),
  ofMetric("time_to_action", "metric_time_to_action"),
  ofMetric("views_before_action", "metric_views_before_action", ["country"]),
  ofMetric("challenges", "metric_challenges"),
  ofMetric("rule_changes", "metric_rule_changes"),
  ofMetric("rule_promotions", "metric_rule_promotions"),
  ofTable("published_figures", ["series", "metric", "period", "release", "released_on"], ["value"]),
];
