import type { PublishedAlert } from "../../../src/lib/emerging/artifact.js";
import type { Engine } from "../../engine/engine.js";

/** Accounts and texts of an alert that are named. */
const [mostAccounts, mostExamples] = [12, 3];
/** Rules of those that cover an alert that are named. */
const mostRules = 5;

/** What explains an alert beyond its numbers. */
export type AlertDetails = Pick<PublishedAlert, "course" | "accounts" | "examples" | "coverage">;

/**
 * Course, accounts, examples and covering rules of the alerts in `shown_alerts`, by their ids.
 *
 * @param present tables of the warehouse
 * @param hasRules whether the source has rule files: without, no evaluated hit tells of anything
 */
export async function alertDetails(
  engine: Engine,
  present: ReadonlySet<string>,
  hasRules: boolean,
): Promise<(id: string) => AlertDetails> {
  const courses = grouped(
    await engine.query<{ alert_id: string } & AlertDetails["course"][number]>(
      "SELECT * FROM alert_days WHERE alert_id IN (SELECT alert_id FROM shown_alerts) ORDER BY alert_id, day",
    ),
  );
  const accounts = grouped(
    await engine.query<{ alert_id: string; account_id: string }>(`
      SELECT alert_id, account_id FROM (
        SELECT *, row_number() OVER (PARTITION BY alert_id ORDER BY account_id) AS n
        FROM alert_accounts WHERE alert_id IN (SELECT alert_id FROM shown_alerts)
      ) AS numbered WHERE n <= ${mostAccounts} ORDER BY alert_id, account_id`),
  );
  const examples = grouped(await examplesOf(engine, present));
  const hits = [
    ...(hasRules ? ["SELECT rule_id, account_id, hit_at FROM evaluated_hits"] : []),
    ...(present.has("rule_hits")
      ? ["SELECT rule_id, account_id, hit_at FROM rule_hits WHERE environment = 'live'"]
      : []),
  ];
  const covered = hits.length === 0 ? null : grouped(await coverageOf(engine, hits.join(" UNION ALL ")));
  return (id) => ({
    course: (courses.get(id) ?? []).map(({ day, accounts: count, expected, low, high }) => ({
      day,
      accounts: count,
      expected,
      low,
      high,
    })),
    accounts: (accounts.get(id) ?? []).map(({ account_id }) => account_id),
    examples: (examples.get(id) ?? []).map(({ text }) => text),
    coverage:
      covered === null
        ? null
        : {
            any: covered.get(id)?.find(({ rule }) => rule === null)?.share ?? 0,
            rules: (covered.get(id) ?? [])
              .flatMap(({ rule, share }) => (rule === null ? [] : [{ rule, share }]))
              .slice(0, mostRules),
          },
  });
}

/** Share of each alert's accounts that each rule, and any rule (null), had hit in the 28 days up to the end of its day. */
function coverageOf(
  engine: Engine,
  hits: string,
): Promise<{ alert_id: string; rule: string | null; share: number }[]> {
  return engine.query(`
    WITH sizes AS (SELECT alert_id, count(*) AS accounts FROM alert_accounts WHERE alert_id IN (SELECT alert_id FROM shown_alerts) GROUP BY alert_id),
    found AS (
      SELECT DISTINCT a.alert_id, h.rule_id, c.account_id
      FROM shown_alerts a
      JOIN alert_accounts c ON c.alert_id = a.alert_id
      JOIN (${hits}) AS h ON h.account_id = c.account_id AND h.hit_at >= @add_days(a.day, -27) AND h.hit_at < @add_days(a.day, 1)
    )
    SELECT f.alert_id, f.rule_id AS rule, @ratio(count(*), max(s.accounts)) AS share
    FROM found f JOIN sizes s ON s.alert_id = f.alert_id GROUP BY f.alert_id, f.rule_id
    UNION ALL
    SELECT f.alert_id, CAST(NULL AS VARCHAR), @ratio(count(DISTINCT f.account_id), max(s.accounts))
    FROM found f JOIN sizes s ON s.alert_id = f.alert_id GROUP BY f.alert_id
    ORDER BY 1, 3 DESC, 2`);
}

async function examplesOf(
  engine: Engine,
  present: ReadonlySet<string>,
): Promise<{ alert_id: string; text: string }[]> {
  const sources = [
    ...(present.has("event_objects") && present.has("events")
      ? [
          `SELECT a.alert_id, e.text, e.event_id AS id FROM shown_alerts a
           JOIN event_objects o ON o.kind = a.entity_kind AND o.object_id = a.entity_id
           JOIN events e ON e.event_id = o.event_id AND @day(e.occurred_at) = a.day`,
        ]
      : []),
    ...(present.has("event_texts") && present.has("events")
      ? [
          `SELECT a.alert_id, e.text, e.event_id FROM shown_alerts a
           JOIN event_texts t ON t.cluster_id = a.entity_id AND a.entity_kind = 'text' AND @day(t.occurred_at) = a.day
           JOIN events e ON e.event_id = t.event_id`,
        ]
      : []),
  ];
  if (sources.length === 0) return [];
  return engine.query(`
    SELECT alert_id, text FROM (
      SELECT alert_id, text, row_number() OVER (PARTITION BY alert_id ORDER BY min(id)) AS n
      FROM (${sources.join(" UNION ALL ")}) AS found WHERE text IS NOT NULL GROUP BY alert_id, text
    ) AS numbered WHERE n <= ${mostExamples} ORDER BY alert_id, n`);
}

function grouped<Row extends { readonly alert_id: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const byAlert = new Map<string, Row[]>();
  for (const row of rows) {
    const listed = byAlert.get(row.alert_id);
    if (listed === undefined) byAlert.set(row.alert_id, [row]);
    else listed.push(row);
  }
  return byAlert;
}
