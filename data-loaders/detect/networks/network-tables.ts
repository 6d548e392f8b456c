import { signals } from "./read-acts.js";

/** Where the number of an edge's second end is named: another account, or a target of its signal. */
const ends = `
  SELECT 'share' AS signal, account AS number, account_id AS name FROM network_accounts
  ${signals.map((signal) => `UNION ALL SELECT '${signal}', target, target_id FROM network_targets_${signal}`).join("\n  ")}`;

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
  /** One row: what was looked at, and what was left out. */
  cluster_search: "SELECT * FROM network_search",
} as const;
