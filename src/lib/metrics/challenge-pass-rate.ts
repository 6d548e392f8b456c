import { share } from "../statistics/wilson.js";
import type { MetricDefinition } from "./definition.js";
import { sum } from "./sums.js";

/** Share of challenges that were passed. */
export const challengePassRate: MetricDefinition = {
  id: "challenge_pass_rate",
  name: "Challenge pass rate",
  group: "User cost",
  definition:
    "Of the challenges put to people signing up or in, the share that were passed; failed and abandoned ones were not.",
  formula: "challenges passed ÷ challenges issued, by day of the session",
  estimator: "Share with the score interval of Wilson 1927.",
  unit: "share",
  unitText: "share of challenges issued",
  owner: "Account integrity",
  caveats: [
    "A pass rate that falls may mean more bots stopped or more people turned away; read it beside the appeal rate.",
  ],
  degenerate: "No challenge issued in the period: no data.",
  better: "neither",
  tables: ["sessions"],
  columns: { sessions: ["challenge_result"] },
  query: {
    table: "metric_challenges",
    title: "Challenges issued and passed",
    reads: [
      {
        table: "sessions",
        day: "@day(sessions.started_at)",
        columns: ["account_id", "started_at", "kind", "challenge_result"],
      },
      {
        table: "accounts",
        columns: ["account_id", "country"],
        optional: { account_id: "VARCHAR", country: "VARCHAR" },
      },
    ],
    day: "day",
    keys: ["day", "country", "kind"],
    sums: { issued: "sessions with a challenge", passed: "of these, passed" },
    sql: `SELECT
  @day(s.started_at) AS day,
  coalesce(a.country, '') AS country,
  s.kind AS kind,
  count(*) AS issued,
  @count_if(s.challenge_result = 'passed') AS passed
FROM sessions s
LEFT JOIN accounts a ON a.account_id = s.account_id
WHERE s.challenge_result IS NOT NULL AND @in_days(s.started_at)
GROUP BY @day(s.started_at), coalesce(a.country, ''), s.kind
ORDER BY day, country, kind`,
  },
  estimate: (rows) => share(sum(rows, "passed"), sum(rows, "issued")),
};
