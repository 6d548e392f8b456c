import { defaultSettings } from "../../detect/networks/network-settings.js";
import { sqlList } from "../../engine/sql-list.js";
import type { Engine } from "../../engine/engine.js";

/**
 * Makes the temporary tables that details of networks are read from: `detail_members` (of the week in which each was largest) and
 * `detail_acts` (what they did of what the network did together, in the 28 days to its end), `detail_objects` (how often, by how many
 * members, and by how many accounts of the platform).
 *
 * @param hasObjects whether there are `event_objects`
 */
export async function makeDetailTables(
  engine: Engine,
  ids: readonly string[],
  hasObjects: boolean,
): Promise<void> {
  const own = `EXISTS (SELECT 1 FROM cluster_edges x WHERE x.cluster_id = a.cluster_id AND x.b = `;
  const shared = `
    UNION ALL
    SELECT a.cluster_id, a.account_id, o.kind, o.object_id, a.occurred_at
    FROM detail_events a JOIN event_objects o ON o.event_id = a.event_id
    WHERE (a.signal IN ('url', 'media') AND o.kind = a.signal AND ${own} o.object_id))
      OR (a.signal = 'share' AND o.kind IN (${sqlList(defaultSettings.kinds)}))`;
  await engine.execute(`
    CREATE OR REPLACE TEMP TABLE detail_members AS
    SELECT c.cluster_id, c.signal, c.peak_date, @add_days(c.peak_date, -27) AS since, m.account_id, m.score, m.role
    FROM clusters c JOIN cluster_members m ON m.cluster_id = c.cluster_id AND m.snapshot_date = c.peak_date
    WHERE c.cluster_id IN (${sqlList(ids)});
    CREATE OR REPLACE TEMP TABLE detail_events AS
    SELECT m.cluster_id, m.signal, e.event_id, e.account_id, e.event_type, e.target_id, e.occurred_at
    FROM events e JOIN detail_members m ON m.account_id = e.account_id
    WHERE @day(e.occurred_at) BETWEEN m.since AND m.peak_date;
    CREATE OR REPLACE TEMP TABLE detail_all AS
    SELECT a.cluster_id, a.account_id, a.event_type AS kind, a.target_id AS object_id, a.occurred_at
    FROM detail_events a WHERE a.event_type = a.signal AND ${own} a.target_id)
    ${hasObjects ? shared : ""};
    CREATE OR REPLACE TEMP TABLE detail_acts AS
    SELECT a.* FROM detail_all a
    JOIN (
      SELECT cluster_id, kind, object_id FROM detail_all GROUP BY cluster_id, kind, object_id HAVING count(DISTINCT account_id) > 1
    ) AS common ON common.cluster_id = a.cluster_id AND common.kind = a.kind AND common.object_id = a.object_id;
    CREATE OR REPLACE TEMP TABLE detail_wanted AS
    SELECT d.cluster_id, d.kind, d.object_id, min(m.since) AS since, min(m.peak_date) AS until
    FROM (SELECT DISTINCT cluster_id, kind, object_id FROM detail_acts) AS d
    JOIN (SELECT DISTINCT cluster_id, since, peak_date FROM detail_members) AS m ON m.cluster_id = d.cluster_id
    GROUP BY d.cluster_id, d.kind, d.object_id;
    CREATE OR REPLACE TEMP TABLE detail_popularity AS
    SELECT cluster_id, kind, object_id, count(DISTINCT account_id) AS popularity
    FROM (
      SELECT w.cluster_id, w.kind, w.object_id, e.account_id
      FROM events e JOIN detail_wanted w ON w.object_id = e.target_id AND w.kind = e.event_type
      WHERE @day(e.occurred_at) BETWEEN w.since AND w.until
      ${
        hasObjects
          ? `UNION ALL
      SELECT w.cluster_id, w.kind, w.object_id, e.account_id
      FROM event_objects o JOIN detail_wanted w ON w.object_id = o.object_id AND w.kind = o.kind
      JOIN events e ON e.event_id = o.event_id
      WHERE @day(e.occurred_at) BETWEEN w.since AND w.until`
          : ""
      }
    ) AS acts
    GROUP BY cluster_id, kind, object_id;
    CREATE OR REPLACE TEMP TABLE detail_objects AS
    SELECT a.cluster_id, a.kind, a.object_id, count(*) AS acts, count(DISTINCT a.account_id) AS members,
      min(a.occurred_at) AS first, max(p.popularity) AS popularity
    FROM detail_acts a
    JOIN detail_popularity p ON p.cluster_id = a.cluster_id AND p.kind = a.kind AND p.object_id = a.object_id
    GROUP BY a.cluster_id, a.kind, a.object_id`);
}
