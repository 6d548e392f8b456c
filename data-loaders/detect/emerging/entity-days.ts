import type { TableRead } from "../../pipeline/stage.js";

/** What entities are counted from; a table that a source lacks has none. */
export const entityReads: readonly TableRead[] = [
  {
    table: "events",
    columns: ["event_id", "account_id", "occurred_at", "surface"],
    optional: {
      event_id: "VARCHAR",
      account_id: "VARCHAR",
      occurred_at: "TIMESTAMP",
      surface: "VARCHAR",
    },
  },
  {
    table: "event_objects",
    optional: { event_id: "VARCHAR", kind: "VARCHAR", object_id: "VARCHAR" },
  },
  {
    table: "event_texts",
    optional: {
      event_id: "VARCHAR",
      account_id: "VARCHAR",
      occurred_at: "TIMESTAMP",
      cluster_id: "VARCHAR",
    },
  },
  {
    table: "sessions",
    columns: ["account_id", "kind", "started_at", "asn", "ip_prefix_h"],
    optional: {
      account_id: "VARCHAR",
      kind: "VARCHAR",
      started_at: "TIMESTAMP",
      asn: "INTEGER",
      ip_prefix_h: "VARCHAR",
    },
  },
  {
    table: "accounts",
    columns: ["account_id", "handle", "created_at", "country", "email_domain"],
    optional: {
      account_id: "VARCHAR",
      handle: "VARCHAR",
      created_at: "TIMESTAMP",
      country: "VARCHAR",
      email_domain: "VARCHAR",
    },
  },
  {
    table: "rule_hits",
    columns: ["rule_id", "version", "environment", "account_id", "hit_at"],
    optional: {
      rule_id: "VARCHAR",
      version: "INTEGER",
      environment: "VARCHAR",
      account_id: "VARCHAR",
      hit_at: "TIMESTAMP",
    },
  },
  {
    table: "reports",
    columns: ["reporter_id", "reason", "reported_at"],
    optional: { reporter_id: "VARCHAR", reason: "VARCHAR", reported_at: "TIMESTAMP" },
  },
];

/** What a kind of entity is called, and the column of `entity_activity` that its accounts are part of. */
export const entityKinds: Readonly<Record<string, { readonly activity: string }>> = {
  domain: { activity: "events" },
  hashtag: { activity: "events" },
  text: { activity: "events" },
  media: { activity: "events" },
  place: { activity: "events" },
  asn: { activity: "signups" },
  prefix: { activity: "signups" },
  email_domain: { activity: "created" },
  handle: { activity: "created" },
  rule: { activity: "hits" },
  reason: { activity: "reports" },
};

/** The shape of a handle: letters as one `a`, each digit as `9`. */
export const handlePattern = (handle: string): string =>
  `@re_sub(@re_sub(${handle}, '[0-9]', '9'), '\\p{L}+', 'a')`;

/**
 * SELECT of every use of an entity that happened on days from `from` to `to` (dates in SQL): columns kind, entity, day, account_id. A
 * signup is of the account that it made, a report of who made it.
 */
export function entityFacts(from: string, to: string): string {
  const within = (time: string): string => `${time} >= ${from} AND ${time} < @add_days(${to}, 1)`;
  return `
  SELECT o.kind AS kind, o.object_id AS entity, @day(e.occurred_at) AS day, e.account_id AS account_id
  FROM event_objects o JOIN events e ON e.event_id = o.event_id
  WHERE o.kind IN ('domain', 'hashtag', 'media') AND ${within("e.occurred_at")}
  UNION ALL
  SELECT 'text', cluster_id, @day(occurred_at), account_id FROM event_texts WHERE ${within("occurred_at")}
  UNION ALL
  SELECT 'asn', @text(asn), @day(started_at), account_id FROM sessions
  WHERE kind = 'signup' AND asn IS NOT NULL AND ${within("started_at")}
  UNION ALL
  SELECT 'prefix', ip_prefix_h, @day(started_at), account_id FROM sessions
  WHERE kind = 'signup' AND ip_prefix_h IS NOT NULL AND ${within("started_at")}
  UNION ALL
  SELECT 'email_domain', email_domain, @day(created_at), account_id FROM accounts
  WHERE email_domain IS NOT NULL AND ${within("created_at")}
  UNION ALL
  SELECT 'handle', ${handlePattern("handle")}, @day(created_at), account_id FROM accounts
  WHERE handle IS NOT NULL AND @len(handle) <= 64 AND ${within("created_at")}
  UNION ALL
  SELECT 'rule', rule_id || ' v' || @text(version), @day(hit_at), account_id FROM rule_hits
  WHERE environment = 'live' AND ${within("hit_at")}
  UNION ALL
  SELECT 'reason', reason, @day(reported_at), reporter_id FROM reports
  WHERE reason IS NOT NULL AND ${within("reported_at")}
  UNION ALL
  SELECT 'place', a.country || ' × ' || e.surface, @day(e.occurred_at), e.account_id
  FROM events e JOIN accounts a ON a.account_id = e.account_id
  WHERE a.country IS NOT NULL AND e.surface IS NOT NULL AND ${within("e.occurred_at")}`;
}

/** SELECT of the accounts active on each day: columns activity, day, accounts. */
export function entityActivity(from: string, to: string): string {
  const counted = (activity: string, account: string, time: string, table: string, where = ""): string =>
    `SELECT '${activity}' AS activity, @day(${time}) AS day, count(DISTINCT ${account}) AS accounts FROM ${table}
     WHERE ${where}${time} >= ${from} AND ${time} < @add_days(${to}, 1) GROUP BY 2`;
  return [
    counted("events", "account_id", "occurred_at", "events"),
    counted("signups", "account_id", "started_at", "sessions", "kind = 'signup' AND "),
    counted("created", "account_id", "created_at", "accounts"),
    counted("hits", "account_id", "hit_at", "rule_hits", "environment = 'live' AND "),
    counted("reports", "reporter_id", "reported_at", "reports"),
  ].join("\nUNION ALL\n");
}
