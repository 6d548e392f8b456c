import { signals } from "./read-acts.js";

/** Where the number of an edge's second end is named: another account, or a target of its signal. */
const ends = `
  SELECT 'share' AS signal, account AS number, account_id AS name FROM network_accounts
  ${signals.map((signal) => `UNION ALL SELECT '${signal}', target, target_id FROM network_targets_${signal}`).join("\n  ")}`;

/** Who acted on what, for all signals of blocks. */
const acts = `
  SELECT event_type AS signal, target_id, account_id, occurred_at FROM events
  WHERE event_type IN ('follow', 'like') AND target_id IS NOT NULL
  UNION ALL
  SELECT o.kind, o.object_id, e.account_id, e.occurred_at FROM event_objects o JOIN events e ON e.event_id = o.event_id
  WHERE o.kind IN ('url', 'media') AND o.object_id IS NOT NULL`;

export type NetworkTable = keyof typeof networkTables;

/** SELECTs of the tables that networks are written to, over what `findAll` made. */
export const networkTables = {
  /** One row a network, as it last was. */
  clusters: `
    WITH steps AS (
      SELECT *, CAST(size AS INTEGER) AS members,
        row_number() OVER (PARTITION BY cluster_id ORDER BY date DESC) AS latest,
        row_number() OVER (PARTITION BY cluster_id ORDER BY CAST(size AS INTEGER) DESC, date) AS largest
      FROM network_snapshot_rows
    ),
    members AS (SELECT cluster_id, count(DISTINCT account) AS accounts FROM network_member_rows GROUP BY cluster_id)
    SELECT s.cluster_id, min(s.method) AS method, min(s.signal) AS signal, (SELECT params FROM network_search) AS params,
      substr(@md5((SELECT params || @text(last_week) FROM network_search)), 1, 12) AS run_id,
      CAST(min(s.date) AS DATE) AS first_seen,
      CAST(max(CASE WHEN s.members > 0 THEN s.date END) AS DATE) AS last_seen,
      CAST(max(CASE WHEN s.latest = 1 THEN s.members END) AS INTEGER) AS size,
      max(CASE WHEN s.largest = 1 THEN CAST(s.density AS DOUBLE) END) AS density,
      max(CASE WHEN s.evolution IN ('split', 'merged') THEN s.related END) AS parent_id,
      max(CASE WHEN s.latest = 1 THEN s.evolution END) AS evolution,
      max(CASE WHEN s.largest = 1 THEN s.members END) AS peak_size,
      CAST(max(CASE WHEN s.largest = 1 THEN s.date END) AS DATE) AS peak_date,
      @i64(max(CASE WHEN s.largest = 1 THEN CAST(s.edges AS BIGINT) END)) AS peak_edges,
      @i64(max(m.accounts)) AS accounts
    FROM steps s JOIN members m ON m.cluster_id = s.cluster_id
    GROUP BY s.cluster_id ORDER BY s.cluster_id`,
  cluster_snapshots: `
    SELECT cluster_id, CAST(date AS DATE) AS snapshot_date, CAST(size AS INTEGER) AS size, @i64(CAST(edges AS BIGINT)) AS edges,
      CAST(density AS DOUBLE) AS density, evolution, related AS related_id
    FROM network_snapshot_rows ORDER BY cluster_id, date`,
  cluster_members: `
    SELECT m.cluster_id, a.account_id, CAST(m.date AS DATE) AS snapshot_date, CAST(m.score AS DOUBLE) AS score, m.role
    FROM network_member_rows m JOIN network_accounts a ON a.account = CAST(m.account AS INTEGER)
    ORDER BY m.cluster_id, m.date, a.account_id`,
  cluster_edges: `
    SELECT e.cluster_id, a.account_id AS a, b.name AS b, e.signal, CAST(e.weight AS DOUBLE) AS weight,
      CAST(e.objects AS INTEGER) AS objects, CAST(e.date AS DATE) AS snapshot_date
    FROM network_edge_rows e
    JOIN network_accounts a ON a.account = CAST(e.a AS INTEGER)
    JOIN (${ends}) AS b ON b.signal = e.signal AND b.number = CAST(e.b AS INTEGER)
    ORDER BY e.cluster_id, a.account_id, b.name`,
  /** What edges are made of; an edge between an account and a target is its own object. */
  cluster_evidence: `
    WITH edges AS (
      SELECT e.cluster_id, e.signal, CAST(e.date AS DATE) AS until, u.account_id AS a, t.name AS b
      FROM network_edge_rows e
      JOIN network_accounts u ON u.account = CAST(e.a AS INTEGER)
      JOIN (${ends}) AS t ON t.signal = e.signal AND t.number = CAST(e.b AS INTEGER)
      WHERE e.method = 'lockstep'
    ),
    done AS (
      SELECT t.cluster_id, t.b, x.account_id, min(x.occurred_at) AS first_at
      FROM (SELECT DISTINCT cluster_id, signal, until, b FROM edges) AS t
      JOIN (${acts}) AS x ON x.signal = t.signal AND x.target_id = t.b
      WHERE @day(x.occurred_at) BETWEEN @add_days(t.until, -27) AND t.until
      GROUP BY t.cluster_id, t.b, x.account_id
    ),
    popularity AS (SELECT cluster_id, b, count(*) AS accounts FROM done GROUP BY cluster_id, b)
    SELECT r.cluster_id, a.account_id AS a, b.account_id AS b, o.kind, o.object_id, CAST(r.a_at AS TIMESTAMP) AS a_at,
      CAST(r.b_at AS TIMESTAMP) AS b_at, CAST(r.popularity AS INTEGER) AS popularity
    FROM network_evidence_rows r
    JOIN network_accounts a ON a.account = CAST(r.a AS INTEGER)
    JOIN network_accounts b ON b.account = CAST(r.b AS INTEGER)
    JOIN network_objects o ON o.object = CAST(r.object AS INTEGER)
    UNION ALL
    SELECT e.cluster_id, e.a, e.b, e.signal, e.b, d.first_at, CAST(NULL AS TIMESTAMP), CAST(p.accounts AS INTEGER)
    FROM edges e
    JOIN done d ON d.cluster_id = e.cluster_id AND d.b = e.b AND d.account_id = e.a
    JOIN popularity p ON p.cluster_id = e.cluster_id AND p.b = e.b
    ORDER BY cluster_id, a, b, kind, object_id`,
  /** One row: what was looked at, and what was left out. */
  cluster_search: "SELECT * FROM network_search",
} as const;
