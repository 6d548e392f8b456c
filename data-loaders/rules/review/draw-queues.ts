import { fittingBudget, neymanAllocation } from "../../../src/lib/rule/sampling/index.js";
import type { Engine } from "../../engine/engine.js";
import { layOutFrame, type FrameOptions, type FrameStratum } from "./queue-frame.js";

/** Shares of a run's reviews: the accounts of highest risk, and active accounts at random. The rest measures rules. */
const certaintyShare = 0.1;
const baselineShare = 0.2;

export interface DrawOptions extends FrameOptions {
  /** Reviews that there is time for. */
  readonly reviews: number;
}

/** A stratum of a rule with what was drawn from it. */
export interface DrawnStratum {
  readonly rule: string;
  readonly stratum: string;
  /** Accounts in it, those of them not yet drawn, labels so far, and the chance that this run gives each account not yet drawn. */
  readonly frame: number;
  readonly open: number;
  readonly labels: number;
  readonly chance: number;
  readonly selected: number;
}

export interface DrawnQueues {
  /** Reviews expected of this design; the draw itself varies around it. */
  readonly expected: number;
  readonly strata: readonly DrawnStratum[];
}

/**
 * Draws one run of all queues into temporary tables `queue_jobs` (columns of `review_jobs`, with `x_rule_ids`, `x_risk_score` and
 * the number `u` that decided) and `queue_frames` (of `review_frames`). Equal warehouses and runs draw the same.
 */
export async function drawQueues(engine: Engine, options: DrawOptions): Promise<DrawnQueues> {
  const { runId, asOf, reviews } = options;
  const { strata, active, activeOpen } = await layOutFrame(engine, options);
  const certain = Math.floor(reviews * certaintyShare);
  const leastBaseline = Math.min(activeOpen, Math.floor(reviews * baselineShare));
  await engine.execute(`CREATE OR REPLACE TEMP TABLE queue_certain AS
    SELECT account_id FROM queue_accounts WHERE rules > 0 AND is_undrawn = 1
    ORDER BY coalesce(score, -1) DESC, rules DESC, account_id LIMIT ${certain}`);
  const chances = (budget: number): number[] =>
    neymanAllocation(strata, budget).map((drawn, index) => {
      const open = strata[index]?.size ?? 0;
      return open > 0 ? Math.min(1, drawn / open) : 0;
    });
  const expect = async (budget: number, baseline: number): Promise<number> => {
    await writeChances(engine, strata, chances(budget), activeOpen > 0 ? baseline / activeOpen : 0);
    const [row] = await engine.query<{ micro: number }>(
      "SELECT @i64(coalesce(sum(@micro(chance)), 0)) AS micro FROM queue_chances",
    );
    return (row?.micro ?? 0) / 1e6;
  };
  const open = strata.reduce((sum, { size }) => sum + size, 0);
  const budget = await fittingBudget((tried) => expect(tried, leastBaseline), reviews, open);
  // What rules cannot use, for all of their hits are drawn, goes to active accounts at random.
  const baseline =
    budget < open
      ? leastBaseline
      : Math.max(leastBaseline, await fittingBudget((tried) => expect(budget, tried), reviews, activeOpen));
  const expected = await expect(budget, baseline);
  await writeJobs(engine, runId, asOf);
  await writeFrames(engine, runId, active);
  const selected = new Map(
    (
      await engine.query<{ stratum: string; selected: number }>(
        "SELECT stratum, selected FROM queue_frames WHERE queue = 'rule_quality'",
      )
    ).map((row) => [row.stratum, row.selected]),
  );
  const given = chances(budget);
  return {
    expected,
    strata: strata.map(({ rule, stratum, frame, size, labels }, index) => ({
      rule,
      stratum,
      frame,
      open: size,
      labels,
      chance: given[index] ?? 0,
      selected: selected.get(stratum) ?? 0,
    })),
  };
}

