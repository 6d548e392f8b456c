import type { NetworkRaster } from "../../../src/lib/network/detail.js";
import { addDays } from "../../../src/lib/time/index.js";
import type { Engine } from "../../engine/engine.js";

/** Rows and points that a raster shows. */
const [rowsShown, pointsShown] = [60, 2400];

/** Reads when the members that did most acted, in the 28 days to the week in which the network was largest; those that began first on top. */
export async function readRaster(engine: Engine, id: string): Promise<NetworkRaster> {
  const [span] = await engine.query<{ since: string }>(
    "SELECT min(since) AS since FROM detail_members WHERE cluster_id = $1",
    [id],
  );
  const rows = await engine.query<{ id: string; acts: number; first: string }>(
    "SELECT account_id AS id, count(*) AS acts, min(occurred_at) AS first FROM detail_acts WHERE cluster_id = $1 GROUP BY account_id ORDER BY acts DESC, account_id",
    [id],
  );
  const shown = rows
    .slice(0, rowsShown)
    .sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : a.id < b.id ? -1 : 1));
  const place = new Map(shown.map(({ id: account }, at) => [account, at]));
  const acts = await engine.query<{ id: string; seconds: number }>(
    `SELECT DISTINCT a.account_id AS id, @secs(CAST(m.since AS TIMESTAMP), a.occurred_at) AS seconds
     FROM detail_acts a JOIN (SELECT min(since) AS since FROM detail_members WHERE cluster_id = $1) AS m ON TRUE
     WHERE a.cluster_id = $1 ORDER BY seconds, id`,
    [id],
  );
  const points = acts.flatMap(({ id: account, seconds }): [number, number][] => {
    const row = place.get(account);
    return row === undefined ? [] : [[row, Math.round(seconds / 360) / 10]];
  });
  const begins = Math.floor(points.reduce((first, [, hours]) => Math.min(first, hours), 27 * 24) / 24);
  const step = Math.max(1, points.length / pointsShown);
  const drawn = Array.from(
    { length: Math.min(pointsShown, points.length) },
    (_, at) => points[Math.floor(at * step)],
  ).flatMap((point): [number, number][] =>
    point === undefined ? [] : [[point[0], Math.round(10 * (point[1] - 24 * begins)) / 10]],
  );
  return {
    from: addDays(span?.since ?? "1970-01-01", begins),
    days: 28 - begins,
    rows: shown.map(({ id: account }) => account),
    points: drawn,
    left: { rows: rows.length - shown.length, points: acts.length - drawn.length },
  };
}
