import { reviewWindowDays } from "../../../src/lib/metrics/facts/review-window.js";
import type { Engine } from "../../engine/engine.js";
import { warehouseTables } from "../../pipeline/manifest.js";

/** Share of true positives that a second reviewer looks at; of false positives it is all. */
const trueShare = 0.05;

/**
 * Writes `queue_second_looks`: jobs of the last 28 days that one reviewer decided and a second one is to see, without what the
 * first one said. Their decisions come back under the same job_id.
 *
 * @param most reviews that there is time for
 * @returns how many there are
 */
export async function drawSecondLooks(engine: Engine, asOf: string, most: number): Promise<number> {
  const present = await warehouseTables(engine);
  const none = !present.has("review_jobs") || !present.has("review_decisions");
  await engine.execute(
    `CREATE OR REPLACE TEMP TABLE queue_second_looks AS ${
      none
        ? "SELECT '' AS job_id, '' AS account_id, '' AS event_id, '' AS hit_id, TIMESTAMP '1970-01-01 00:00:00' AS due_at WHERE 1 = 0"
        : `WITH once AS (
        SELECT job_id, min(label) AS label FROM review_decisions WHERE label IS NOT NULL GROUP BY job_id HAVING count(*) = 1
      )
      SELECT j.job_id, j.account_id, j.event_id, j.hit_id, @add_s(TIMESTAMP '${asOf}', 172800) AS due_at
      FROM review_jobs j JOIN once o ON o.job_id = j.job_id
      WHERE j.sample_design IN ('census', 'stratified', 'baseline', 'certainty')
        AND j.enqueued_at > @add_s(TIMESTAMP '${asOf}', ${-reviewWindowDays * 86400})
        AND (o.label = 'false_positive' OR (o.label = 'true_positive'
          AND @f64(@h60('second:' || j.job_id)) / 1152921504606846976 < ${trueShare}))
      ORDER BY j.enqueued_at, j.job_id LIMIT ${most}`
    }`,
  );
  const [row] = await engine.query<{ jobs: number }>("SELECT count(*) AS jobs FROM queue_second_looks");
  return row?.jobs ?? 0;
}
