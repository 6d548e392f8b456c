import type { AllocationStratum } from "../../../src/lib/rule/sampling/index.js";
import { reviewWindowDays } from "../../../src/lib/metrics/facts/review-window.js";
import type { Engine } from "../../engine/engine.js";
import { warehouseTables } from "../../pipeline/manifest.js";

/** A month of one rule's hits, by account: what `rule_quality` draws from. */
export interface FrameStratum extends AllocationStratum {
  readonly rule: string;
  readonly stratum: string;
  /** Accounts in it, those already drawn among them. */
  readonly frame: number;
}

export interface QueueFrame {
  readonly strata: readonly FrameStratum[];
  /** Accounts active in the window, and of these the ones that no run drew in it. */
  readonly active: number;
  readonly activeOpen: number;
}

/** How many accounts the certainty queue takes, and the run that hashes are salted with. */
export interface FrameOptions {
  readonly runId: string;
  /** Last moment of the data, `YYYY-MM-DD HH:MM:SS`. */
  readonly asOf: string;
}

/** Hash of a text as a number in [0, 1). */
const unit = (text: string): string => `@f64(@h60(${text})) / 1152921504606846976`;

/**
 * Lays out what queues draw from, in temporary tables: `queue_units` (accounts that a rule hit in the last 28 days, by month;
 * is_open unless a draw tells of it already) and `queue_accounts` (every account hit or active, with the number `u` that decides and its
 * risk score, NULL where it has none).
 *
 * @throws when the warehouse knows of no hit
 */
export async function layOutFrame(engine: Engine, { runId, asOf }: FrameOptions): Promise<QueueFrame> {
  const present = await warehouseTables(engine);
  if (!present.has("hit_facts"))
    throw new Error(
      "queues are drawn from hits, of which this source has none: write rules/<id>.yaml there, or connect rule_hits",
    );
  const draws = present.has("rule_draws");
  const window = `> @add_s(TIMESTAMP '${asOf}', ${-reviewWindowDays * 86400})`;
  await engine.execute(`CREATE OR REPLACE TEMP TABLE queue_units AS
    WITH recent AS (
      SELECT account_id, rule, @day(@trunc('month', hit_at)) AS day, max(hit_at) AS last_hit
      FROM hit_facts
      WHERE hit_at <= TIMESTAMP '${asOf}' AND hit_at ${window}
      GROUP BY account_id, rule, @day(@trunc('month', hit_at))
    ),
    told AS (${draws ? "SELECT DISTINCT j.account_id, d.rule, d.day FROM rule_draws d JOIN review_jobs j ON j.job_id = d.job_id" : "SELECT account_id, rule, day FROM recent WHERE 1 = 0"})
    SELECT r.account_id, r.rule, r.last_hit, r.rule || ':' || @sub(@date_text(r.day), 1, 7) AS stratum,
      CASE WHEN t.rule IS NULL THEN 1 ELSE 0 END AS is_open
    FROM recent r
    LEFT JOIN told t ON t.account_id = r.account_id AND t.rule = r.rule AND t.day = r.day`);
  const active = present.has("events")
    ? `SELECT DISTINCT account_id FROM events WHERE occurred_at <= TIMESTAMP '${asOf}' AND occurred_at ${window}`
    : present.has("accounts")
      ? "SELECT account_id FROM accounts"
      : "SELECT DISTINCT account_id FROM queue_units";
  const drawn = present.has("review_jobs")
    ? `SELECT DISTINCT account_id FROM review_jobs WHERE run_id IS NOT NULL AND hit_id IS NULL AND enqueued_at ${window}`
    : "SELECT account_id FROM queue_units WHERE 1 = 0";
  const scores = present.has("account_risk")
    ? "SELECT account_id, score FROM account_risk"
    : "SELECT account_id, CAST(NULL AS DOUBLE) AS score FROM queue_units WHERE 1 = 0";
  await engine.execute(`CREATE OR REPLACE TEMP TABLE queue_accounts AS
    WITH active AS (${active}), drawn AS (${drawn}),
    hit AS (SELECT account_id, count(DISTINCT rule) AS rules FROM queue_units GROUP BY account_id),
    known AS (
      SELECT coalesce(a.account_id, h.account_id) AS account_id, a.account_id IS NOT NULL AS is_active, coalesce(h.rules, 0) AS rules
      FROM active a FULL JOIN hit h ON h.account_id = a.account_id
    )
    SELECT k.account_id, k.rules, CASE WHEN k.is_active THEN 1 ELSE 0 END AS is_active,
      CASE WHEN d.account_id IS NULL THEN 1 ELSE 0 END AS is_undrawn,
      ${unit(`'${runId}:' || k.account_id`)} AS u, s.score AS score
    FROM known k
    LEFT JOIN drawn d ON d.account_id = k.account_id
    LEFT JOIN (${scores}) AS s ON s.account_id = k.account_id`);
  const [counts] = await engine.query<{ active: number; open: number }>(
    "SELECT count(*) AS active, @count_if(is_undrawn = 1) AS open FROM queue_accounts WHERE is_active = 1",
  );
  return {
    strata: await readStrata(engine, draws),
    active: counts?.active ?? 0,
    activeOpen: counts?.open ?? 0,
  };
}

async function readStrata(engine: Engine, draws: boolean): Promise<FrameStratum[]> {
  const labels = draws
    ? `SELECT stratum, @count_if(label <> 'uncertain') AS labels, @count_if(label = 'true_positive') AS positives
       FROM rule_draws GROUP BY stratum`
    : "SELECT stratum, 0 AS labels, 0 AS positives FROM queue_units WHERE 1 = 0 GROUP BY stratum";
  const rows = await engine.query<{
    rule: string;
    stratum: string;
    frame: number;
    size: number;
    of_rule: number;
    labels: number;
    positives: number;
  }>(`WITH sizes AS (
      SELECT rule, stratum, count(*) AS frame, @count_if(is_open = 1) AS size FROM queue_units GROUP BY rule, stratum
    ), labels AS (${labels})
    SELECT s.rule, s.stratum, s.frame, s.size, @i64(sum(s.frame) OVER (PARTITION BY s.rule)) AS of_rule,
      coalesce(l.labels, 0) AS labels, coalesce(l.positives, 0) AS positives
    FROM sizes s LEFT JOIN labels l ON l.stratum = s.stratum
    ORDER BY s.stratum`);
  return rows.map(({ of_rule, ...stratum }) => ({ ...stratum, weight: stratum.frame / of_rule }));
}
