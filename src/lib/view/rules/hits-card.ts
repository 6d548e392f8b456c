import type { RuleOverview } from "../../rule/overview.js";
import { platformText } from "../../text/index.js";
import { figureCard, missingCard, tableOf } from "../cards.js";
import type { Inputs } from "../inputs.js";
import type { Annotation, CardSpec, Point } from "../page-view.js";
import { dayText, exact, many, percent } from "../words.js";
import { hitsRecorded, unrecorded } from "./artifact.js";
import { dailyPoints } from "./hits.js";
import { stateNames } from "./words.js";

/** Annotations beyond which the latest are shown. */
const mostSteps = 12;

/** Hits by day, with the steps of the rule's life. */
export function hitsCard(inputs: Inputs, rule: RuleOverview): CardSpec {
  const points = dailyPoints(rule);
  const total = points.reduce((sum, { y }) => sum + (y ?? 0), 0);
  const fallen = rule.health.find(({ kind }) => kind === "yield" || kind === "silent");
  const [first] = points;
  const busiest = points.reduce<Point | null>(
    (most, point) => ((point.y ?? 0) > (most?.y ?? 0) ? point : most),
    null,
  );
  const text = {
    id: "hits-by-day",
    metric: "rule_hits",
    width: 12 as const,
    title: "Its hits are not on record",
    subtitle: "Hits by day, all versions and environments; flags: changes of the rule",
  };
  if (!hitsRecorded(inputs, rule)) return missingCard(inputs, text, unrecorded);
  return figureCard(
    inputs,
    {
      ...text,
      title:
        first === undefined
          ? "It has not hit anything yet"
          : fallen !== undefined
            ? platformText(fallen.text, 200)
            : busiest === null
              ? `No hit since ${dayText(first.x)}`
              : `${many(total, "hit")} since ${dayText(first.x)}, most on ${dayText(busiest.x)}: ${exact(busiest.y)}`,
      sample: first === undefined ? null : `n = ${many(total, "hit")}; counted, not estimated`,
    },
    first === undefined
      ? null
      : {
          kind: "time-series",
          unit: "count",
          grain: "day",
          mark: "bar",
          series: [{ name: "hits", role: "accent", points }],
          annotations: stepsOf(rule, first.x),
        },
    tableOf(
      [
        ["day", "Day", "date"],
        ["hits", "Hits", "number"],
      ],
      points.map(({ x, y }) => [x, y]),
    ),
  );
}

function stepsOf({ steps }: RuleOverview, from: string): Annotation[] {
  return steps
    .filter(({ on }) => on >= from)
    .slice(-mostSteps)
    .map(({ on, version, state, rollout, why }) => ({
      day: on,
      kind: "rule",
      label: `version ${version}, ${stateNames[state]}${state === "limited" ? ` for ${percent(rollout / 100)} of accounts` : ""}${why === "" ? "" : `: ${platformText(why, 160)}`}`,
    }));
}
