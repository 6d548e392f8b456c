import { mostNeighbours } from "../../../src/lib/account/rarity.js";
import { isPivotKind, type PivotKind } from "../../../src/lib/account/pivots.js";
import { marks } from "../../../src/lib/account/record.js";
import type { Engine } from "../../engine/engine.js";
import { numbered } from "./number-accounts.js";

/** Temporary table: what each account's events hold, with `uses`, `first_at` and `last_at`. */
export const accountObjects = "account_objects";

/** Values of a kind shown of an account: those whose sharers were most acted on, then those that three to a hundred share. */
const mostValues = 3;

/** Characters of a text that is shown for its hash. */
const longestSample = 160;

/** What accounts share, platform-wide, as far as a published account has it. */
export interface Pivots {
  readonly groups: readonly {
    readonly kind: PivotKind;
    readonly value: string;
    readonly sample: string | null;
    readonly page: boolean;
    readonly accounts: number;
    readonly actioned: number;
    readonly hit: number;
    /** Numbers of accounts. */
    readonly neighbours: readonly number[];
  }[];
  /** Places in `groups`, by number of the account. */
  readonly ofAccount: ReadonlyMap<number, readonly number[]>;
  /** Different values, shared or not, by number of the account. */
  readonly values: ReadonlyMap<number, Readonly<Partial<Record<PivotKind, number>>>>;
}

/** Gathers what events hold, by account: the one pass over the events and their objects. */
export async function gatherObjects(engine: Engine, present: ReadonlySet<string>): Promise<void> {
  const parts = [
    ...(present.has("events") && present.has("event_objects")
      ? [
          `SELECT n.account_no, o.kind, o.object_id AS value, e.occurred_at
           FROM event_objects o JOIN events e USING (event_id) JOIN ${numbered} n USING (account_id)
           WHERE o.kind IN (${present.has("event_texts") ? "" : "'text', "}'url', 'domain', 'media')`,
        ]
      : []),
    ...(present.has("event_texts")
      ? [
          `SELECT n.account_no, 'text' AS kind, t.cluster_id AS value, t.occurred_at FROM event_texts t JOIN ${numbered} n USING (account_id)`,
        ]
      : []),
  ];
  const rows =
    parts.length > 0
      ? parts.join(" UNION ALL ")
      : "SELECT CAST(0 AS INTEGER) AS account_no, '' AS kind, '' AS value, CAST(NULL AS TIMESTAMP) AS occurred_at WHERE FALSE";
  await engine.execute(`CREATE OR REPLACE TEMP TABLE ${accountObjects} AS
    SELECT account_no, kind, value, count(*) AS uses, min(occurred_at) AS first_at, max(occurred_at) AS last_at
    FROM (${rows}) AS held GROUP BY account_no, kind, value`);
}

/** Values, by the kinds that have pages, of which the site has one. */
export type PagedValues = Readonly<Partial<Record<PivotKind, ReadonlySet<string>>>>;

/** Counts who shares what over all accounts, and keeps what published accounts share with somebody. */
export async function readPivots(
  engine: Engine,
  present: ReadonlySet<string>,
  published: number,
  pages: PagedValues,
): Promise<Pivots> {
  await engine.execute(
    `CREATE OR REPLACE TEMP TABLE account_pivots AS ${pivotRows(present).join(" UNION ALL ")}`,
  );
  await engine.execute(`CREATE OR REPLACE TEMP TABLE pivot_groups AS
    SELECT CAST(row_number() OVER (ORDER BY kind, value) - 1 AS INTEGER) AS group_no, *
    FROM (
      SELECT p.kind, p.value, CAST(count(*) AS INTEGER) AS accounts,
        CAST(@count_if(n.flags & ${marks.actioned} <> 0) AS INTEGER) AS actioned,
        CAST(@count_if(n.flags & ${marks.hit} <> 0) AS INTEGER) AS hit,
        @least_n(p.account_no, ${mostNeighbours(2) + 1}) AS neighbours
      FROM account_pivots p JOIN ${numbered} n USING (account_no)
      GROUP BY p.kind, p.value HAVING count(*) > 1 AND min(p.account_no) < ${published}
    ) AS shared`);
  await engine.execute(`CREATE OR REPLACE TEMP TABLE shown_pivots AS
    SELECT account_no, group_no, place FROM (
      SELECT p.account_no, g.group_no, CAST(row_number() OVER (
        PARTITION BY p.account_no, p.kind ORDER BY @ratio(g.actioned, g.accounts) DESC,
          CASE WHEN g.accounts BETWEEN 3 AND 100 THEN 0 ELSE 1 END, g.accounts DESC, g.group_no) AS INTEGER) AS place
      FROM account_pivots p JOIN pivot_groups g USING (kind, value) WHERE p.account_no < ${published}
    ) AS placed WHERE place <= ${mostValues}`);
  return {
    groups: await readGroups(engine, await readSamples(engine, present), pages),
    ...(await readShown(engine, published)),
  };
}

/** SELECT of the numbers of all accounts that are somebody's neighbour. */
export const neighbourNumbers =
  "SELECT each_one.account_no FROM pivot_groups @unnest(neighbours, each_one, account_no) WHERE group_no IN (SELECT group_no FROM shown_pivots)";

