import type { Engine } from "../../engine/engine.js";
import type { ExplorePlan, WarehouseColumns } from "./explore-plan.js";

/** One label a hit: of several reviews by a probability design, that of the least job id. */
const labelsOfHits = `(
  SELECT hit_id, label, inclusion_prob
  FROM (
    SELECT j.hit_id, l.label, j.inclusion_prob, row_number() OVER (PARTITION BY j.hit_id ORDER BY j.job_id) AS place
    FROM review_jobs j
    JOIN job_labels l ON l.job_id = j.job_id
    WHERE j.sample_design IN ('census', 'stratified', 'baseline', 'certainty') AND j.inclusion_prob > 0 AND j.hit_id IS NOT NULL
  ) AS reviewed
  WHERE place = 1
)`;

/** The action that each hit led to: of several, the first. */
const actionsOfHits = `(
  SELECT hit_id, action_type
  FROM (
    SELECT ar.hit_id, x.action_type, row_number() OVER (PARTITION BY ar.hit_id ORDER BY x.action_at, x.action_id) AS place
    FROM action_rules ar
    JOIN actions x ON x.action_id = ar.action_id
  ) AS taken
  WHERE place = 1
)`;

/**
 * SELECT of the rows that Explore counts: the grain's own, each with the value of every dimension, and with its label and its
 * chance of being drawn where it was reviewed. What the cubes count, and what SQL over the same slice asks.
 */
export function exploreSelect(plan: ExplorePlan, columns: WarehouseColumns): string {
  const uses = (alias: string): boolean => plan.dimensions.some(({ sql }) => sql.includes(`${alias}.`));
  const hits = plan.grain === "rule_hits";
  const reviewed = hits && columns.has("review_jobs") && columns.has("job_labels");
  const [id, time] = hits ? ["hit_id", "hit_at"] : ["event_id", "occurred_at"];
  const selected = [
    `r.${id} AS ${id}`,
    `r.${time} AS ${time}`,
    `@day(r.${time}) AS day`,
    "r.account_id AS account_id",
    ...(hits ? ["r.event_id AS event_id"] : []),
    ...plan.dimensions.map(({ name, sql }) => `${sql} AS ${name}`),
    ...(reviewed ? ["l.label AS label", "l.inclusion_prob AS inclusion_prob"] : []),
  ];
  const joins = [
    ...(hits && uses("e") ? ["LEFT JOIN events e ON e.event_id = r.event_id"] : []),
    ...(uses("a") ? ["LEFT JOIN accounts a ON a.account_id = r.account_id"] : []),
    ...(uses("t") ? [`LEFT JOIN ${actionsOfHits} AS t ON t.hit_id = r.hit_id`] : []),
    ...(reviewed ? [`LEFT JOIN ${labelsOfHits} AS l ON l.hit_id = r.hit_id`] : []),
  ];
  return [
    `SELECT ${selected.join(", ")}`,
    `FROM ${plan.grain} r`,
    ...joins,
    `WHERE r.${time} IS NOT NULL`,
  ].join("\n");
}

/** Columns of every table that the plan may ask for. */
export async function warehouseColumns(
  engine: Engine,
  present: ReadonlySet<string>,
): Promise<WarehouseColumns> {
  const rows = await engine.query<{ table_name: string; column_name: string }>(
    "SELECT table_name, column_name FROM information_schema.columns ORDER BY table_name, ordinal_position",
  );
  const columns = new Map<string, string[]>();
  for (const { table_name, column_name } of rows)
    if (present.has(table_name)) columns.set(table_name, [...(columns.get(table_name) ?? []), column_name]);
  return columns;
}
