import { z } from "zod";
import type {
  AccountProfile,
  ActionRow,
  AppealRow,
  HitRow,
  Newest,
  ReasonRow,
  ReviewRow,
  RiskRow,
} from "../../../src/lib/account/record.js";
import type { Engine } from "../../engine/engine.js";
import { numbered } from "./number-accounts.js";
import { listAt } from "./pivots.js";

/** Rows of a kind shown of an account, the newest. */
const mostRows = 30;

/** What tables hold of the published accounts, by number of the account. */
export interface Details {
  readonly profiles: ReadonlyMap<number, AccountProfile>;
  readonly protectedBecause: ReadonlyMap<number, string>;
  readonly hits: ReadonlyMap<number, Newest<HitRow>>;
  readonly actions: ReadonlyMap<number, Newest<ActionRow>>;
  readonly reviews: ReadonlyMap<number, Newest<ReviewRow>>;
  readonly appeals: ReadonlyMap<number, Newest<AppealRow>>;
  readonly reports: ReadonlyMap<number, readonly ReasonRow[]>;
  readonly risks: ReadonlyMap<number, RiskRow>;
}

/** Reads each table once, for the published accounts alone. */
export async function readDetails(
  engine: Engine,
  present: ReadonlySet<string>,
  published: number,
): Promise<Details> {
  const chosen = `(SELECT account_id, account_no FROM ${numbered} WHERE account_no < ${published}) n`;
  const has = (...tables: string[]): boolean => tables.every((table) => present.has(table));
  const newestOf = async <Row>(there: boolean, select: string): Promise<ReadonlyMap<number, Newest<Row>>> =>
    there ? newest<Row>(engine, select) : new Map<number, Newest<Row>>();
  return {
    profiles: has("accounts")
      ? await byAccount<AccountProfile>(
          engine,
          `SELECT n.account_no, a.handle, a.display_name, a.bio, a.avatar_hash, a.created_at, a.country, a.lang, a.email_domain, a.phone_prefix,
             a.status, a.followers, a.following, a.posts, a.is_verified
           FROM accounts a JOIN ${chosen} USING (account_id)`,
        )
      : new Map(),
    protectedBecause: has("protected_accounts")
      ? new Map(
          [
            ...(await byAccount<{ why: string }>(
              engine,
              `SELECT n.account_no, min(p.why) AS why FROM protected_accounts p JOIN ${chosen} USING (account_id) GROUP BY n.account_no`,
            )),
          ].map(([account, { why }]) => [account, why]),
        )
      : new Map(),
    hits: await newestOf<HitRow>(
      has("hit_facts"),
      `SELECT n.account_no, h.hit_id AS tie, h.rule, h.version, ${has("evaluated_hits") ? "coalesce(e.state, h.environment)" : "h.environment"} AS state, h.hit_at AS "at", h.held_out
       FROM hit_facts h JOIN ${chosen} USING (account_id)
       ${has("evaluated_hits") ? "LEFT JOIN (SELECT rule_id, version, account_id, hit_at, min(state) AS state FROM evaluated_hits GROUP BY ALL) e ON e.rule_id = h.rule AND e.version = h.version AND e.account_id = h.account_id AND e.hit_at = h.hit_at" : ""}`,
    ),
    actions: await newestOf<ActionRow>(
      has("actions"),
      `SELECT n.account_no, a.action_id AS tie, a.action_type AS action, a.policy_id AS policy, a.action_at AS "at", a.expires_at AS expires, a.source_type AS source,
         a.automated_decision AS automated, a.reversed_at AS reversed
       FROM actions a JOIN ${chosen} USING (account_id) WHERE a.action_type <> 'none'`,
    ),
    reviews: await newestOf<ReviewRow>(
      has("review_jobs", "review_decisions"),
      `SELECT n.account_no, d.decision_id AS tie, d.decided_at AS "at", j.queue, d.label, d.decision
       FROM review_decisions d JOIN review_jobs j USING (job_id) JOIN ${chosen} USING (account_id)`,
    ),
    appeals: await newestOf<AppealRow>(
      has("appeals", "actions"),
      `SELECT n.account_no, p.appeal_id AS tie, p.filed_at AS "at", p.filed_at AS filed, a.action_type AS action, p.outcome, p.decided_at AS decided
       FROM appeals p JOIN actions a USING (action_id) JOIN ${chosen} USING (account_id)`,
    ),
    reports: has("reports") ? await readReports(engine, chosen) : new Map(),
    risks: has("account_risk") ? await readRisks(engine, chosen) : new Map(),
  };
}

async function readReports(engine: Engine, chosen: string): Promise<Map<number, ReasonRow[]>> {
  const reports = new Map<number, ReasonRow[]>();
  for (const { account_no: account, ...row } of await engine.query<ReasonRow & { account_no: number }>(
    `SELECT n.account_no, r.reason, count(*) AS reports, count(DISTINCT r.reporter_id) AS reporters,
       min(r.reported_at) AS first, max(r.reported_at) AS last
     FROM reports r JOIN ${chosen} USING (account_id) GROUP BY n.account_no, r.reason ORDER BY n.account_no, reports DESC, r.reason`,
  ))
    listAt(reports, account).push(row);
  return reports;
}

async function readRisks(engine: Engine, chosen: string): Promise<Map<number, RiskRow>> {
  const risks = new Map<number, RiskRow>();
  for (const { account_no: account, model, score, contributions } of await engine.query<{
    account_no: number;
    model: string;
    score: number;
    contributions: string | null;
  }>(
    `SELECT n.account_no, @text(r.model_version) AS model, r.score, @text(r.contributions) AS contributions
     FROM account_risk r JOIN ${chosen} USING (account_id) ORDER BY n.account_no, r.model_version`,
  ))
    risks.set(account, {
      model,
      score,
      contributions: contributionsShape.parse(JSON.parse(contributions ?? "[]")),
    });
  return risks;
}

const contributionsShape = z.array(
  z.object({ feature: z.string(), value: z.number().nullable(), contribution: z.number() }),
);

async function byAccount<Row>(engine: Engine, select: string): Promise<Map<number, Row>> {
  const rows = new Map<number, Row>();
  for (const { account_no: account, ...row } of await engine.query<Row & { account_no: number }>(select))
    rows.set(account, row as Row);
  return rows;
}

/** The newest rows of each account: a SELECT of account_no, `at`, `tie` (which makes the order total) and what is shown. */
async function newest<Row>(engine: Engine, select: string): Promise<Map<number, Newest<Row>>> {
  const found = new Map<number, { total: number; rows: Row[] }>();
  for (const { account_no: account, total, ...row } of await engine.query<
    Row & { account_no: number; total: number }
  >(
    `SELECT * EXCLUDE (tie, place) FROM (
       SELECT *, count(*) OVER (PARTITION BY account_no) AS total, row_number() OVER (PARTITION BY account_no ORDER BY "at" DESC NULLS LAST, tie) AS place
       FROM (${select}) AS found
     ) AS placed WHERE place <= ${mostRows} ORDER BY account_no, place`,
  )) {
    const known = found.get(account) ?? { total, rows: [] };
    known.rows.push(row as Row);
    found.set(account, known);
  }
  return found;
}