/** A text for each hash or cluster of texts that is shown, by its value. */
async function readSamples(
  engine: Engine,
  present: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const shown =
    "(SELECT DISTINCT value FROM pivot_groups WHERE kind = 'text' AND group_no IN (SELECT group_no FROM shown_pivots)) s";
  const select = present.has("event_texts")
    ? present.has("text_clusters")
      ? `SELECT s.value, @sub(c.sample, 1, ${longestSample}) AS sample FROM ${shown} JOIN text_clusters c ON c.cluster_id = s.value`
      : null
    : present.has("events") && present.has("event_objects")
      ? `SELECT f.value, @sub(e.text, 1, ${longestSample}) AS sample FROM (
           SELECT s.value, min(o.event_id) AS event_id FROM event_objects o JOIN ${shown} ON o.object_id = s.value WHERE o.kind = 'text' GROUP BY s.value
         ) f JOIN events e USING (event_id) WHERE e.text IS NOT NULL`
      : null;
  if (select === null) return new Map();
  const rows = await engine.query<{ value: string; sample: string }>(select);
  return new Map(rows.map(({ value, sample }) => [value, sample]));
}

async function readGroups(
  engine: Engine,
  samples: ReadonlyMap<string, string>,
  pages: PagedValues,
): Promise<Pivots["groups"]> {
  const columns = await engine.columns(
    `SELECT kind, value, accounts, actioned, hit FROM pivot_groups WHERE group_no IN (SELECT group_no FROM shown_pivots) ORDER BY group_no`,
  );
  const [of = new Int32Array(), who = new Int32Array()] = await engine.integers(
    `SELECT place, account_no FROM (
       SELECT CAST(row_number() OVER (ORDER BY group_no) - 1 AS INTEGER) AS place, neighbours FROM pivot_groups
       WHERE group_no IN (SELECT group_no FROM shown_pivots)
     ) AS shown @unnest(neighbours, each_one, account_no) ORDER BY place, account_no`,
  );
  const neighbours: number[][] = [];
  for (const [at, place] of of.entries()) (neighbours[place] ??= []).push(who[at] ?? 0);
  const numbers = (name: string): number[] => (columns[name] ?? []) as number[];
  return ((columns["kind"] ?? []) as string[]).map((name, at) => {
    const kind = isPivotKind(name) ? name : "text";
    const value = String(columns["value"]?.[at]);
    return {
      kind,
      value,
      sample: kind === "text" ? (samples.get(value) ?? null) : null,
      page: pages[kind]?.has(value) ?? false,
      accounts: numbers("accounts")[at] ?? 0,
      actioned: numbers("actioned")[at] ?? 0,
      hit: numbers("hit")[at] ?? 0,
      neighbours: neighbours[at] ?? [],
    };
  });
}

async function readShown(engine: Engine, published: number): Promise<Pick<Pivots, "ofAccount" | "values">> {
  const [accounts = new Int32Array(), places = new Int32Array()] = await engine.integers(
    `SELECT account_no, CAST(dense_rank() OVER (ORDER BY group_no) - 1 AS INTEGER) AS place FROM shown_pivots ORDER BY account_no, group_no`,
  );
  const ofAccount = new Map<number, number[]>();
  for (const [at, account] of accounts.entries()) listAt(ofAccount, account).push(places[at] ?? 0);
  const counted = await engine.columns(
    `SELECT account_no, kind, CAST(count(*) AS INTEGER) AS n FROM account_pivots WHERE account_no < ${published} GROUP BY account_no, kind ORDER BY account_no, kind`,
  );
  const values = new Map<number, Partial<Record<PivotKind, number>>>();
  for (const [at, account] of ((counted["account_no"] ?? []) as number[]).entries()) {
    const known = values.get(account) ?? {};
    const kind = String(counted["kind"]?.[at]);
    if (isPivotKind(kind)) known[kind] = Number(counted["n"]?.[at]);
    values.set(account, known);
  }
  return { ofAccount, values };
}

export function listAt<Key, Value>(map: Map<Key, Value[]>, key: Key): Value[] {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made: Value[] = [];
  map.set(key, made);
  return made;
}

/** SELECTs of account_no, kind and value, a row for each value that an account has. */
function pivotRows(present: ReadonlySet<string>): string[] {
  const ofSession = (kind: PivotKind, column: string): string =>
    `SELECT DISTINCT n.account_no, '${kind}' AS kind, @text(s.${column}) AS value FROM sessions s JOIN ${numbered} n USING (account_id) WHERE s.${column} IS NOT NULL`;
  const ofAccount = (kind: PivotKind, expression: string): string =>
    `SELECT n.account_no, '${kind}' AS kind, ${expression} AS value FROM accounts a JOIN ${numbered} n USING (account_id) WHERE ${expression} IS NOT NULL`;
  return [
    `SELECT account_no, kind, value FROM ${accountObjects}`,
    ...(present.has("sessions")
      ? [ofSession("ip_prefix", "ip_prefix_h"), ofSession("device", "device_h"), ofSession("asn", "asn")]
      : []),
    ...(present.has("accounts")
      ? [
          ofAccount("email_domain", "a.email_domain"),
          ofAccount("phone_prefix", "a.phone_prefix"),
          ofAccount("avatar", "a.avatar_hash"),
          ofAccount("minute", "@text(@trunc('minute', a.created_at))"),
        ]
      : []),
    ...(present.has("cluster_members")
      ? [
          `SELECT DISTINCT n.account_no, 'network' AS kind, m.cluster_id AS value FROM cluster_members m JOIN ${numbered} n USING (account_id)`,
        ]
      : []),
  ];
}