/** `queue_chances`: each account's largest chance, and the queue and stratum that it comes from. */
async function writeChances(
  engine: Engine,
  strata: readonly FrameStratum[],
  chances: readonly number[],
  baseline: number,
): Promise<void> {
  const rows = strata.map(
    ({ stratum }, index) => `('${stratum.replaceAll("'", "''")}', CAST('${chances[index] ?? 0}' AS DOUBLE))`,
  );
  await engine.execute(`CREATE OR REPLACE TEMP TABLE queue_rates AS
    SELECT * FROM (VALUES ${rows.length > 0 ? rows.join(", ") : "('', CAST(0 AS DOUBLE))"}) AS rates (stratum, chance)`);
  await engine.execute(`CREATE OR REPLACE TEMP TABLE queue_chances AS
    WITH ranked AS (
      SELECT q.account_id, q.stratum, r.chance,
        row_number() OVER (PARTITION BY q.account_id ORDER BY r.chance DESC, q.stratum) AS place
      FROM queue_units q JOIN queue_rates r ON r.stratum = q.stratum
      WHERE q.is_open = 1
    ),
    each AS (
      SELECT a.account_id, a.u, c.account_id IS NOT NULL AS is_certain, r.stratum, coalesce(r.chance, 0) AS quality,
        CASE WHEN a.is_active = 1 AND a.is_undrawn = 1 THEN CAST('${baseline}' AS DOUBLE) ELSE 0 END AS baseline
      FROM queue_accounts a
      LEFT JOIN ranked r ON r.account_id = a.account_id AND r.place = 1
      LEFT JOIN queue_certain c ON c.account_id = a.account_id
    )
    SELECT account_id, u,
      CASE WHEN is_certain THEN 1.0 WHEN quality >= baseline THEN quality ELSE baseline END AS chance,
      CASE WHEN is_certain THEN 'certainty' WHEN quality > 0 AND quality >= baseline THEN 'rule_quality' ELSE 'baseline' END AS queue,
      CASE WHEN is_certain THEN 'certainty' WHEN quality > 0 AND quality >= baseline THEN stratum ELSE 'baseline' END AS stratum
    FROM each`);
}

/** Hours within which a job is due. */
const dueHours = 48;

async function writeJobs(engine: Engine, runId: string, asOf: string): Promise<void> {
  await engine.execute(`CREATE OR REPLACE TEMP TABLE queue_jobs AS
    WITH rules AS (SELECT account_id, @list_distinct(rule) AS rule_ids, count(DISTINCT rule) AS rules FROM queue_units GROUP BY account_id)
    SELECT
      'q' || @sub(@md5('${runId}:' || c.account_id), 1, 16) AS job_id,
      c.queue AS queue,
      c.account_id AS account_id,
      CAST(NULL AS VARCHAR) AS event_id,
      CAST(NULL AS VARCHAR) AS hit_id,
      TIMESTAMP '${asOf}' AS enqueued_at,
      @add_s(TIMESTAMP '${asOf}', ${dueHours * 3600}) AS due_at,
      CASE c.queue WHEN 'rule_quality' THEN 'stratified' ELSE c.queue END AS sample_design,
      c.stratum AS stratum,
      CAST(c.chance AS DOUBLE) AS inclusion_prob,
      '${runId}' AS run_id,
      coalesce(r.rule_ids, '') AS x_rule_ids,
      a.score AS x_risk_score,
      coalesce(r.rules, 0) AS rules,
      c.u AS u
    FROM queue_chances c
    JOIN queue_accounts a ON a.account_id = c.account_id
    LEFT JOIN rules r ON r.account_id = c.account_id
    WHERE c.u < c.chance`);
}

async function writeFrames(engine: Engine, runId: string, active: number): Promise<void> {
  await engine.execute(`CREATE OR REPLACE TEMP TABLE queue_frames AS
    WITH drawn AS (
      SELECT q.stratum, count(*) AS selected FROM queue_units q JOIN queue_jobs j ON j.account_id = q.account_id
      WHERE q.is_open = 1 GROUP BY q.stratum
    ),
    others AS (SELECT queue, count(*) AS selected FROM queue_jobs WHERE queue <> 'rule_quality' GROUP BY queue)
    SELECT '${runId}' AS run_id, 'rule_quality' AS queue, q.stratum AS stratum, count(*) AS frame_size, coalesce(max(d.selected), 0) AS selected
    FROM queue_units q LEFT JOIN drawn d ON d.stratum = q.stratum GROUP BY q.stratum
    UNION ALL
    SELECT '${runId}', o.queue, o.queue,
      CASE o.queue WHEN 'baseline' THEN ${active} ELSE o.selected END, o.selected FROM others o`);
}
