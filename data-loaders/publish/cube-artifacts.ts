/** A cube artifact: the table that it is read from, and which of its columns are dimensions. All others are measures. */
export interface CubeArtifact {
  readonly name: string;
  readonly table: string;
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
}

function cube(name: string, dimensions: readonly string[], measures: readonly string[]): CubeArtifact {
  return { name, table: `cube_${name}`, dimensions, measures };
}

const actionMeasures = [
  "actions",
  "content",
  "accounts",
  "proactive",
  "proactive_known",
  "views_before",
  "views_before_known",
];
const appealMeasures = ["appealable", "appealed", "decided", "overturned", "restored_without_appeal"];
const prevalenceMeasures = [
  "reviewed",
  "violating",
  "uncertain",
  "weight",
  "weight_violating",
  "weight_squared",
  "weight_squared_violating",
];

/**
 * Every cube that is published. None holds an account, a handle or a hash of one. The full cross of all dimensions would
 * be as large as the rows: each family is cut along a few of them, and a view says what is not published together.
 */
export const cubeArtifacts: readonly CubeArtifact[] = [
  cube("events", ["day", "surface", "country"], ["events", "views"]),
  cube("events_by_kind", ["day", "event_type", "lang"], ["events", "views"]),
  cube("events_by_hour", ["day", "hour"], ["events"]),
  cube("active_accounts", ["day", "previous"], ["accounts"]),
  cube("top_objects", ["day", "kind", "object"], ["events", "accounts"]),
  cube("reports", ["day", "reason", "country"], ["reports", "accounts"]),
  cube("hits", ["day", "rule", "environment"], ["hits", "accounts"]),
  cube("actions", ["day", "policy", "surface", "auto", "action_type"], actionMeasures),
  cube("actions_by_country", ["day", "policy", "country", "auto"], actionMeasures),
  cube("actions_by_rule", ["day", "rule", "policy", "auto"], ["actions"]),
  cube("appeals", ["day", "policy", "surface", "auto"], appealMeasures),
  cube("appeals_by_country", ["day", "policy", "country", "auto"], appealMeasures),
  cube("put_right", ["day", "policy", "auto", "via", "days"], ["actions"]),
  cube("audits", ["day", "policy", "auto"], ["reviewed", "overturned", "uncertain"]),
  cube(
    "precision_strata",
    ["day", "rule", "version", "stratum"],
    ["reviewed", "true_positives", "weight_micro", "weight_squared_micro"],
  ),
  cube("reviewer_gold", ["day"], ["positives", "positives_found", "negatives", "negatives_found"]),
  cube("prevalence", ["day", "surface"], prevalenceMeasures),
  cube("prevalence_by_country", ["day", "country"], prevalenceMeasures),
  cube("time_to_action", ["day", "outcome", "bin"], ["items"]),
  cube("challenges", ["day", "country", "kind"], ["issued", "passed"]),
  cube("published_figures", ["series", "metric", "period", "release", "released_on"], ["value"]),
];
