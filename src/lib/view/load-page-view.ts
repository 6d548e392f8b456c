import type { Slice } from "../slice/slice.js";
import { type Artifacts, type AskedPair, type Inputs, inputsOf } from "./inputs.js";
import { type PageName, pageNamed } from "./page-artifacts.js";
import type { PageView } from "./page-view.js";

/** Each page's view by itself: a browser loads a module a request, and needs those of one page. */
const views: Readonly<Record<PageName, () => Promise<(inputs: Inputs) => PageView>>> = {
  home: async () => (await import("./home.js")).homeView,
  scorecard: async () => (await import("./scorecard.js")).scorecardView,
  trends: async () => (await import("./trends.js")).trendsView,
  appeals: async () => (await import("./appeals.js")).appealsView,
  transparency: async () => (await import("./transparency.js")).transparencyView,
  lifecycle: async () => (await import("./rules/lifecycle.js")).lifecycleView,
  today: async () => (await import("./rules/today.js")).todayView,
  rules: async () => (await import("./rules/rules.js")).rulesView,
  rule: async () => (await import("./rules/rule.js")).ruleView,
  queues: async () => (await import("./queues/queues.js")).queuesView,
  risk: async () => (await import("./risk/risk.js")).riskView,
  emerging: async () => (await import("./emerging/emerging.js")).emergingView,
  network: async () => (await import("./networks/network.js")).networkView,
  networks: async () => (await import("./networks/networks.js")).networksView,
  texts: async () => (await import("./texts/texts.js")).textsView,
  accounts: async () => (await import("./accounts/accounts.js")).accountsView,
  dictionary: async () => (await import("./dictionary.js")).dictionaryView,
  freshness: async () => (await import("./freshness.js")).freshnessView,
  findings: async () => (await import("./findings-list.js")).findingsView,
};

/**
 * What `pageView` of `./index.js` gives, from the modules of that page alone.
 *
 * @throws RangeError for a page that there is not; Error where `site` is not among the artifacts
 */
export async function loadPageView(
  page: string,
  artifacts: Artifacts,
  slice: Slice,
  id: string | null = null,
  pair: AskedPair | null = null,
): Promise<PageView> {
  return (await views[pageNamed(page)]())(inputsOf(artifacts, slice, id, pair));
}
