import { busiestMoment } from "../../../src/lib/near-duplicate/busiest-moment.js";
import type {
  BusiestMoment,
  ShownCluster,
  ShownVariant,
} from "../../../src/lib/near-duplicate/shown-texts.js";
import { wordDiff } from "../../../src/lib/near-duplicate/word-diff.js";
import { defang, platformText } from "../../../src/lib/text/index.js";
import { addDays } from "../../../src/lib/time/index.js";
import type { Engine } from "../../engine/engine.js";

/** Clusters that are shown: those of most accounts in the last 28 days, those of most accounts ever, and those alerted on last. */
const mostLately = 200;
const mostEver = 100;
const mostAlerted = 100;

/** Days of a cluster's timeline, and variants. */
const mostDays = 90;
/** A cluster that lasted no more days has a timeline of hours. */
const hourlyDays = 3;
const mostVariants = 12;

/** Seconds within which many accounts at once are told from many accounts over time. */
const moment = 600;

type ClusterRow = Omit<ShownCluster, "busiest" | "timeline" | "variants"> & { readonly place: number };

/**
 * What pages show of text clusters, most accounts lately first: at most 400. Texts are neutralised and defanged.
 *
 * @param engine holds `events`, `event_texts`, `text_clusters` and `alerts`
 */
export async function shownClusters(engine: Engine): Promise<ShownCluster[]> {
  await engine.execute(`
    CREATE OR REPLACE TEMP TABLE shown_clusters AS
    WITH lately AS (
      SELECT cluster_id, count(DISTINCT account_id) AS accounts
      FROM event_texts
      WHERE @day(occurred_at) > (SELECT @add_days(@day(max(last_seen)), -28) FROM text_clusters)
      GROUP BY cluster_id
    ),
    alerted AS (
      SELECT entity_id, row_number() OVER (ORDER BY max(day) DESC, entity_id) AS by_alert
      FROM alerts WHERE entity_kind = 'text' GROUP BY entity_id
    ),
    ranked AS (
      SELECT c.*, a.by_alert, coalesce(l.accounts, 0) AS recent_accounts,
        row_number() OVER (ORDER BY coalesce(l.accounts, 0) DESC, c.accounts DESC, c.cluster_id) AS by_recent,
        row_number() OVER (ORDER BY c.accounts DESC, c.cluster_id) AS by_accounts
      FROM text_clusters c
      LEFT JOIN lately l ON l.cluster_id = c.cluster_id
      LEFT JOIN alerted a ON a.entity_id = c.cluster_id
    )
    SELECT *, CAST(row_number() OVER (ORDER BY by_recent) - 1 AS INTEGER) AS place
    FROM ranked
    WHERE (by_recent <= ${mostLately} AND recent_accounts > 0) OR by_accounts <= ${mostEver} OR by_alert <= ${mostAlerted};
    CREATE OR REPLACE TEMP TABLE shown_events AS
    SELECT c.place, c.cluster_id, c.first_seen, c.last_seen, e.event_id, e.account_id, e.occurred_at, e.text_id
    FROM event_texts e JOIN shown_clusters c ON c.cluster_id = e.cluster_id`);
  const clusters = await engine.query<ClusterRow>(
    `SELECT place, cluster_id AS id, sample, @text(first_seen) AS "firstSeen", @text(last_seen) AS "lastSeen", events, accounts,
       recent_accounts AS "recentAccounts", texts, reposts
     FROM shown_clusters ORDER BY place`,
  );
  const [busiest, counts, variants] = [
    await busiestMoments(engine, clusters),
    await countsOf(engine),
    await variantsOf(engine),
  ];
  for (const table of ["shown_events", "shown_clusters"]) await engine.execute(`DROP TABLE temp.${table}`);
  return clusters.map(({ place, ...cluster }) => {
    const sample = safeText(cluster.sample);
    return {
      ...cluster,
      sample,
      busiest: busiest[place] ?? { at: cluster.firstSeen, events: 0, accounts: 0 },
      timeline: timelineOf(cluster, counts.get(place) ?? new Map()),
      variants: (variants.get(place) ?? []).map(({ text, ...variant }) => ({
        ...variant,
        segments: wordDiff(sample, safeText(text)),
      })),
    };
  });
}

function safeText(raw: string): string {
  return defang(platformText(raw, 400));
}

