import type {
  AbuseRow,
  AccountsArtifact,
  IdentityRow,
  Lens,
  MediaRow,
  SpamRow,
} from "../../../src/lib/account/lens.js";
import { identityScore } from "../../../src/lib/account/identity.js";
import { areAllBlank, identityNeeds, type Need } from "../../../src/lib/account/needs.js";
import { marks } from "../../../src/lib/account/record.js";
import type { AlikeAccount } from "../../detect/accounts/find-alike.js";
import type { Engine } from "../../engine/engine.js";
import { numbered } from "./number-accounts.js";
import { accountObjects } from "./pivots.js";

/** Rows of a lens: so many of the accounts that were acted on, and so many of the others. */
const mostRows = 60;

/** Accounts that must use a medium before it counts as reused by others. */
const leastSharers = 3;

/** A name as far as a list shows it. */
function cut(column: string): string {
  return `@sub(${column}, 1, 80)`;
}

export interface LensOptions {
  readonly engine: Engine;
  readonly present: ReadonlySet<string>;
  /** What the tables leave empty. */
  readonly blank: readonly Need[];
  readonly published: number;
  readonly alike: readonly AlikeAccount[];
}

/** The four ranked lists, of published accounts; what no row tells of is unknown, and no list of nobody. */
export async function readLenses({
  engine,
  present,
  blank,
  published,
  alike,
}: LensOptions): Promise<AccountsArtifact["lenses"]> {
  const named = present.has("accounts");
  const hits = present.has("hit_facts");
  const objects = present.has("events") && present.has("event_objects");
  const texts = (objects || present.has("event_texts")) && !blank.includes("events.text");
  const links = objects && !areAllBlank(["event_objects.kind=url", "event_objects.kind=domain"], blank);
  return {
    spam:
      hits || texts
        ? await ranked<SpamRow>(
            engine,
            named,
            spamRows({ hits, texts, links }, published),
            "rules DESC NULLS LAST, hits DESC NULLS LAST, repeats DESC NULLS LAST, links DESC NULLS LAST",
          )
        : objects || present.has("event_texts")
          ? { blank: ["events.text"] }
          : { missing: ["events", "event_objects"].filter((table) => !present.has(table)) },
    abuse: present.has("reports")
      ? await ranked<AbuseRow>(engine, named, abuseRows(published), "reporters DESC, reports DESC, last DESC")
      : { missing: ["reports"] },
    identity: !named
      ? { missing: ["accounts"] }
      : areAllBlank(identityNeeds, blank)
        ? { blank: identityNeeds }
        : await identityRows(engine, alike),
    media: !objects
      ? { missing: ["events", "event_objects"].filter((table) => !present.has(table)) }
      : blank.includes("event_objects.kind=media")
        ? { blank: ["event_objects.kind=media"] }
        : await ranked<MediaRow>(
            engine,
            named,
            mediaRows(published),
            "shared DESC, accounts DESC, uses DESC",
          ),
  };
}

/** @param known what the source tells of */
function spamRows(known: { hits: boolean; texts: boolean; links: boolean }, published: number): string {
  const hits = known.hits
    ? `SELECT n.account_no, count(DISTINCT h.rule) AS rules, count(*) AS hits FROM hit_facts h JOIN ${numbered} n USING (account_id)
       WHERE n.account_no < ${published} AND h.environment = 'live' GROUP BY n.account_no`
    : "SELECT CAST(NULL AS INTEGER) AS account_no, 0 AS rules, 0 AS hits WHERE FALSE";
  const counted = (there: boolean, column: string, name: string): string =>
    `${there ? `coalesce(${column}, 0)` : "CAST(NULL AS INTEGER)"} AS ${name}`;
  const columns = [
    counted(known.hits, "h.rules", "rules"),
    counted(known.hits, "h.hits", "hits"),
    counted(known.links, "o.links", "links"),
    counted(known.texts, "o.repeats", "repeats"),
  ];
  return `SELECT account_no, ${columns.join(", ")}
    FROM (${hits}) h FULL JOIN (
      SELECT account_no, greatest(@sum_if(uses, kind = 'url'), @sum_if(uses, kind = 'domain')) AS links,
        @sum_if(uses, kind = 'text') - @count_if(kind = 'text') AS repeats
      FROM ${accountObjects} WHERE account_no < ${published} GROUP BY account_no
    ) o USING (account_no)
    WHERE coalesce(h.rules, 0) > 0 OR coalesce(o.repeats, 0) > 0`;
}

