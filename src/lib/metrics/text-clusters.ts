import { count } from "../statistics/count.js";
import type { MetricDefinition } from "./definition.js";

/** Texts that several accounts wrote, give or take a few words. */
export const textClusters: MetricDefinition = {
  id: "text_clusters",
  name: "Repeated texts",
  group: "Activity",
  definition:
    "Texts, near-duplicates taken as one, that at least three accounts posted, replied, sent or reposted. Addresses, mentions, upper case and invisible characters make no difference.",
  formula: "clusters of texts with at least 3 accounts",
  estimator:
    "MinHash of 32 permutations over shingles of five characters (Broder 1997), in 8 bands of 4; a text joins the oldest cluster with a text at a Jaccard similarity of .65 or more, and of .5 or more with its first.",
  unit: "count",
  unitText: "texts",
  owner: "Threat intelligence",
  caveats: [
    "Repetition alone does not incriminate: memes, quotes, headlines, share buttons and reposts repeat texts too.",
    "Texts under twelve characters take no part. About one pair of similar texts in ten is not found.",
  ],
  degenerate: "No event with a text: no data. No text that three accounts share: 0.",
  better: "neither",
  tables: ["events"],
  columns: {},
  query: null,
  estimate: (rows) => count(rows.length),
};
