import type { RiskCard } from "../../risk/card.js";
import type { Interval } from "../../statistics/estimate.js";
import type { BigNumber } from "../page-view.js";
import type { Unit } from "../../format/unit.js";
import { exact } from "../words.js";
import { candidateOf } from "./trained.js";

/** The figures of the published model that are asked for first. */
export function riskNumbers(card: RiskCard): BigNumber[] {
  const figures = candidateOf(card, card.chosen);
  return [
    number(
      "precision",
      `Precision of ${exact(card.queue)}, a week's queue`,
      "share",
      figures.precisionAtQueue,
    ),
    number("auc", "Reviewed pairs in the right order", "share", figures.aucUnweighted),
    number(
      "average-precision",
      "Average precision, of all accounts",
      "index",
      figures.averagePrecision,
      figures.averagePrecisionInterval,
    ),
    number("slope", "Calibration slope; 1 is right", "index", figures.slope, figures.slopeInterval),
    number("top-error", "Calibration error, top 5 %", "share", figures.topError, figures.topErrorInterval),
  ];
}

function number(
  id: string,
  label: string,
  unit: Unit,
  value: number | null,
  interval: Interval | null = null,
): BigNumber {
  const { low, high } = interval ?? { low: null, high: null };
  return {
    id,
    label,
    metric: "",
    unit,
    estimate: { value, low, high, numerator: null, denominator: null },
    delta: null,
    sparkline: [],
  };
}