function abuseRows(published: number): string {
  return `SELECT account_no, sum(reports) AS reports, max(reporters) AS reporters, @argmax(reason, rank) AS reason, max(reports) AS "reasonReports", max(last) AS last
    FROM (
      SELECT r.*, t.reporters, row_number() OVER (PARTITION BY account_no ORDER BY r.reports, r.reason DESC) AS rank
      FROM (SELECT n.account_no, reason, count(*) AS reports, @text(max(reported_at)) AS last FROM reports JOIN ${numbered} n USING (account_id) WHERE n.account_no < ${published} GROUP BY n.account_no, reason) r
      JOIN (SELECT n.account_no, count(DISTINCT reporter_id) AS reporters FROM reports JOIN ${numbered} n USING (account_id) GROUP BY n.account_no) t USING (account_no)
    ) AS reasons GROUP BY account_no`;
}

function mediaRows(published: number): string {
  return `SELECT o.account_no, count(*) AS shared, sum(o.uses) AS uses, @argmax(o.value, s.place) AS media, max(s.accounts) AS accounts,
      @text(min(o.first_at)) AS first, @text(max(o.last_at)) AS last
    FROM ${accountObjects} o JOIN (
      SELECT value, accounts, row_number() OVER (ORDER BY accounts, value DESC) AS place
      FROM (SELECT value, count(*) AS accounts FROM ${accountObjects} WHERE kind = 'media' GROUP BY value HAVING count(*) >= ${leastSharers}) AS media
    ) s USING (value) WHERE o.kind = 'media' AND o.account_no < ${published} GROUP BY o.account_no`;
}

/** The first rows in order, of those acted on and of the others. */
async function ranked<Row>(
  engine: Engine,
  named: boolean,
  select: string,
  order: string,
): Promise<Lens<Row>> {
  const names = named
    ? `${cut("a.handle")} AS handle, ${cut("a.display_name")} AS name`
    : "CAST(NULL AS VARCHAR) AS handle, CAST(NULL AS VARCHAR) AS name";
  const rows = await engine.query<Row & { all_rows: number }>(
    `SELECT n.account_id AS id, ${names}, n.flags, r.* EXCLUDE (account_no, place, place_alike)
     FROM (
       SELECT *, count(*) OVER () AS all_rows, row_number() OVER (ORDER BY ${order}, account_no) AS place,
         row_number() OVER (PARTITION BY acted ORDER BY ${order}, account_no) AS place_alike
       FROM (SELECT r.*, n.flags & ${marks.actioned} AS acted FROM (${select}) r JOIN ${numbered} n USING (account_no)) AS acted_on
     ) r JOIN ${numbered} n USING (account_no) ${named ? "LEFT JOIN accounts a ON a.account_id = n.account_id" : ""}
     WHERE place_alike <= ${mostRows} ORDER BY place`,
  );
  return {
    total: rows[0]?.all_rows ?? 0,
    rows: rows.map((row) => {
      const { all_rows: _, acted: __, ...shown } = row as Row & { all_rows: number; acted: number };
      return shown as Row;
    }),
  };
}

async function identityRows(engine: Engine, alike: readonly AlikeAccount[]): Promise<Lens<IdentityRow>> {
  const profiles = await engine.query<Omit<IdentityRow, "signs">>(
    `SELECT n.account_id AS id, ${cut("a.handle")} AS handle, ${cut("a.display_name")} AS name, n.flags, a.followers
     FROM ${numbered} n JOIN accounts a USING (account_id) WHERE n.flags & ${marks.alike} <> 0 AND n.flags & ${marks.published} <> 0`,
  );
  const signsOf = new Map(alike.map(({ id, signs }) => [id, signs]));
  const rows = profiles
    .map((row) => ({ ...row, signs: signsOf.get(row.id) ?? [] }))
    .sort(
      (a, b) =>
        identityScore(b.signs) - identityScore(a.signs) ||
        (b.followers ?? 0) - (a.followers ?? 0) ||
        (a.id < b.id ? -1 : 1),
    );
  const acted = { yes: 0, no: 0 };
  return {
    total: rows.length,
    rows: rows.filter(({ flags }) => {
      const kind = (flags & marks.actioned) === 0 ? "no" : "yes";
      acted[kind] += 1;
      return acted[kind] <= mostRows;
    }),
  };
}
