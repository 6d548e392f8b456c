import type { SumRow } from "../../../src/lib/metrics/definition.js";
import type { ReportContext } from "../../../src/lib/rule/report/index.js";
import type { Engine } from "../../engine/engine.js";
import { warehouseTables } from "../../pipeline/manifest.js";
import type { Rule } from "../read-rules.js";
import { runningRules } from "../running.js";

/** Rows of accounts beyond which the rule lab, and what is to equal it, asks about a random sample. */
export const mostAccounts = 1_000_000;

/** What reports need beside the rows of accounts, from a complete warehouse. */
export async function reportContext(engine: Engine, rules: readonly Rule[]): Promise<ReportContext> {
  const tables = await warehouseTables(engine);
  const policies = await engine.query<{ policy_id: string; bit: number }>(
    "SELECT policy_id, bit FROM policy_bits ORDER BY policy_id",
  );
  const [accounts] = await engine.query<{ accounts: number }>(
    "SELECT count(*) AS accounts FROM rule_accounts",
  );
  return {
    running: runningRules(rules).map(({ rule: { rule }, period }) => ({
      rule: rule.id,
      title: rule.title,
      state: period.state,
      version: period.version,
    })),
    policyBits: Object.fromEntries(policies.map(({ policy_id, bit }) => [policy_id, bit])),
    accountsDrawn: tables.has("review_jobs") && (await accountsDrawn(engine)),
    reviewers: tables.has("metric_reviewer_gold")
      ? await engine.query<SumRow>("SELECT * FROM metric_reviewer_gold ORDER BY ALL")
      : [],
    handleSeconds: tables.has("review_decisions") ? await readHandleSeconds(engine) : null,
    sampledFrom: accounts !== undefined && accounts.accounts > mostAccounts ? accounts.accounts : null,
  };
}

async function accountsDrawn(engine: Engine): Promise<boolean> {
  const [row] = await engine.query<{ drawn: number }>(
    "SELECT count(*) AS drawn FROM review_jobs WHERE sample_design IN ('baseline', 'census') AND hit_id IS NULL",
  );
  return (row?.drawn ?? 0) > 0;
}

/** Mean seconds of a review; null where none has a time. */
export async function readHandleSeconds(engine: Engine): Promise<number | null> {
  const [row] = await engine.query<{ seconds: number | null; reviews: number }>(
    "SELECT CAST(sum(handle_seconds) AS BIGINT) AS seconds, count(handle_seconds) AS reviews FROM review_decisions",
  );
  return row === undefined || row.seconds === null || row.reviews === 0 ? null : row.seconds / row.reviews;
}
