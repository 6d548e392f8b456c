import type { Engine } from "../../engine/engine.js";
import { sqlList } from "../../engine/sql-list.js";

export interface CoSharingOptions {
  /** Seconds within which two accounts share the same object; both ends included. */
  readonly window: number;
  /** Shares that an account must have, in all and again among those that coincide with another's. */
  readonly minShared: number;
  /** Kinds of objects; all of them where left out. */
  readonly kinds?: readonly string[] | undefined;
  /** Pairs of shares beyond which the most crowded moments of the most shared objects are left out. */
  readonly maxPairs: number;
}

export interface CoSharing {
  readonly accounts: number;
  readonly edges: number;
  /** Coinciding pairs of shares that the edges are made of. */
  readonly pairs: number;
  /** Shares in moments so crowded that they were left out, and objects that they are of; 0 where nothing was. */
  readonly prunedShares: number;
  readonly prunedObjects: number;
}

/**
 * Makes `network_edges` of the accounts that share the same objects within a window: co-sharing as CooRTweet 2.0 counts it
 * (Righetti and Balluff 2023). An account with fewer than `minShared` shares is left out; then a pair of shares stays where the account
 * of either has at least `minShared` shares in some pair. A share of an object by itself, as of an original beside its reposts, is in no
 * pair.
 *
 * Columns: `from` and `to` (`from` < `to`), `weight` (pairs of shares), `avg_time_delta` (seconds), `n_content_id` and
 * `n_content_id_y` (distinct earlier and later events), `edge_symmetry_score` (the lesser of these ÷ the greater), `weight_threshold`
 * (1 where the weight is above the median of all edges).
 *
 * Shares are put in buckets as long as the window and joined with their own bucket and the next, so that far ones never meet.
 *
 * @param engine holds `events` and `event_objects`; a share whose event has no time is left out
 */
export async function coSharing(
  engine: Engine,
  { window, minShared, kinds, maxPairs }: CoSharingOptions,
): Promise<CoSharing> {
  const listed = kinds === undefined ? undefined : sqlList(kinds);
  const bucket = Math.max(1, window);
  await engine.execute(`
    CREATE OR REPLACE TEMP TABLE network_shares AS
    WITH shares AS (
      SELECT o.kind, o.object_id, e.account_id, e.event_id, @secs(TIMESTAMP '1970-01-01 00:00:00', e.occurred_at) AS at
      FROM event_objects o JOIN events e USING (event_id)
      WHERE e.occurred_at IS NOT NULL ${listed === undefined ? "" : `AND o.kind IN (${listed})`}
    ),
    objects AS (
      SELECT kind, object_id, row_number() OVER (ORDER BY kind, object_id) AS object
      FROM (SELECT DISTINCT kind, object_id FROM shares) AS named
    )
    SELECT s.account_id, s.event_id, s.at, o.object, s.object_id = s.event_id AS is_itself, @idiv(s.at, ${bucket}) AS bucket
    FROM shares s JOIN objects o ON o.kind = s.kind AND o.object_id = s.object_id
    WHERE s. account_id IN (SELECT account_id FROM shares GROUP BY account_id HAVING count(*) >= ${minShared})`);
  const pruned = await prune(engine, maxPairs);
  await engine.execute(`
    CREATE OR REPLACE TEMP TABLE network_pairs AS
    WITH asked AS (SELECT * FROM network_shares WHERE NOT is_itself),
    met AS (
      SELECT a.object, a.account_id AS a, b.account_id AS b, a.event_id AS a_event, b.event_id AS b_event, b.at - a.at AS delta
      FROM asked a JOIN asked b ON b.object = a.object AND b.bucket = a.bucket
      WHERE (a.at, a.event_id) < (b.at, b.event_id)
      UNION ALL
      SELECT a.object, a.account_id, b.account_id, a.event_id, b.event_id, b.at - a.at
      FROM asked a JOIN asked b ON b.object = a.object AND b.bucket = a.bucket + 1
    )
    SELECT * FROM met WHERE a <> b AND delta <= ${window};
    CREATE OR REPLACE TEMP TABLE network_kept AS
    WITH coinciding AS (SELECT a_event AS event_id FROM network_pairs UNION SELECT b_event FROM network_pairs),
    counted AS (
      SELECT account_id FROM network_shares WHERE event_id IN (SELECT event_id FROM coinciding)
      GROUP BY account_id HAVING count(*) >= ${minShared}
    )
    SELECT p.* FROM network_pairs p WHERE p.a IN (SELECT account_id FROM counted) OR p.b IN (SELECT account_id FROM counted);
    CREATE OR REPLACE TEMP TABLE network_edges AS
    WITH counted AS (
      SELECT least(a, b) AS "from", greatest(a, b) AS "to", count(*) AS weight, @ratio(sum(delta), count(*)) AS avg_time_delta,
        count(DISTINCT a_event) AS n_content_id, count(DISTINCT b_event) AS n_content_id_y
      FROM network_kept
      GROUP BY 1, 2
    )
    SELECT *,
      @ratio(least(n_content_id, n_content_id_y), greatest(n_content_id, n_content_id_y)) AS edge_symmetry_score,
      @i64(CASE WHEN weight > (SELECT quantile_cont(weight, 0.5) FROM counted) THEN 1 ELSE 0 END) AS weight_threshold
    FROM counted
    ORDER BY "from", "to"`);
  const [found] = await engine.query<{ edges: number; pairs: number | null; accounts: number }>(
    `SELECT count(*) AS edges, @i64(coalesce(sum(weight), 0)) AS pairs,
      (SELECT count(*) FROM (SELECT "from" FROM network_edges UNION SELECT "to" FROM network_edges)) AS accounts
     FROM network_edges`,
  );
  return { edges: found?.edges ?? 0, pairs: found?.pairs ?? 0, accounts: found?.accounts ?? 0, ...pruned };
}

/**
 * Leaves out whole moments (a bucket of an object), the most crowded first, until the pairs of shares that the rest can make, within a
 * bucket and with the next, are no more than `maxPairs`.
 */
async function prune(
  engine: Engine,
  maxPairs: number,
): Promise<Pick<CoSharing, "prunedShares" | "prunedObjects">> {
  await engine.execute(`
    CREATE OR REPLACE TEMP TABLE network_crowded AS
    WITH moments AS (SELECT object, bucket, count(*) AS shares FROM network_shares GROUP BY object, bucket),
    paired AS (
      SELECT *, @f64(shares) * (shares - 1) / 2
        + @f64(shares) * coalesce(CASE WHEN lead(bucket) OVER w = bucket + 1 THEN lead(shares) OVER w END, 0) AS pairs
      FROM moments WINDOW w AS (PARTITION BY object ORDER BY bucket)
    ),
    added AS (
      SELECT *, sum(pairs) OVER (ORDER BY pairs, object, bucket ROWS UNBOUNDED PRECEDING) AS total FROM paired
    )
    SELECT object, bucket FROM added WHERE total > ${maxPairs}`);
  const [row] = await engine.query<{ shares: number; objects: number }>(
    `SELECT count(*) AS shares, count(DISTINCT object) AS objects FROM network_shares WHERE (object, bucket) IN (SELECT (object, bucket) FROM network_crowded)`,
  );
  if ((row?.shares ?? 0) > 0)
    await engine.execute(
      "DELETE FROM network_shares WHERE (object, bucket) IN (SELECT (object, bucket) FROM network_crowded)",
    );
  return { prunedShares: row?.shares ?? 0, prunedObjects: row?.objects ?? 0 };
}
