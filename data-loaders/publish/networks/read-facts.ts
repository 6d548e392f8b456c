import type { OrganicFacts } from "../../../src/lib/network/detail.js";
import type { Engine } from "../../engine/engine.js";

interface FactRow {
  readonly network: string;
  readonly value: number | null;
  readonly other: number | null;
}

/**
 * Reads what speaks for and against an innocent explanation of each network.
 *
 * @param hasAges whether accounts say when they were made
 */
export async function readFacts(engine: Engine, hasAges: boolean): Promise<(id: string) => OrganicFacts> {
  const middle = (value: string, partition: string, from: string): string => `
    SELECT cluster_id AS network, @f64(value) AS value, CAST(NULL AS DOUBLE) AS other
    FROM (
      SELECT cluster_id, ${value} AS value, row_number() OVER (PARTITION BY ${partition} ORDER BY ${value}) AS place,
        count(*) OVER (PARTITION BY ${partition}) AS n
      FROM ${from}
    ) AS ranked
    WHERE place = @idiv((n + 1), 2)`;
  const delays = await byNetwork(
    engine,
    middle(
      "delay",
      "cluster_id",
      `(
        SELECT cluster_id, @secs(before, occurred_at) AS delay
        FROM (
          SELECT cluster_id, account_id, occurred_at,
            lag(occurred_at) OVER w AS before, lag(account_id) OVER w AS who
          FROM detail_acts WINDOW w AS (PARTITION BY cluster_id, kind, object_id ORDER BY occurred_at, account_id)
        ) AS acts
        WHERE before IS NOT NULL AND who <> account_id
      ) AS delays`,
    ),
  );
  const popular = await byNetwork(
    engine,
    "SELECT cluster_id AS network, @count_if(popularity > 2 * members) AS value, count(*) AS other FROM detail_objects GROUP BY cluster_id",
  );
  const dedication = await byNetwork(
    engine,
    `SELECT e.cluster_id AS network, min(a.acts) AS value, count(*) AS other
     FROM detail_events e
     JOIN (SELECT cluster_id, count(DISTINCT account_id || @text(occurred_at)) AS acts FROM detail_acts GROUP BY cluster_id) AS a
       ON a.cluster_id = e.cluster_id
     GROUP BY e.cluster_id`,
  );
  const ages = hasAges
    ? await byNetwork(
        engine,
        middle(
          "age",
          "cluster_id",
          `(
            SELECT m.cluster_id, @days_between(@day(u.created_at), m.peak_date) AS age
            FROM detail_members m JOIN accounts u ON u.account_id = m.account_id WHERE u.created_at IS NOT NULL
          ) AS members`,
        ),
      )
    : new Map<string, FactRow>();
  const platform = hasAges
    ? await byNetwork(
        engine,
        middle(
          "age",
          "cluster_id",
          `(
            SELECT m.cluster_id, @days_between(@day(u.created_at), m.peak_date) AS age
            FROM (SELECT DISTINCT cluster_id, peak_date FROM detail_members) AS m
            JOIN accounts u ON @day(u.created_at) <= m.peak_date
          ) AS everyone`,
        ),
      )
    : new Map<string, FactRow>();
  return (id) => ({
    medianDelay: delays.get(id)?.value ?? null,
    popularObjects: popular.get(id)?.value ?? 0,
    objects: popular.get(id)?.other ?? 0,
    memberAge: ages.get(id)?.value ?? null,
    platformAge: platform.get(id)?.value ?? null,
    acts: dedication.get(id)?.value ?? 0,
    allActs: dedication.get(id)?.other ?? 0,
  });
}

async function byNetwork(engine: Engine, sql: string): Promise<Map<string, FactRow>> {
  return new Map((await engine.query<FactRow>(sql)).map((row) => [row.network, row]));
}
