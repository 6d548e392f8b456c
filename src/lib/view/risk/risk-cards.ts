import { wilsonInterval } from "../../statistics/wilson.js";
import { figureCard, tableOf } from "../cards.js";
import type { Inputs } from "../inputs.js";
import type { CardSpec } from "../page-view.js";
import { exact, percent } from "../words.js";
import { modelsCard } from "./models-card.js";
import { featureName } from "./scored.js";
import { segmentsCard } from "./segments-card.js";
import { candidateOf, type TrainedArtifact } from "./trained.js";
import { useCard } from "./use-card.js";

/** Every card of the page, in reading order. */
export function riskCards(inputs: Inputs, trained: TrainedArtifact): CardSpec[] {
  return [
    calibrationCard(inputs, trained),
    modelsCard(inputs, trained),
    useCard(inputs, trained),
    dropsCard(inputs, trained),
    segmentsCard(inputs, trained),
  ];
}

/** Slopes at which scores are taken to keep their word. */
const slopes = { low: 0.9, high: 1.1 };

function calibrationCard(inputs: Inputs, { card, file }: TrainedArtifact): CardSpec {
  const points = card.calibration.map(({ predicted, observed, effective, items }) => ({
    predicted,
    observed,
    items,
    ...wilsonInterval(observed, effective),
  }));
  const astray = points.filter(({ predicted, low, high }) => predicted < low || predicted > high).length;
  const { floor } = file.model;
  const { slope, intercept, topError } = candidateOf(card, card.chosen);
  return figureCard(
    inputs,
    {
      id: "calibration",
      metric: "",
      width: 6,
      title:
        points.length === 0
          ? "Whether scores keep their word is unknown"
          : astray === 0
            ? slope !== null && (slope < slopes.low || slope > slopes.high)
              ? `All tenths lie within their intervals, yet scores are somewhat too ${slope < 1 ? "extreme" : "timid"}`
              : `Scores keep their word: ${exact(points.length)} of ${exact(points.length)} tenths within their intervals`
            : `In ${exact(astray)} of ${exact(points.length)} tenths, scores say something else than reviewers do`,
      subtitle:
        "Share that violates against the mean score, by tenths of the accounts that the labels stand for; whisker: 95\u202f% interval; dashed: as predicted",
      notes: [
        `Calibration slope ${figure(slope, 2)} (1 is right; below, scores are too extreme), intercept ${figure(intercept, 2)}; expected error within the top 5 % of scores ${topError === null ? "unknown" : percent(topError)}.`,
        ...(floor > 0
          ? [
              `No score is below ${percent(floor)}: so often reviewers call a sound account violating. A score is the chance that reviewers would call an account violating.`,
            ]
          : []),
        "Labels are weighted by 1 ÷ their chance to be drawn; intervals are Wilson's at Kish's effective size.",
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

function figure(value: number | null, digits: number): string {
  return value === null ? "unknown" : value.toFixed(digits).replace("-", "−");
}

function dropsCard(inputs: Inputs, { card }: TrainedArtifact): CardSpec {
  const shown = card.drops
    .filter(({ drop }) => drop > 0)
    .slice(0, 12)
    .map(({ group, drop }) => ({ group: featureName(group), drop }));
  const [first] = shown;
  return figureCard(
    inputs,
    {
      id: "drops",
      metric: "",
      width: 6,
      title:
        first === undefined
          ? "No feature is missed by itself"
          : `The model would miss ${first.group} the most`,
      subtitle:
        "Average precision that is lost where a feature is exchanged among held-out accounts; all windows of a count together",
      notes: [
        "What another feature says as well is not missed: a small drop does not make a feature useless.",
        `Features: ${exact(card.features)} numbers and flags of accounts, and hits of ${exact(card.flags)} heuristic rules; no text, no name, no country, no language.`,
      ],
    },
    first === undefined
      ? null
      : {
          kind: "dot-intervals",
          unit: "index",
          values: shown.map(({ group, drop }) => ({ category: group, value: drop })),
        },
    tableOf(
      [
        ["feature", "Feature", "text"],
        ["drop", "Average precision lost", "number"],
      ],
      card.drops.map(({ group, drop }) => [featureName(group), drop]),
    ),
  );
}
