const actionCubes = ["actions", "actions_by_country", "actions_by_rule"];
const appealCubes = ["appeals", "appeals_by_country"];

const scorecardArtifacts = [
  "annotations",
  "prevalence",
  "prevalence_by_country",
  ...actionCubes,
  ...appealCubes,
  "audits",
  "precision_strata",
  "reviewer_gold",
  "time_to_action",
  "views_before_action",
  "challenges",
  "active_accounts",
];
const trendsArtifacts = [
  "annotations",
  "events",
  "events_by_kind",
  "events_by_hour",
  "active_accounts",
  "top_objects",
  ...actionCubes,
  "reports",
  "hits",
];
const transparencyArtifacts = ["published_figures", ...actionCubes, ...appealCubes];

const artifacts = {
  home: [...new Set([...scorecardArtifacts, ...trendsArtifacts, ...transparencyArtifacts])],
  scorecard: scorecardArtifacts,
  trends: trendsArtifacts,
  appeals: ["annotations", ...appealCubes, "audits", "put_right"],
  transparency: transparencyArtifacts,
  lifecycle: ["annotations", "rule_changes", "rule_promotions"],
  today: ["rules", "review_sla", "emerging"],
  rules: ["rules"],
  rule: ["rules"],
  queues: [
    "review_sla",
    "review_flow",
    "review_ageing",
    "review_agreement",
    "reviewer_gold",
    "gold_by_reviewer",
    "precision_strata",
    "rules",
  ],
  risk: ["risk"],
  emerging: ["emerging", "rules"],
  network: ["networks", "network_details", "rules"],
  networks: ["networks", "rules"],
  texts: ["texts"],
  accounts: ["accounts"],
  dictionary: ["metrics"],
  freshness: ["data_runs"],
  findings: [],
} as const satisfies Record<string, readonly string[]>;

export type PageName = keyof typeof artifacts;

/** Every page that is computed from artifacts and a slice. */
export const pageNames = Object.keys(artifacts).filter(isPageName);

function isPageName(name: string): name is PageName {
  return Object.hasOwn(artifacts, name);
}

/** @throws RangeError for a page that there is not */
export function pageNamed(page: string): PageName {
  if (!isPageName(page))
    throw new RangeError(`there is no page "${page}"; expected one of ${pageNames.join(", ")}`);
  return page;
}

/**
 * The artifacts that a page is computed from, `site` and `findings` among them.
 *
 * @throws RangeError for a page that there is not
 */
export function artifactsOf(page: string): readonly string[] {
  return ["site", "findings", ...artifacts[pageNamed(page)]];
}
