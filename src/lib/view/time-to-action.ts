import { within } from "./cells.js";
import { incidence, outcomes, timeToAction } from "../metrics/time-to-action.js";
import { sumRows } from "./metric-rate.js";
import { figureCard, missingCard, tableOf } from "./cards.js";
import { deltaOf, missingNumber } from "./counts.js";
import type { Inputs } from "./inputs.js";
import type { BigNumber, CardSpec } from "./page-view.js";
import { comparisonOf, type DayRange } from "./periods.js";
import { relativeRateChange } from "./change.js";
import type { Estimate } from "../statistics/estimate.js";
import { isMissing, select } from "./selection.js";
import { formatDuration } from "../format/index.js";
import { during, exact, percent } from "./words.js";

const family = { label: "Items detected or reported", cubes: ["time_to_action"] };
const metric = timeToAction.id;

/** The median as a big number; "not reached" is unknown, not zero. */
export function timeToActionNumber(inputs: Inputs): BigNumber {
  const text = { id: "time-to-action", label: "Median time to action", metric, unit: "hours" as const };
  const selected = select(inputs, family);
  if (isMissing(selected)) return missingNumber(text, selected);
  const estimateOf = (range: DayRange): Estimate =>
    timeToAction.estimate(sumRows(within(selected.cells, range), timeToAction));
  const estimate = estimateOf(inputs.slice);
  const before = comparisonOf(inputs.slice, inputs.frame.range);
  const change = before && relativeRateChange(estimate, estimateOf(before));
  return {
    ...text,
    estimate: estimate.value === null ? null : estimate,
    delta: deltaOf(change, timeToAction.better),
    sparkline: [],
    ...(estimate.value === null
      ? {
          missing: {
            tables: [],
            why: estimate.denominator
              ? "Not reached: fewer than half of the items were acted on."
              : "No item was detected in this period.",
            remedy: "See the curve for how many were acted on by when.",
          },
        }
      : {}),
  };
}

/** How soon what was detected or reported was acted on or cleared. */
export function timeToActionCard(inputs: Inputs): CardSpec {
  const { slice, frame } = inputs;
  const text = {
    id: "time-to-action-curve",
    metric,
    width: 6 as const,
    title: "Time from detection to action",
    subtitle: `Share of items first detected or reported ${during(slice, frame.range)}, by hours since then; band: 95 % interval`,
  };
  const selected = select(inputs, family);
  if (isMissing(selected)) return missingCard(inputs, text, selected);
  const rows = sumRows(within(selected.cells, slice), timeToAction);
  const curves = outcomes.map((outcome) => ({ outcome, points: incidence(rows, outcome) }));
  const { value: median, denominator: items } = timeToAction.estimate(rows);
  const last = curves[0]?.points.at(-1);
  return figureCard(
    inputs,
    {
      ...text,
      title: !items
        ? `No item was detected ${during(slice, frame.range)}`
        : median === null
          ? `${percent(last?.share)} of detected items were acted on; half was not reached`
          : `Half of what was detected was acted on within ${formatDuration(median * 3600)}`,
      sample: `n = ${exact(items)} items`,
      notes: [
        ...selected.notes,
        "Cleared items compete with actions (Aalen–Johansen); items still open are censored. Times are known to the width of a bin.",
      ],
    },
    {
      kind: "cumulative-incidence",
      curves: curves.map(({ outcome, points }) => ({
        outcome,
        points: points.map(({ hours, share, low, high }) => ({ hours, share, low, high })),
      })),
    },
    tableOf(
      [
        ["outcome", "Outcome", "text"],
        ["hours", "Hours since detection", "number"],
        ["share", "Share", "number"],
        ["low", "95 % interval, low", "number"],
        ["high", "95 % interval, high", "number"],
      ],
      curves.flatMap(({ outcome, points }) =>
        points.map(({ hours, share, low, high }) => [outcome, hours, share, low, high]),
      ),
    ),
  );
}
