import {
  promotionCurve,
  promotionDays,
  rulePromotion,
  timeToPromotion,
  watchCounts,
  watchOutcomes,
} from "../../metrics/rule-promotion.js";
import type { IncidencePoint } from "../../statistics/aalen-johansen.js";
import { logBin } from "../../statistics/log-bins.js";
import { type CardText, figureCard, missingCard, tableOf } from "../cards.js";
import type { Inputs } from "../inputs.js";
import type { CardSpec } from "../page-view.js";
import { isMissing } from "../selection.js";
import { exact, many, percent } from "../words.js";
import { filterText, isFirm, promotionRows, span, spanInterval } from "./life.js";

/** What became of rules that were watched, by how long they had been. */
export function promotionCurveCard(inputs: Inputs): CardSpec {
  const text: CardText = {
    id: "promotion-curve",
    metric: rulePromotion.id,
    width: 6,
    title: "What watching a rule led to",
    subtitle: `Share of rules promoted and withdrawn by time since they came under watch, all of the data${filterText(inputs)}; band: 95 % interval`,
  };
  const promotions = promotionRows(inputs);
  if (isMissing(promotions)) return missingCard(inputs, text, promotions);
  const { rows, notes } = promotions;
  const counts = watchCounts(rows);
  const share = rulePromotion.estimate(rows);
  const median = timeToPromotion.estimate(rows);
  const interval = spanInterval(median);
  const curves = watchOutcomes.map((outcome) => ({
    outcome,
    points: thinned(promotionCurve(rows, outcome)),
  }));
  return figureCard(
    inputs,
    {
      ...text,
      title:
        counts.all === 0
          ? "No rule has been under watch"
          : isFirm(share)
            ? `${percent(share.value)} of watched rules are promoted within ${promotionDays} days`
            : `${exact(counts.promoted)} of ${many(counts.all, "watched rule")} promoted so far`,
      sample: `n = ${many(counts.all, "time", "times")} that a rule came under watch: ${exact(counts.promoted)} promoted, ${exact(counts.withdrawn)} withdrawn, ${exact(counts.open)} still watched`,
      notes: [
        ...notes,
        ...(median.value === null
          ? []
          : [
              `Among those promoted, the median is ${span(median.value)}${interval === null ? "" : ` (${interval})`}; those still watched are not in it.`,
            ]),
        "Withdrawal competes with promotion (Aalen–Johansen); rules still watched are censored where the data end. The dates of the filter do not apply: a short period has no long waits.",
      ],
    },
    {
      kind: "cumulative-incidence",
      since: "time under watch",
      curves: curves.map(({ outcome, points }) => ({
        outcome,
        points: points.map(({ time, share: reached, low, high }) => ({
          hours: time,
          share: reached,
          low,
          high,
        })),
      })),
    },
    tableOf(
      [
        ["outcome", "Outcome", "text"],
        ["hours", "Hours under watch", "number"],
        ["share", "Share", "number"],
        ["low", "95 % interval, low", "number"],
        ["high", "95 % interval, high", "number"],
        ["at_risk", "Rules still watched", "number"],
      ],
      curves.flatMap(({ outcome, points }) =>
        points.map(({ time, share: reached, low, high, atRisk }) => [
          outcome,
          time,
          reached,
          low,
          high,
          atRisk,
        ]),
      ),
    ),
  );
}

/** The last point of each bin of time, four bins to a doubling: as many as a chart can show. */
function thinned(points: readonly IncidencePoint[]): IncidencePoint[] {
  const binOf = (point: IncidencePoint | undefined): number => (point ? logBin(point.time * 60) : -1);
  return points.filter((point, index) => binOf(points[index + 1]) !== binOf(point));
}
