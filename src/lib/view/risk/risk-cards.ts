import { figureCard, tableOf } from "../cards.js";
import type { Inputs } from "../inputs.js";
import type { CardSpec } from "../page-view.js";
import { exact } from "../words.js";
import { calibrationCard } from "./calibration-card.js";
import { modelsCard } from "./models-card.js";
import { featureName } from "./scored.js";
import { segmentsCard } from "./segments-card.js";
import type { TrainedArtifact } from "./trained.js";
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
