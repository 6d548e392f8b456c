import type { Engine } from "../../engine/engine.js";
import { isComparable, linkPattern, normalForm } from "../../../src/lib/near-duplicate/normal-form.js";
import { TextClusters } from "../../../src/lib/near-duplicate/text-clusters.js";
import { textId } from "./text-id.js";

/** What clustering the texts of events came to. */
export interface TextCounts {
  /** Events that have a text; a repost has the one that it repeats. */
  readonly events: number;
  /** Distinct texts, but for addresses and mentions. */
  readonly forms: number;
  /** Of them those too short to be compared. */
  readonly short: number;
  /** Distinct texts that were compared. */
  readonly texts: number;
  readonly clusters: number;
  /** Pairs of texts that were looked at: at most eight for each text. */
  readonly pairs: number;
}

/** Distinct texts that leave the database at once. */
const chunk = 200_000;

/** Accounts that a cluster must have to be written. */
export const leastAccounts = 3;

/**
 * Makes `text_events` (event_id, account_id, occurred_at, is_repost, form) of the events with a text, and `text_ids` (form, cluster_id, text_id) of the
 * texts in clusters with at least `leastAccounts` events. Texts are taken in the order of their first event, day after day, so that
 * later events change nothing about earlier ones' clusters. Both tables are temporary.
 *
 * @param engine holds `events`
 */
export async function clusterTexts(engine: Engine): Promise<TextCounts> {
  await engine.execute(`
    CREATE OR REPLACE TEMP TABLE text_events AS
    SELECT event_id, account_id, occurred_at, CASE WHEN event_type = 'repost' THEN 1 ELSE 0 END AS is_repost,
      CASE WHEN text LIKE '%://%' OR text LIKE '%@%' THEN trim(@re_sub(text, '${linkPattern}', ' ')) ELSE trim(text) END AS form
    FROM events
    WHERE text IS NOT NULL AND occurred_at IS NOT NULL;
    CREATE OR REPLACE TEMP TABLE text_forms AS
    SELECT form, events, row_number() OVER (ORDER BY first_at, form) - 1 AS n
    FROM (SELECT form, min(occurred_at) AS first_at, count(*) AS events FROM text_events GROUP BY form) AS forms`);
  const [size] = await engine.query<{ forms: number; events: number }>(
    "SELECT count(*) AS forms, @i64(coalesce(sum(events), 0)) AS events FROM text_forms",
  );
  const { forms = 0, events = 0 } = size ?? {};
  const clusters = new TextClusters(forms);
  const textOf = new Int32Array(forms).fill(-1);
  const eventsOf = new Map<number, number>();
  let short = 0;
  for (let from = 0; from < forms; from += chunk) {
    const { form = [], events: counts = [] } = await engine.columns(
      `SELECT form, events FROM text_forms WHERE n >= ${from} AND n < ${from + chunk} ORDER BY n`,
    );
    for (const [at, raw] of form.entries()) {
      const normal = normalForm(String(raw));
      if (!isComparable(normal)) {
        short += 1;
        continue;
      }
      const text = clusters.add(normal);
      const cluster = clusters.clusterOf(text);
      textOf[from + at] = text;
      eventsOf.set(cluster, (eventsOf.get(cluster) ?? 0) + Number(counts[at]));
    }
  }
  await engine.execute(
    "CREATE OR REPLACE TEMP TABLE text_numbers (n VARCHAR, cluster_id VARCHAR, text_id VARCHAR)",
  );
  await engine.append("text_numbers", idsOf(clusters, textOf, eventsOf));
  await engine.execute(`
    CREATE OR REPLACE TEMP TABLE text_ids AS
    SELECT f.form, i.cluster_id, i.text_id FROM text_numbers i JOIN text_forms f ON f.n = @i64(i.n);
    DROP TABLE temp.text_numbers;
    DROP TABLE temp.text_forms`);
  return {
    events,
    forms,
    short,
    texts: clusters.texts,
    clusters: clusters.clusters,
    pairs: clusters.pairs,
  };
}

/** Number, cluster and id of each text whose cluster has enough events to have enough accounts. */
async function* idsOf(
  clusters: TextClusters,
  textOf: Int32Array,
  eventsOf: ReadonlyMap<number, number>,
): AsyncGenerator<string[][]> {
  const ids = new Map<number, string>();
  const idOf = (text: number): string => {
    const known = ids.get(text) ?? textId(clusters.formOf(text));
    ids.set(text, known);
    return known;
  };
  let rows: string[][] = [];
  for (const [n, text] of textOf.entries()) {
    const cluster = clusters.clusterOf(text);
    if (text < 0 || (eventsOf.get(cluster) ?? 0) < leastAccounts) continue;
    rows.push([String(n), idOf(clusters.firstOf(cluster)), idOf(text)]);
    if (rows.length < chunk) continue;
    yield rows;
    rows = [];
  }
  yield rows;
}
