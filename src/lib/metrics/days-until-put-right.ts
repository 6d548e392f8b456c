import { countedMedian } from "../statistics/counted-median.js";
import type { MetricDefinition } from "./definition.js";

/** Days between an action and its reversal, among actions reversed. */
export const daysUntilPutRight: MetricDefinition = {
  id: "days_until_put_right",
  name: "Days until put right",
  group: "User cost",
  definition:
    "Half of the actions that were taken back had been so within this many days. Only actions that were taken back are in it.",
  formula: "median of calendar days from action to reversal, among actions reversed, by day of the action",
  estimator: "Median with the interval of order statistics (Woodruff 1952).",
  unit: "count",
  unitText: "days",
  owner: "Appeals",
  caveats: [
    "Wrong actions that nobody found are not in it, nor those not yet reversed: recent periods look faster than they are.",
  ],
  degenerate: "No action reversed: no data.",
  better: "down",
  tables: ["actions"],
  columns: { actions: ["reversed_at"] },
  matureAfterDays: 28,
  query: {
    table: "metric_put_right",
    title: "Days until an action was put right",
    reads: [{ table: "action_facts", day: "action_facts.day" }],
    day: "day",
    keys: ["day", "policy", "surface", "country", "auto", "via", "days"],
    sums: { actions: "actions reversed after so many calendar days" },
    sql: `SELECT
  day, policy, surface, country, auto,
  CASE WHEN coalesce(via_appeal, FALSE) THEN 'appeal' ELSE 'other' END AS via,
  @days_between(day, @day(reversed_at)) AS days,
  count(*) AS actions
FROM action_facts
WHERE reversed_at IS NOT NULL AND reversed_at >= action_at AND @in_days(day)
GROUP BY day, policy, surface, country, auto, CASE WHEN coalesce(via_appeal, FALSE) THEN 'appeal' ELSE 'other' END,
  @days_between(day, @day(reversed_at))
ORDER BY day, policy, surface, country, auto, via, days`,
  },
  estimate: (rows) =>
    countedMedian(rows.map((row) => ({ value: Number(row["days"]), items: Number(row["actions"] ?? 0) }))),
};
