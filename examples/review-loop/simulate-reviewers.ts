/**
 * Stands in for reviewers: decides the queues that `shrike queue` wrote from what was planted in the simulated platform, erring as its
 * reviewers do, and writes `review_decisions.parquet` beside them.
 *
 *     npx tsx examples/review-loop/simulate-reviewers.ts <data folder> <queue folder>
 */
import { join } from "node:path";
import { openDuckDB } from "../../data-loaders/engine/duckdb.js";

const [data, queue] = process.argv.slice(2);
if (data === undefined || queue === undefined) {
  process.stderr.write(
    "give the folder of the simulated platform's data and that of the queues, e.g. platform platform/queues/week-1\n",
  );
  process.exitCode = 2;
} else {
  await decide(data, queue);
}

async function decide(platform: string, queues: string): Promise<void> {
  const engine = await openDuckDB({ path: ":memory:", threads: 1 });
  const quoted = (...path: string[]): string => `'${join(...path).replaceAll("'", "''")}'`;
  const chance = (purpose: string): string => `@f64(@h60('${purpose}:' || t.job_id)) / 1152921504606846976`;
  try {
    await engine.execute(`COPY (
      WITH jobs AS (
        SELECT job_id, account_id, 'first' AS turn, due_at FROM read_parquet(${quoted(queues, "review_jobs.parquet")})
        UNION ALL
        SELECT job_id, account_id, 'second' AS turn, due_at FROM read_parquet(${quoted(queues, "second_look.parquet")})
      ),
      reviewers AS (
        SELECT *, row_number() OVER (ORDER BY reviewer_id) - 1 AS place FROM read_parquet(${quoted(`${platform}-truth`, "reviewers.parquet")})
      ),
      violating AS (
        SELECT h.account_id, bool_or(t.is_violating) AS is_violating
        FROM read_parquet(${quoted(platform, "rule_hits.parquet")}) h
        JOIN read_parquet(${quoted(`${platform}-truth`, "hits.parquet")}) t ON t.hit_id = h.hit_id
        GROUP BY h.account_id
      ),
      turns AS (
        SELECT j.*, coalesce(v.is_violating, a.is_spammer) AS is_violating, r.reviewer_id, r.sensitivity, r.specificity
        FROM jobs j
        JOIN read_parquet(${quoted(`${platform}-truth`, "accounts.parquet")}) a ON a.account_id = j.account_id
        LEFT JOIN violating v ON v.account_id = j.account_id
        JOIN reviewers r ON r.place = @h60(j.turn || ':' || j.job_id) % (SELECT count(*) FROM reviewers)
      )
      SELECT
        t.turn || '-' || t.job_id AS decision_id,
        t.job_id,
        t.reviewer_id,
        CASE
          WHEN ${chance("unsure")} < 0.015 THEN 'uncertain'
          WHEN ${chance("verdict")} < CASE WHEN t.is_violating THEN t.sensitivity ELSE 1 - t.specificity END THEN 'true_positive'
          ELSE 'false_positive'
        END AS label,
        @add_s(t.due_at, CAST(-86400 * ${chance("when")} AS BIGINT)) AS decided_at,
        CAST(25 + 120 * ${chance("handle")} AS INTEGER) AS handle_seconds
      FROM turns t
      ORDER BY decision_id
    ) TO ${quoted(queues, "review_decisions.parquet")} (FORMAT parquet)`);
  } finally {
    await engine.close();
  }
}
