import type { RankedAnnotation } from "../../src/lib/view/cards.js";
import { platformText } from "../../src/lib/text/index.js";
import type { Engine } from "../engine/engine.js";
import type { Incident } from "./incidents.js";

/** How much a state matters to a chart: what starts or stops acting on people comes first. */
const weightOfState: Readonly<Record<string, number>> = {
  enforce: 60,
  limited: 40,
  paused: 50,
  retired: 30,
  review_only: 10,
};

const most = 400;

/**
 * What explains a chart: the source's incidents, and the rules that were launched, changed, paused or retired, weighed by the
 * share of all hits that the rule has, so that a chart with room for a dozen shows those that matter.
 */
export async function annotations(
  engine: Engine,
  present: ReadonlySet<string>,
  incidents: readonly Incident[],
): Promise<RankedAnnotation[]> {
  const known = incidents.map(({ day, kind, label, href }) => ({
    day,
    kind,
    label,
    ...(href ? { href } : {}),
    weight: 200,
  }));
  return [...known, ...(await ruleChanges(engine, present))]
    .sort(
      (a, b) => b.weight - a.weight || (a.day < b.day ? -1 : a.day > b.day ? 1 : a.label < b.label ? -1 : 1),
    )
    .slice(0, most);
}

async function ruleChanges(engine: Engine, present: ReadonlySet<string>): Promise<RankedAnnotation[]> {
  if (!present.has("rule_state_changes")) return [];
  const hits = present.has("rule_hits")
    ? "SELECT rule_id, count(*) AS hits FROM rule_hits WHERE environment = 'live' GROUP BY 1"
    : "SELECT rule_id, CAST(0 AS BIGINT) AS hits FROM rule_state_changes GROUP BY 1";
  const names = present.has("rules")
    ? "SELECT rule_id, min(name) AS name FROM rules GROUP BY 1"
    : "SELECT rule_id, rule_id AS name FROM rule_state_changes GROUP BY 1";
  const rows = await engine.query<{
    day: string;
    name: string;
    version: number;
    state: string;
    reason: string | null;
    share: number;
  }>(
    `WITH hits AS (${hits}), names AS (${names}), total AS (SELECT sum(hits) AS hits FROM hits)
     SELECT @day(c.changed_at) AS day, coalesce(n.name, c.rule_id) AS name, c.version AS version, c.state AS state,
       c.reason AS reason, coalesce(@ratio(h.hits, t.hits), 0) AS share
     FROM rule_state_changes c
     CROSS JOIN total t
     LEFT JOIN hits h ON h.rule_id = c.rule_id
     LEFT JOIN names n ON n.rule_id = c.rule_id
     ORDER BY c.changed_at, c.rule_id, c.version, c.state`,
  );
  return rows.flatMap(({ day, name, version, state, reason, share }) => {
    const weight = weightOfState[state];
    if (weight === undefined) return [];
    return [
      {
        day,
        kind: "rule" as const,
        label: `${platformText(name, 80)}: version ${version} ${verbs[state] ?? state}${reason ? ` (${platformText(reason, 120)})` : ""}`,
        weight: Number((weight * (0.2 + share)).toPrecision(6)),
      },
    ];
  });
}

const verbs: Readonly<Record<string, string>> = {
  enforce: "enforced",
  limited: "enforced in part",
  paused: "paused",
  retired: "retired",
  review_only: "sent to review",
};
