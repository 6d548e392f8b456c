import type { AccountsArtifact } from "../../../src/lib/account/lens.js";
import { areAllBlank, identityNeeds, type Need } from "../../../src/lib/account/needs.js";
import { marks, type Mark, type Person } from "../../../src/lib/account/record.js";
import { findAlike } from "../../detect/accounts/find-alike.js";
import type { Engine } from "../../engine/engine.js";
import type { Rule } from "../../rules/read-rules.js";
import type { ArtifactWriter } from "../write-artifacts.js";
import { readActivity } from "./activity.js";
import { readBlanks } from "./blanks.js";
import { readDetails, type Details } from "./details.js";
import { readLenses } from "./lenses.js";
import { numberAccounts, numbered } from "./number-accounts.js";
import { gatherObjects, neighbourNumbers, type PagedValues, readPivots } from "./pivots.js";
import { writeShards } from "./shards.js";

/** Accounts that get a record where the platform has more. */
export const mostAccounts = 20_000;

/** Characters of a handle or name in the search index and beside neighbours. */
const longestName = 80;

export interface PublishAccountsOptions {
  readonly engine: Engine;
  readonly folder: ArtifactWriter;
  readonly present: ReadonlySet<string>;
  readonly rules: readonly { readonly rule: Pick<Rule["rule"], "id" | "title"> }[];
  /** Ids of the networks and texts that have a page of their own. */
  readonly pages: PagedValues;
  /** Words by which a name claims an office, where the source has its own. */
  readonly officeWords?: readonly string[];
  /** Last day of the data. */
  readonly lastDay: string;
  readonly most?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Tables that an account's page is made of. */
const wanted = [
  "accounts",
  "sessions",
  "events",
  "event_objects",
  "rule_hits",
  "actions",
  "review_jobs",
  "review_decisions",
  "appeals",
  "reports",
  "protected_accounts",
];

/**
 * Writes what the account page reads: 256 shards of records and a search index. Each table is read once, for the accounts that get
 * a record; who shares what is counted over all accounts.
 *
 * @returns artifact `accounts.json`, or the tables for want of which there are no accounts
 */
export async function publishAccounts(
  options: PublishAccountsOptions,
): Promise<AccountsArtifact | { missing: string[] }> {
  const { engine, folder, rules, lastDay, most = mostAccounts, signal } = options;
  const present = tablesThatTell(options);
  if (!present.has("accounts") && !present.has("events")) return { missing: ["accounts"] };
  const alike = present.has("accounts") ? await findAlike(engine, options.officeWords) : [];
  const { total, published, leftOut } = await numberAccounts(
    engine,
    present,
    alike.map(({ id }) => id),
    most,
  );
  signal?.throwIfAborted();
  await gatherObjects(engine, present);
  const blank = await readBlanks(engine, present);
  const pivots = await readPivots(engine, present, published, options.pages);
  signal?.throwIfAborted();
  const details = await readDetails(engine, present, published);
  const activity = await readActivity(engine, present, published, lastDay);
  signal?.throwIfAborted();
  const people = await readPeople(engine, present, published);
  const ids = Array.from({ length: published }, (_, account) => people.get(account)?.[0] ?? "");
  const [ruleCounts, reporters] = [await countRules(engine, present, published), reporterCounts(details)];
  await writeShards(
    folder,
    { ids, people, activity, details, pivots },
    {
      ids,
      handles: ids.map((_, account) => people.get(account)?.[1] ?? null),
      names: ids.map(
        (_, account) => details.profiles.get(account)?.display_name?.slice(0, longestName) ?? null,
      ),
      flags: ids.map((_, account) => people.get(account)?.[2] ?? 0),
      statuses: ids.map((_, account) => details.profiles.get(account)?.status ?? null),
      rules: ids.map((_, account) => ruleCounts.get(account) ?? 0),
      reporters: ids.map((_, account) => reporters.get(account) ?? 0),
      risks: ids.map((_, account) => details.risks.get(account)?.score ?? null),
    },
  );
  return {
    total,
    published,
    leftOut,
    ...(await readCounts(engine, present, blank)),
    activity: { from: activity.from, days: activity.days },
    lacking: wanted.filter(
      (table) => !present.has(table) && !(table === "rule_hits" && present.has("hit_facts")),
    ),
    blank,
    rules: Object.fromEntries(rules.map(({ rule }) => [rule.id, rule.title])),
    policies: present.has("policies")
      ? await engine.query("SELECT policy_id AS id, name FROM policies ORDER BY policy_id")
      : [],
    protected: present.has("protected_accounts"),
    lenses: await readLenses({ engine, present, blank, published, alike }),
  };
}

/** The tables there are; where there is neither a rule nor what the platform's rules hit, the table of hits tells nothing. */
function tablesThatTell({ present, rules }: PublishAccountsOptions): ReadonlySet<string> {
  if (present.has("rule_hits") || rules.length > 0) return present;
  return new Set([...present].filter((table) => table !== "hit_facts"));
}

/** Everyone with a record, and their neighbours. */
async function readPeople(
  engine: Engine,
  present: ReadonlySet<string>,
  published: number,
): Promise<Map<number, Person>> {
  const columns = await engine.columns(
    `SELECT n.account_no, n.account_id, ${present.has("accounts") ? `@sub(a.handle, 1, ${longestName})` : "CAST(NULL AS VARCHAR)"} AS handle, n.flags
     FROM ${numbered} n ${present.has("accounts") ? "LEFT JOIN accounts a USING (account_id)" : ""}
     WHERE n.account_no < ${published} OR n.account_no IN (${neighbourNumbers}) ORDER BY n.account_no`,
  );
  return new Map(
    ((columns["account_no"] ?? []) as number[]).map((account, at) => [
      account,
      [
        String(columns["account_id"]?.[at]),
        (columns["handle"]?.[at] ?? null) as string | null,
        Number(columns["flags"]?.[at]),
      ],
    ]),
  );
}

async function countRules(
  engine: Engine,
  present: ReadonlySet<string>,
  published: number,
): Promise<Map<number, number>> {
  if (!present.has("hit_facts")) return new Map();
  const [accounts = new Int32Array(), counts = []] = await engine.integers(
    `SELECT n.account_no, CAST(count(DISTINCT h.rule) AS INTEGER) AS rules FROM hit_facts h JOIN ${numbered} n USING (account_id)
     WHERE h.environment = 'live' AND n.account_no < ${published} GROUP BY n.account_no`,
  );
  return new Map([...accounts].map((account, at) => [account, counts[at] ?? 0]));
}

/** At most: who reported for two reasons counts once for each. */
function reporterCounts({ reports }: Details): Map<number, number> {
  return new Map(
    [...reports].map(([account, rows]) => [account, rows.reduce((sum, { reporters }) => sum + reporters, 0)]),
  );
}

const countedMarks = {
  actioned: ["actions"],
  hit: ["hit_facts"],
  reported: ["reports"],
  reviewed: ["review_jobs", "review_decisions"],
  appealed: ["appeals", "actions"],
  alike: ["accounts"],
} as const satisfies Partial<Record<Mark, readonly string[]>>;

async function readCounts(
  engine: Engine,
  present: ReadonlySet<string>,
  blank: readonly Need[],
): Promise<Pick<AccountsArtifact, "counts" | "hitNotActioned">> {
  const names = Object.keys(countedMarks) as (keyof typeof countedMarks)[];
  const [row = {}] = await engine.query<Record<string, number>>(
    `SELECT ${names.map((name) => `@count_if(flags & ${marks[name]} <> 0) AS ${name}`).join(", ")},
       @count_if(flags & ${marks.hit} <> 0 AND flags & ${marks.actioned} = 0) AS open FROM ${numbered}`,
  );
  const known = (name: keyof typeof countedMarks): number | null =>
    countedMarks[name].every((table) => present.has(table)) ? (row[name] ?? 0) : null;
  return {
    counts: {
      actioned: known("actioned"),
      hit: known("hit"),
      reported: known("reported"),
      reviewed: known("reviewed"),
      appealed: known("appealed"),
      alike: areAllBlank(identityNeeds, blank) ? null : known("alike"),
    },
    hitNotActioned: present.has("hit_facts") && present.has("actions") ? (row["open"] ?? 0) : null,
  };
}
