import { queueSla } from "../../metrics/queue-sla.js";
import { platformText } from "../../text/index.js";
import { addDays } from "../../time/index.js";
import { by, type Cells, cellsOf, sumOf, within } from "../cells.js";
import { cubeNamed, type Inputs } from "../inputs.js";
import { sumRows } from "../metric-rate.js";
import { exact, intervalText, many, percent } from "../words.js";
import type { RankedItem } from "./attention.js";

/** Share of reviews in time that a queue must be clearly under to be named. */
const punctual = 0.95;

/** Days whose reviews tell how a queue does now. */
const recent = 28;

/** Queues that breach their times: late beyond chance of late, or with jobs open though overdue. */
export function queueAttention(inputs: Inputs): RankedItem[] {
  const cube = cubeNamed(inputs.artifacts, "review_sla");
  if (cube?.dimensions["queue"] === undefined) return [];
  const { to } = inputs.frame.range;
  return [...by(cellsOf(cube), "queue")].flatMap(([queue, cells]): RankedItem[] => {
    const lately = within(cells, { from: addDays(to, 1 - recent), to });
    const inTime = queueSla.estimate(sumRows(lately, queueSla));
    const overdue = sumOf(lately, "overdue") ?? 0;
    if (inTime.value === null || inTime.high === null || inTime.high >= punctual) return [];
    const open =
      overdue > 0 ? `, and ${many(overdue, "job")} ${overdue === 1 ? "is" : "are"} open though overdue` : "";
    return [
      {
        rule: null,
        all: "/analyst/queues",
        rank: 2,
        size: (inTime.denominator ?? 0) - (inTime.numerator ?? 0),
        item: {
          kind: "SLA",
          tone: "warning",
          subject: { text: `Queue ${platformText(queue, 60)}`, href: "/analyst/queues" },
          text: `${percent(inTime.value)} of the ${exact(inTime.denominator)} reviews that fell due in the last ${recent} days were in time (${intervalText(inTime) ?? "no interval"})${open}.`,
          since: firstBreach(lately),
        },
      },
    ];
  });
}

/** First of the recent days on which a review that fell due was not in time. */
function firstBreach(cells: Cells): string | null {
  const days = [...by(cells, "day")]
    .filter(([, ofDay]) => (sumOf(ofDay, "late") ?? 0) + (sumOf(ofDay, "overdue") ?? 0) > 0)
    .map(([day]) => day);
  return days.sort()[0] ?? null;
}
