import { textStages } from "../detect/text/stage.js";
import { factQueries, metricQueries } from "../../src/lib/metrics/index.js";
import type { Stage, TableRead } from "../pipeline/stage.js";
import { emergingStages } from "../detect/emerging/stage.js";
import { networkStages } from "../detect/networks/stage.js";
import { featureStages } from "../features/stage.js";
import { riskStages } from "../detect/risk/stages.js";
import type { Rule } from "../rules/read-rules.js";
import { ruleStages } from "../rules/stages.js";
import { metricStage } from "./metric-stages.js";

/** A stage that writes one table with the SELECT of the SQL file of the same name. */
function sqlStage(name: string, title: string, reads: readonly TableRead[], day?: string): Stage {
  return {
    name,
    title,
    reads,
    writes: [{ table: name, ...(day ? { day } : {}), sql: new URL(`./sql/${name}.sql`, import.meta.url) }],
  };
}

function eventsBy(columns: readonly string[]): TableRead {
  return { table: "events", day: "@day(events.occurred_at)", columns: ["occurred_at", ...columns] };
}

/**
 * From the canonical tables to what is published: the tables that the metrics are estimated from (`metric_…`, by the SQL of
 * their definitions), and what no metric is made of (`cube_…`).
 */
export const publishStages: readonly Stage[] = [
  ...[...factQueries, ...metricQueries].map(metricStage),
  sqlStage(
    "cube_events_by_kind",
    "Events by day, kind and language",
    [eventsBy(["event_type", "lang", "views"])],
    "day",
  ),
  sqlStage("cube_events_by_hour", "Events by hour", [eventsBy([])], "day"),
  sqlStage(
    "daily_objects",
    "Hashtags and domains by day",
    [
      eventsBy(["event_id", "account_id"]),
      {
        table: "event_objects",
        from: "event_objects LEFT JOIN events USING (event_id)",
        day: "@day(events.occurred_at)",
      },
    ],
    "day",
  ),
  sqlStage("cube_top_objects", "Hashtags and domains that lead", [{ table: "daily_objects" }]),
  sqlStage("cube_published_figures", "Published figures by release", [{ table: "published_metrics" }]),
];

/**
 * All stages of a source, its rules' among them.
 *
 * @param asOf the day that a source without times says it describes, `YYYY-MM-DD`
 */
export function stagesOf(rules: readonly Rule[], asOf: string | null = null): Stage[] {
  return [
    ...featureStages(rules, asOf),
    ...ruleStages(rules),
    ...riskStages(rules),
    ...textStages,
    ...emergingStages,
    ...networkStages(),
    ...publishStages,
  ];
}
