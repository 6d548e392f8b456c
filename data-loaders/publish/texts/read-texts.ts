import type { ShownCluster, TextsArtifact, TextTotals } from "../../../src/lib/near-duplicate/shown-texts.js";
import type { Engine } from "../../engine/engine.js";

/** What `texts.json` holds: the clusters that pages show, or the tables for want of which there are none. */
export async function readTexts(
  engine: Engine,
  present: ReadonlySet<string>,
): Promise<TextsArtifact | { missing: string[] }> {
  if (!present.has("shown_texts")) return { missing: ["events"] };
  const [totals] = await engine.query<TextTotals>(
    `SELECT events, forms, short, pairs, (SELECT count(*) FROM text_clusters) AS shared, (SELECT count(*) FROM event_texts) AS "sharedEvents"
     FROM text_counts`,
  );
  if (totals === undefined) throw new Error("the table text_counts is empty; run `shrike build` again");
  if (totals.events === 0) return { missing: ["events.text"] };
  const [last] = await engine.query<{ day: string | null }>(
    "SELECT @date_text(@day(max(last_seen))) AS day FROM text_clusters",
  );
  const rows = await engine.query<{ content: string }>("SELECT content FROM shown_texts ORDER BY place");
  return {
    lastDay: last?.day ?? null,
    totals,
    clusters: rows.map(({ content }) => JSON.parse(content) as ShownCluster),
  };
}
