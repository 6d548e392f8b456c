import { noData } from "../statistics/estimate.js";
import type { MetricDefinition } from "./definition.js";
import { sum } from "./sums.js";

/** How many accounts act together. */
export const networkMembers: MetricDefinition = {
  id: "network_members",
  name: "Accounts in coordinated networks",
  group: "Detection",
  definition:
    "Accounts that, within 28 days, shared the same objects at the same moments more often than chance explains, or acted on the same targets in a block denser than chance leaves. Acting together is not yet acting falsely.",
  formula:
    "Shared moments: Σ 1/ln(2 + popularity) over at least two distinct objects, from the score at which dealing times anew within object and day leaves at most 5 % as many edges. Blocks: greedy peeling with column weights 1/ln(5 + degree) (FRAUDAR: Hooi et al. 2016, KDD, 895–904)",
  estimator: "Counted, not estimated: no interval.",
  unit: "accounts",
  unitText: "accounts",
  owner: "Detection",
  caveats: [
    "Fan clubs, news bots and volunteers of a campaign act together too: look at the organic alternative on the network's page.",
    "An account stays in view up to four weeks after its last act.",
  ],
  degenerate: "No object that two accounts share, and no follow or like with a target: no data.",
  better: "neither",
  tables: [],
  columns: {},
  query: null,
  estimate: (rows) => {
    const value = sum(rows, "accounts");
    return value === null
      ? noData()
      : { value, low: value, high: value, numerator: value, denominator: null };
  },
};
