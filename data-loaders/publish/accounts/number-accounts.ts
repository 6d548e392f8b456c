import { marks, type Mark } from "../../../src/lib/account/record.js";
import type { Engine } from "../../engine/engine.js";

/** Temporary table of every account: `account_no` from 0, by how much speaks for looking at it; `flags` as `marks` has them. */
export const numbered = "account_numbers";

/** How many accounts there are, and how many of the first get a record. */
export interface AccountNumbers {
  readonly total: number;
  readonly published: number;
  /** Singled out, and beyond what is published. */
  readonly leftOut: number;
}

/** What singles accounts out: the tables that tell it, and a SELECT of account_id and the time `seen_at`. */
const reasons: readonly {
  readonly mark: Mark;
  readonly tables: readonly string[];
  readonly select: string;
}[] = [
  {
    mark: "actioned",
    tables: ["actions"],
    select: "SELECT account_id, action_at AS seen_at FROM actions WHERE action_type <> 'none'",
  },
  {
    mark: "hit",
    tables: ["hit_facts"],
    select: "SELECT account_id, hit_at AS seen_at FROM hit_facts WHERE environment = 'live'",
  },
  { mark: "reported", tables: ["reports"], select: "SELECT account_id, reported_at AS seen_at FROM reports" },
  {
    mark: "reviewed",
    tables: ["review_jobs", "review_decisions"],
    select: `SELECT j.account_id, d.decided_at AS seen_at FROM review_decisions d JOIN review_jobs j USING (job_id) WHERE j.sample_design <> 'gold'`,
  },
  {
    mark: "appealed",
    tables: ["appeals", "actions"],
    select: "SELECT a.account_id, p.filed_at AS seen_at FROM appeals p JOIN actions a USING (action_id)",
  },
  {
    mark: "linked",
    tables: ["cluster_members"],
    select: "SELECT account_id, CAST(snapshot_date AS TIMESTAMP) AS seen_at FROM cluster_members",
  },
  {
    mark: "linked",
    tables: ["alert_accounts", "alerts"],
    select:
      "SELECT m.account_id, CAST(a.day AS TIMESTAMP) AS seen_at FROM alert_accounts m JOIN alerts a USING (alert_id)",
  },
];

/** Marks for which an account comes before those that were merely reported, reviewed or found in a cluster. */
const first: readonly Mark[] = ["actioned", "hit", "appealed", "alike"];

/**
 * Numbers all accounts: those acted on, hit, appealed or alike others first, then those reported, reviewed or in a
 * network or an alert, the latest first. Where all accounts fit into `most`, all are published.
 *
 * @param alike ids of the accounts that the identity lens found
 */
export async function numberAccounts(
  engine: Engine,
  present: ReadonlySet<string>,
  alike: readonly string[],
  most: number,
): Promise<AccountNumbers> {
  await engine.execute("CREATE OR REPLACE TEMP TABLE alike_accounts (account_id VARCHAR)");
  for (let start = 0; start < alike.length; start += 1_000) {
    const part = alike.slice(start, start + 1_000);
    await engine.execute(
      `INSERT INTO alike_accounts VALUES ${part.map((_, index) => `($${index + 1})`).join(", ")}`,
      part,
    );
  }
  const told = [
    ...reasons
      .filter(({ tables }) => tables.every((table) => present.has(table)))
      .map(({ mark, select }) => ({ mark, select })),
    {
      mark: "alike" as const,
      select: "SELECT account_id, CAST(NULL AS TIMESTAMP) AS seen_at FROM alike_accounts",
    },
    ...(present.has("protected_accounts")
      ? [
          {
            mark: "protected" as const,
            select: "SELECT account_id, CAST(NULL AS TIMESTAMP) AS seen_at FROM protected_accounts",
          },
        ]
      : []),
  ];
  const bits = [...new Set(told.map(({ mark }) => marks[mark]))].map(
    (bit) => `max(CASE WHEN mark = ${bit} THEN ${bit} ELSE 0 END)`,
  );
  const universe = present.has("accounts")
    ? "SELECT account_id FROM accounts"
    : "SELECT DISTINCT account_id FROM events";
  const ofFirst = first.reduce((sum, mark) => sum + marks[mark], 0);
  await engine.execute(`CREATE OR REPLACE TEMP TABLE ${numbered} AS
    WITH told AS (${told.map(({ mark, select }) => `SELECT account_id, seen_at, ${marks[mark]} AS mark FROM (${select})`).join(" UNION ALL ")}),
    marked AS (SELECT account_id, ${bits.join(" + ")} AS flags, max(seen_at) AS last_at FROM told GROUP BY account_id),
    ranked AS (
      SELECT u.account_id, coalesce(m.flags, 0) AS flags, m.last_at,
        CASE WHEN coalesce(m.flags, 0) & ${ofFirst} <> 0 THEN 0 WHEN coalesce(m.flags, 0) & ~${marks.protected} <> 0 THEN 1 ELSE 2 END AS tier
      FROM (${universe}) u LEFT JOIN marked m USING (account_id)
    )
    SELECT account_id, tier, CAST(flags AS INTEGER) AS flags,
      CAST(row_number() OVER (ORDER BY tier, last_at DESC NULLS LAST, account_id) - 1 AS INTEGER) AS account_no
    FROM ranked`);
  const [counted] = await engine.query<{ total: number; told: number }>(
    `SELECT count(*) AS total, @count_if(tier < 2) AS told FROM ${numbered}`,
  );
  const { total = 0, told: singled = 0 } = counted ?? {};
  const wanted = total <= most ? total : singled === 0 ? most : singled;
  const published = Math.min(most, wanted);
  await engine.execute(
    `CREATE OR REPLACE TEMP TABLE ${numbered} AS
     SELECT account_id, account_no, tier, flags + CASE WHEN account_no < ${published} THEN ${marks.published} ELSE 0 END AS flags FROM ${numbered}`,
  );
  return { total, published, leftOut: Math.max(0, singled - published) };
}
