/** A query that teaches what the tables hold. */
export interface Example {
  readonly title: string;
  readonly sql: string;
  readonly tables: readonly string[];
}

const all: readonly Example[] = [
  {
    title: "Events by day and kind",
    tables: ["events"],
    sql: `SELECT occurred_at::DATE AS day, event_type, count(*) AS events
FROM events
GROUP BY ALL
ORDER BY day, event_type`,
  },
  {
    title: "Rules by hits, accounts and share enforced",
    tables: ["rule_hits", "action_rules"],
    sql: `SELECT
  h.rule_id,
  count(*) AS hits,
  count(DISTINCT h.account_id) AS accounts,
  round(100 * avg((a.action_id IS NOT NULL)::INTEGER), 1) AS percent_acted_on
FROM rule_hits h
LEFT JOIN action_rules a USING (hit_id)
GROUP BY h.rule_id
ORDER BY hits DESC`,
  },
  {
    title: "Precision of each rule, weighted by the chance of review",
    tables: ["explore_rows", "review_jobs"],
    sql: `SELECT
  rule,
  count(*) AS labels,
  round(sum((label = 'true_positive')::INTEGER / inclusion_prob) / sum(1 / inclusion_prob), 3) AS precision_as_reviewed
FROM explore_rows
WHERE label IS NOT NULL AND label <> 'uncertain'
GROUP BY rule
HAVING count(*) >= 10
ORDER BY precision_as_reviewed`,
  },
  {
    title: "Domains shared by many accounts in a day",
    tables: ["events", "event_objects"],
    sql: `SELECT occurred_at::DATE AS day, object_id AS domain, count(*) AS posts, count(DISTINCT account_id) AS accounts
FROM events
JOIN event_objects USING (event_id)
WHERE kind = 'domain'
GROUP BY ALL
HAVING accounts >= 10
ORDER BY accounts DESC
LIMIT 100`,
  },
  {
    title: "Hashtags that many accounts used on one day",
    tables: ["events", "event_objects"],
    sql: `SELECT occurred_at::DATE AS day, object_id AS hashtag, count(*) AS posts, count(DISTINCT account_id) AS accounts
FROM events
JOIN event_objects USING (event_id)
WHERE kind = 'hashtag'
GROUP BY ALL
ORDER BY accounts DESC
LIMIT 100`,
  },
  {
    title: "Actions by week, automated or not",
    tables: ["actions"],
    sql: `SELECT date_trunc('week', action_at)::DATE AS week, automated_decision, count(*) AS actions
FROM actions
GROUP BY ALL
ORDER BY week`,
  },
  {
    title: "Appeals by outcome and kind of action",
    tables: ["appeals", "actions"],
    sql: `SELECT action_type, outcome, count(*) AS appeals
FROM appeals
JOIN actions USING (action_id)
GROUP BY ALL
ORDER BY appeals DESC`,
  },
  {
    title: "Countries by accounts and by events",
    tables: ["accounts", "events"],
    sql: `SELECT country, count(DISTINCT account_id) AS accounts, count(*) AS events
FROM events
JOIN accounts USING (account_id)
GROUP BY country
ORDER BY events DESC`,
  },
];

/** The examples that a source has the tables for. */
export function examplesFor(tables: Iterable<string>): Example[] {
  const present = new Set(tables);
  return all.filter((example) => example.tables.every((table) => present.has(table)));
}
