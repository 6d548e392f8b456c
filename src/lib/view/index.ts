import type { Slice } from "../slice/slice.js";
import { accountsView } from "./accounts/accounts.js";
import { appealsView } from "./appeals.js";
import { dictionaryView } from "./dictionary.js";
import { findingsView } from "./findings-list.js";
import { freshnessView } from "./freshness.js";
import { homeView } from "./home.js";
import { type Artifacts, type Inputs, inputsOf } from "./inputs.js";
import { emergingView } from "./emerging/emerging.js";
import { networkView } from "./networks/network.js";
import { networksView } from "./networks/networks.js";
import type { PageView } from "./page-view.js";
import { queuesView } from "./queues/queues.js";
import { riskView } from "./risk/risk.js";
import { lifecycleView } from "./rules/lifecycle.js";
import { ruleView } from "./rules/rule.js";
import { rulesView } from "./rules/rules.js";
import { textsView } from "./texts/texts.js";
import { todayView } from "./rules/today.js";
import { scorecardView } from "./scorecard.js";
import { transparencyView } from "./transparency.js";
import { trendsView } from "./trends.js";

interface Page {
  readonly artifacts: readonly string[];
  readonly view: (inputs: Inputs) => PageView;
}

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

const pages = {
  home: {
    artifacts: [...new Set([...scorecardArtifacts, ...trendsArtifacts, ...transparencyArtifacts])],
    view: homeView,
  },
  scorecard: {
    artifacts: scorecardArtifacts,
    view: scorecardView,
  },
  trends: {
    artifacts: trendsArtifacts,
    view: trendsView,
  },
  appeals: {
    artifacts: ["annotations", ...appealCubes, "audits", "put_right"],
    view: appealsView,
  },
  transparency: { artifacts: transparencyArtifacts, view: transparencyView },
  lifecycle: { artifacts: ["annotations", "rule_changes", "rule_promotions"], view: lifecycleView },
  today: { artifacts: ["rules", "review_sla", "emerging"], view: todayView },
  rules: { artifacts: ["rules"], view: rulesView },
  rule: { artifacts: ["rules"], view: ruleView },
  queues: {
    artifacts: [
      "review_sla",
      "review_flow",
      "review_ageing",
      "review_agreement",
      "reviewer_gold",
      "gold_by_reviewer",
      "precision_strata",
      "rules",
    ],
    view: queuesView,
  },
  risk: { artifacts: ["risk"], view: riskView },
  emerging: { artifacts: ["emerging", "rules"], view: emergingView },
  network: { artifacts: ["networks", "network_details", "rules"], view: networkView },
  networks: { artifacts: ["networks", "rules"], view: networksView },
  texts: { artifacts: ["texts"], view: textsView },
  accounts: { artifacts: ["accounts"], view: accountsView },
  dictionary: { artifacts: ["metrics"], view: dictionaryView },
  freshness: { artifacts: ["data_runs"], view: freshnessView },
  findings: { artifacts: [], view: findingsView },
} as const satisfies Record<string, Page>;

export type PageName = keyof typeof pages;

/** Every page that is computed from artifacts and a slice. */
export const pageNames = Object.keys(pages).filter(isPageName);

function isPageName(name: string): name is PageName {
  return Object.hasOwn(pages, name);
}

/**
 * The artifacts that a page is computed from, `site` and `findings` among them.
 *
 * @throws RangeError for a page that there is not
 */
export function artifactsOf(page: string): readonly string[] {
  return ["site", "findings", ...pageNamed(page).artifacts];
}

/**
 * All that a page shows for a slice.
 *
 * @param artifacts parsed artifacts by name, at least those of `artifactsOf(page)`
 * @param id the one thing that was asked for by `?id=`, on pages that can show one
 * @throws RangeError for a page that there is not; Error where `site` is not among the artifacts
 */
export function pageView(
  page: string,
  artifacts: Artifacts,
  slice: Slice,
  id: string | null = null,
): PageView {
  return pageNamed(page).view(inputsOf(artifacts, slice, id));
}

function pageNamed(page: string): Page {
  if (!isPageName(page))
    throw new RangeError(`there is no page "${page}"; expected one of ${pageNames.join(", ")}`);
  return pages[page];
}
