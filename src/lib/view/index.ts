import type { Slice } from "../slice/slice.js";
import { type Artifacts, type AskedPair, type Inputs, inputsOf } from "./inputs.js";
import { type PageName, pageNamed } from "./page-artifacts.js";
import type { PageView } from "./page-view.js";
import { accountsView } from "./accounts/accounts.js";
import { appealsView } from "./appeals.js";
import { dictionaryView } from "./dictionary.js";
import { findingsView } from "./findings-list.js";
import { freshnessView } from "./freshness.js";
import { homeView } from "./home.js";
import { emergingView } from "./emerging/emerging.js";
import { networkView } from "./networks/network.js";
import { networksView } from "./networks/networks.js";
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

export { artifactsOf, type PageName, pageNames } from "./page-artifacts.js";

const views: Readonly<Record<PageName, (inputs: Inputs) => PageView>> = {
  home: homeView,
  scorecard: scorecardView,
  trends: trendsView,
  appeals: appealsView,
  transparency: transparencyView,
  lifecycle: lifecycleView,
  today: todayView,
  rules: rulesView,
  rule: ruleView,
  queues: queuesView,
  risk: riskView,
  emerging: emergingView,
  network: networkView,
  networks: networksView,
  texts: textsView,
  accounts: accountsView,
  dictionary: dictionaryView,
  freshness: freshnessView,
  findings: findingsView,
};

/**
 * All that a page shows for a slice.
 *
 * @param artifacts parsed artifacts by name, at least those of `artifactsOf(page)`
 * @param id the one thing that was asked for by `?id=`, on pages that can show one
 * @param pair two accounts that were asked for by `?a=` and `?b=`, on pages that can show what two have in common
 * @throws RangeError for a page that there is not; Error where `site` is not among the artifacts
 */
export function pageView(
  page: string,
  artifacts: Artifacts,
  slice: Slice,
  id: string | null = null,
  pair: AskedPair | null = null,
): PageView {
  return views[pageNamed(page)](inputsOf(artifacts, slice, id, pair));
}
