import type { RiskCard } from "../../risk/card.js";
import type { Interval } from "../../statistics/estimate.js";
import { wilsonInterval } from "../../statistics/wilson.js";
import { figureCard, tableOf } from "../cards.js";
import type { Inputs } from "../inputs.js";
import type { CardSpec } from "../page-view.js";
import { exact, percent } from "../words.js";
import { candidateOf, type TrainedArtifact } from "./trained.js";

/** Slopes at which scores are taken to keep their word. */
const slopes = { low: 0.9, high: 1.1 };

/** Whether scores are the shares that they say they are. */
export function calibrationCard(inputs: Inputs, { card, file }: TrainedArtifact): CardSpec {
  const points = card.calibration.map(({ predicted, observed, effective, items }) => ({
    predicted,
    observed,
    items,
    ...wilsonInterval(observed, effective),
  }));
  const astray = points.filter(({ predicted, low, high }) => predicted < low || predicted > high).length;
  const { floor } = file.model;
  const { slope, slopeInterval, intercept, topError, topErrorInterval } = candidateOf(card, card.chosen);
  return figureCard(
    inputs,
    {
      id: "calibration",
      metric: "",
      width: 6,
      title: titleOf(points.length, astray, slope, slopeInterval),
      subtitle:
        "Share that violates against the mean score, by tenths of the accounts that the labels stand for; whisker: 95\u202f% interval; dashed: as predicted",
      notes: [
        `Calibration slope ${figure(slope)}${between(slopeInterval, figure)} (1 is right; below, scores are too extreme), intercept ${figure(intercept)}; expected error within the top 5 % of scores ${topError === null ? "unknown" : percent(topError)}${between(topErrorInterval, percent)}.`,
        ...changeOf(card),
        ...(floor > 0
          ? [
              `No score is below ${percent(floor)}: so often reviewers call a sound account violating. A score is the chance that reviewers would call an account violating.`,
            ]
          : []),
        "Labels are weighted by 1 ÷ their chance to be drawn; intervals of tenths are Wilson's at Kish's effective size, those of the slope and the error of resampled accounts.",
      ],
    },
    points.length === 0
      ? null
      : {
          kind: "calibration",
          points: points.map(({ predicted, observed, low, high }) => ({ predicted, observed, low, high })),
        },
    tableOf(
      [
        ["tenth", "Tenth, from the highest scores", "number"],
        ["predicted", "Mean score", "number"],
        ["observed", "Share that violates", "number"],
        ["low", "95 % interval, low", "number"],
        ["high", "95 % interval, high", "number"],
        ["accounts", "Labelled accounts", "number"],
      ],
      points.map(({ predicted, observed, low, high, items }, tenth) => [
        tenth + 1,
        predicted,
        observed,
        low,
        high,
        items,
      ]),
    ),
  );
}

function titleOf(tenths: number, astray: number, slope: number | null, interval: Interval | null): string {
  if (tenths === 0) return "Whether scores keep their word is unknown";
  if (astray > 0)
    return `In ${exact(astray)} of ${exact(tenths)} tenths, scores say something else than reviewers do`;
  const within = `${exact(tenths)} of ${exact(tenths)} tenths within their intervals`;
  if (slope === null || (slope >= slopes.low && slope <= slopes.high))
    return `Scores keep their word: ${within}`;
  const way = slope < 1 ? "extreme" : "timid";
  return interval !== null && (interval.low > 1 || interval.high < 1)
    ? `All tenths lie within their intervals, yet scores are somewhat too ${way}`
    : `Scores keep their word as far as labels tell: ${within}; they may be somewhat too ${way}`;
}

/** What scores could not foresee: that violations became rarer or more common since. */
function changeOf({ heldOut: { how, sharesViolating } }: RiskCard): string[] {
  if (how === "folds") return [];
  const { fitted, held } = sharesViolating;
  return [
    `Reviewers called ${percent(fitted)} violating of the accounts that the labels fitted to stand for, and ${percent(held)} since: where violations become ${held < fitted ? "rarer, scores are too high" : "more common, scores are too low"} until a model learns of it.`,
  ];
}

function figure(value: number | null): string {
  return value === null ? "unknown" : value.toFixed(2).replace("-", "−");
}

function between(interval: Interval | null, told: (value: number) => string): string {
  return interval === null
    ? ", its interval unknown for want of labels"
    : `, ${told(interval.low)} to ${told(interval.high)}`;
}
