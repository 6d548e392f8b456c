import type { ShownCluster } from "../../../src/lib/near-duplicate/shown-texts.js";
import type { Stage } from "../../pipeline/stage.js";
import { shownClusters } from "./shown-clusters.js";
import { clusterTexts, leastAccounts } from "./cluster-texts.js";

/**
 * Clusters of near-duplicate texts that at least three accounts share.
 *
 * - `event_texts`(event_id, account_id, occurred_at, cluster_id, text_id): every event whose text is in one;
 * - `text_clusters`(cluster_id, sample, first_seen, last_seen, events, accounts, texts, reposts): one row each; `sample` is the text of its first event
 *   as the platform has it, `texts` counts distinct normal forms,
 *   `reposts` events that only repeat another's;
 * - `text_counts`(events, forms, short, texts, clusters, pairs): one row, how much there was to compare (`TextCounts`);
 * - `shown_texts`(place, content): what pages show of each of some clusters, as JSON.
 */
export const textStages: readonly Stage[] = [
  {
    name: "text_clusters",
    title: "Near-duplicate texts",
    reads: [{ table: "events" }],
    writes: [{ table: "event_texts" }, { table: "text_clusters" }, { table: "text_counts" }],
    run: async ({ engine, write }) => {
      const counts = await clusterTexts(engine);
      await engine.execute(`
        CREATE OR REPLACE TEMP TABLE clustered_events AS
        SELECT e.event_id, e.account_id, e.occurred_at, e.is_repost, i.cluster_id, i.text_id
        FROM text_events e JOIN text_ids i ON i.form = e.form;
        DROP TABLE temp.text_events;
        DROP TABLE temp.text_ids;
        CREATE OR REPLACE TEMP TABLE text_sizes AS
        SELECT cluster_id, min(occurred_at) AS first_seen, max(occurred_at) AS last_seen, count(*) AS events,
          count(DISTINCT account_id) AS accounts, count(DISTINCT text_id) AS texts,
          @i64(sum(is_repost)) AS reposts
        FROM clustered_events
        GROUP BY cluster_id
        HAVING count(DISTINCT account_id) >= ${leastAccounts}`);
      await write(
        "event_texts",
        `SELECT event_id, account_id, occurred_at, cluster_id, text_id FROM clustered_events
         WHERE cluster_id IN (SELECT cluster_id FROM text_sizes)`,
      );
      await write(
        "text_clusters",
        `SELECT s.cluster_id, e.text AS sample, s.first_seen, s.last_seen, s.events, s.accounts, s.texts, s.reposts
         FROM text_sizes s
         JOIN (
           SELECT s.cluster_id, min(e.event_id) AS event_id
           FROM event_texts e JOIN text_sizes s ON s.cluster_id = e.cluster_id AND s.first_seen = e.occurred_at
           GROUP BY s.cluster_id
         ) AS firsts ON firsts.cluster_id = s.cluster_id
         JOIN events e ON e.event_id = firsts.event_id
         ORDER BY s.first_seen, s.cluster_id`,
      );
      const columns = Object.entries(counts).map(([name, count]) => `@i64(${String(count)}) AS ${name}`);
      await write("text_counts", `SELECT ${columns.join(", ")}`);
      for (const table of ["clustered_events", "text_sizes"])
        await engine.execute(`DROP TABLE temp.${table}`);
    },
    modules: [new URL(import.meta.url)],
  },
  {
    name: "shown_texts",
    title: "Repeated texts to look at",
    reads: [
      { table: "event_texts" },
      { table: "text_clusters" },
      { table: "events" },
      { table: "alerts", optional: { entity_kind: "VARCHAR", entity_id: "VARCHAR", day: "DATE" } },
    ],
    writes: [{ table: "shown_texts" }],
    run: async ({ engine, write }) => {
      const shown = await shownClusters(engine);
      await engine.execute("CREATE OR REPLACE TEMP TABLE shown_rows (place VARCHAR, content VARCHAR)");
      await engine.append("shown_rows", batchOf(shown));
      await write("shown_texts", "SELECT @i64(place) AS place, content FROM temp.shown_rows ORDER BY 1");
      await engine.execute("DROP TABLE temp.shown_rows");
    },
    modules: [new URL(import.meta.url)],
  },
];

async function* batchOf(shown: readonly ShownCluster[]): AsyncGenerator<string[][]> {
  yield shown.map((cluster, place) => [String(place), JSON.stringify(cluster)]);
}
