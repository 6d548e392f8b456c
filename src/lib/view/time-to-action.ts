import { type Cells, by, sumOf, within } from "./cells.js";
import { cumulativeIncidence, type IncidencePoint } from "../statistics/aalen-johansen.js";
import { figureCard, missingCard, tableOf } from "./cards.js";
import { counted, missingNumber } from "./counts.js";
import type { Inputs } from "./inputs.js";
import type { BigNumber, CardSpec } from "./page-view.js";
import { isMissing, select } from "./selection.js";
import { formatDuration } from "../format/index.js";
import { during, exact, percent } from "./words.js";

const family = { label: "Items detected or reported", cubes: ["time_to_action"] };
const outcomes = ["actioned", "cleared"] as const;
const metric = "time_to_action";

/** Cumulative incidence of each outcome from counts in bins of floor(2 log₂ seconds); times are the bins' ends, in hours. */
export function incidenceCurves(cells: Cells): Record<(typeof outcomes)[number], IncidencePoint[]> {
  const steps = [...by(cells, "bin")]
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([bin, part]) => {
      const counts = by(part, "outcome");
      const items = (outcome: string): number => {
        const cell = counts.get(outcome);
        return cell ? (sumOf(cell, "items") ?? 0) : 0;
      };
      return {
        time: 2 ** ((Number(bin) + 1) / 2) / 3600,
        events: outcomes.map(items),
        censored: items("open"),
      };
    });
  return { actioned: cumulativeIncidence(steps, 0), cleared: cumulativeIncidence(steps, 1) };
}

/** Hours until half of all items were acted on; null where that was not reached. */
export function medianHours(points: readonly IncidencePoint[]): number | null {
  return points.find(({ share }) => share >= 0.5)?.time ?? null;
}

/** The median as a big number; "not reached" is unknown, not zero. */
export function timeToActionNumber(inputs: Inputs): BigNumber {
  const text = { id: "time-to-action", label: "Median time to action", metric, unit: "hours" as const };
  const selected = select(inputs, family);
  if (isMissing(selected)) return missingNumber(text, selected);
  const cells = within(selected.cells, inputs.slice);
  const { actioned } = incidenceCurves(cells);
  const median = medianHours(actioned);
  const items = sumOf(cells, "items");
  return {
    ...text,
    estimate:
      median === null
        ? null
        : {
            value: median,
            low: actioned.find(({ high }) => high >= 0.5)?.time ?? median,
            high: actioned.find(({ low }) => low >= 0.5)?.time ?? null,
            numerator: null,
            denominator: items,
          },
    delta: null,
    sparkline: [],
    ...(median === null
      ? {
          missing: {
            tables: [],
            why: items
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
  const cells = within(selected.cells, slice);
  const curves = incidenceCurves(cells);
  const items = counted(sumOf(cells, "items")).value ?? 0;
  const median = medianHours(curves.actioned);
  const last = curves.actioned.at(-1);
  return figureCard(
    inputs,
    {
      ...text,
      title:
        items === 0
          ? `No item was detected ${during(slice, frame.range)}`
          : median === null
            ? `${percent(last?.share)} of detected items were acted on; half was not reached`
            : `Half of what was detected was acted on within ${formatDuration(median * 3600)}`,
      sample: `n = ${exact(items)} items`,
      notes: [
        ...selected.notes,
        "Cleared items compete with actions (Aalen–Johansen); items still open are censored. Times are known to a factor of √2.",
      ],
    },
    {
      kind: "cumulative-incidence",
      curves: outcomes.map((outcome) => ({
        outcome,
        points: curves[outcome].map(({ time, share, low, high }) => ({ hours: time, share, low, high })),
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
      outcomes.flatMap((outcome) =>
        curves[outcome].map(({ time, share, low, high }) => [outcome, time, share, low, high]),
      ),
    ),
  );
}