async function busiestMoments(engine: Engine, clusters: readonly ClusterRow[]): Promise<BusiestMoment[]> {
  const [places = new Int32Array(), times = new Int32Array(), accounts = new Int32Array()] =
    await engine.integers(
      `SELECT place, CAST(least(@secs(first_seen, occurred_at), 2000000000) AS INTEGER) AS seconds,
       CAST(dense_rank() OVER (ORDER BY account_id) AS INTEGER) AS account
     FROM shown_events ORDER BY place, seconds, account`,
    );
  let from = 0;
  return clusters.map(({ place, firstSeen }) => {
    let to = from;
    while (to < places.length && places[to] === place) to += 1;
    const found = busiestMoment(times, accounts, from, to, moment);
    from = to;
    const at = new Date(Date.parse(`${firstSeen.replace(" ", "T")}Z`) + 1000 * (times[found.first] ?? 0));
    return {
      at: at.toISOString().slice(0, 19).replace("T", " "),
      events: found.acts,
      accounts: found.accounts,
    };
  });
}

/** Events and accounts by day, `YYYY-MM-DD`, or hour, `YYYY-MM-DD HH`. */
type Counts = ReadonlyMap<string, { readonly events: number; readonly accounts: number }>;

async function countsOf(engine: Engine): Promise<Map<number, Counts>> {
  const rows = await engine.query<{ place: number; period: string; events: number; accounts: number }>(
    `SELECT place,
       CASE WHEN @days_between(@day(first_seen), @day(last_seen)) < ${hourlyDays} THEN @sub(@text(@hour(occurred_at)), 1, 13)
         ELSE @date_text(@day(occurred_at)) END AS period,
       count(*) AS events, count(DISTINCT account_id) AS accounts
     FROM shown_events
     WHERE @day(occurred_at) > @add_days(@day(last_seen), -${mostDays})
     GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  const counts = new Map<number, Map<string, { events: number; accounts: number }>>();
  for (const { place, period, events, accounts } of rows) {
    const periods = counts.get(place) ?? new Map<string, { events: number; accounts: number }>();
    counts.set(place, periods.set(period, { events, accounts }));
  }
  return counts;
}

/** Every day, or hour, from the first that is shown to the last; one without events counts zero. */
function timelineOf(
  { firstSeen, lastSeen }: Pick<ClusterRow, "firstSeen" | "lastSeen">,
  counts: Counts,
): ShownCluster["timeline"] {
  const [first, last] = [firstSeen.slice(0, 10), lastSeen.slice(0, 10)];
  const hourly = last < addDays(first, hourlyDays);
  const earliest = addDays(last, 1 - mostDays);
  const from = first > earliest ? first : earliest;
  const periods = hourly ? hoursBetween(firstSeen, lastSeen) : daysBetween(from, last);
  const of = (what: "events" | "accounts"): number[] =>
    periods.map((period) => counts.get(period)?.[what] ?? 0);
  return {
    grain: hourly ? "hour" : "day",
    from: hourly ? `${firstSeen.slice(0, 13).replace(" ", "T")}:00` : from,
    events: of("events"),
    accounts: of("accounts"),
  };
}

function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

function hoursBetween(from: string, to: string): string[] {
  const start = (time: string): number => Date.parse(`${time.slice(0, 13).replace(" ", "T")}:00:00Z`);
  const count = 1 + (start(to) - start(from)) / 3_600_000;
  return Array.from({ length: count }, (_, hour) =>
    new Date(start(from) + hour * 3_600_000).toISOString().slice(0, 13).replace("T", " "),
  );
}

async function variantsOf(
  engine: Engine,
): Promise<Map<number, (Omit<ShownVariant, "segments"> & { text: string })[]>> {
  const rows = await engine.query<Omit<ShownVariant, "segments"> & { place: number; text: string }>(
    `WITH variants AS (
       SELECT place, cluster_id, text_id, count(*) AS events, count(DISTINCT account_id) AS accounts, min(occurred_at) AS first_seen
       FROM shown_events GROUP BY place, cluster_id, text_id
     ),
     ranked AS (
       SELECT *, row_number() OVER (
         PARTITION BY place ORDER BY CASE WHEN text_id = cluster_id THEN 0 ELSE 1 END, events DESC, first_seen, text_id
       ) AS rank
       FROM variants
     ),
     firsts AS (
       SELECT r.place, r.rank, r.events, r.accounts, r.first_seen, min(e.event_id) AS event_id
       FROM ranked r
       JOIN shown_events e ON e.place = r.place AND e.text_id = r.text_id AND e.occurred_at = r.first_seen
       WHERE r.rank <= ${mostVariants}
       GROUP BY r.place, r.rank, r.events, r.accounts, r.first_seen
     )
     SELECT f.place, f.events, f.accounts, @text(f.first_seen) AS "firstSeen", e.text
     FROM firsts f JOIN events e ON e.event_id = f.event_id
     ORDER BY f.place, f.rank`,
  );
  const variants = new Map<number, (Omit<ShownVariant, "segments"> & { text: string })[]>();
  for (const { place, ...variant } of rows) variants.set(place, [...(variants.get(place) ?? []), variant]);
  return variants;
}
