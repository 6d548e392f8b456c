import { platformText } from "../../text/index.js";
import { figureCard, tableOf } from "../cards.js";
import type { Inputs } from "../inputs.js";
import type { CardSpec } from "../page-view.js";
import { exact } from "../words.js";
import type { TrainedArtifact } from "./trained.js";

const dimensions = { country: "Country", lang: "Language", age: "Age" } as const;

/** Segments that the figure shows: those with the most accounts. */
const mostShown = 14;

/** For whom the model works, and for whom it does not. */
export function segmentsCard(inputs: Inputs, { card }: TrainedArtifact): CardSpec {
  const segments = card.segments.map((segment) => ({ ...segment, name: nameOf(segment) }));
  const shown = segments
    .toSorted((a, b) => b.accounts - a.accounts || (a.name < b.name ? -1 : 1))
    .slice(0, mostShown)
    .toSorted((a, b) => (a.auc ?? 2) - (b.auc ?? 2) || (a.name < b.name ? -1 : 1));
  const [worst] = shown;
  const lowest = Math.min(0.5, ...shown.map(({ auc }) => Math.floor((auc ?? 1) * 10) / 10));
  return figureCard(
    inputs,
    {
      id: "segments",
      metric: "",
      width: 6,
      title:
        worst === undefined || worst.auc === null
          ? "For whom the model works is unknown: no segment has enough labels"
          : `It ranks worst: ${worst.name}, AUC ${worst.auc.toFixed(2)}`,
      subtitle: `AUC over held-out accounts, each counted once, by country, language and age${segments.length > shown.length ? `, the ${exact(shown.length)} largest of ${exact(segments.length)} segments` : ""}`,
      sample: segments.length === 0 ? null : "At least ten labelled accounts of each class in a segment",
      notes: [
        "Where few accounts violate, one wrong label weighs much: compare the observed share with the mean score in the table before concluding.",
      ],
    },
    shown.length === 0
      ? null
      : {
          kind: "dot-intervals",
          unit: "index",
          floor: lowest,
          values: shown.map(({ name, auc, accounts }) => ({ category: name, value: auc, n: accounts })),
        },
    tableOf(
      [
        ["segment", "Segment", "text"],
        ["auc", "AUC", "number"],
        ["predicted", "Mean score", "number"],
        ["observed", "Share that violates", "number"],
        ["accounts", "Labelled accounts", "number"],
        ["violating", "of them violating", "number"],
      ],
      segments.map(({ name, auc, predicted, observed, accounts, violating }) => [
        name,
        auc,
        predicted,
        observed,
        accounts,
        violating,
      ]),
    ),
  );
}

function nameOf({ dimension, value }: TrainedArtifact["card"]["segments"][number]): string {
  // Ages begin with the digit that sorts them.
  return `${dimensions[dimension]}: ${platformText(dimension === "age" ? value.slice(2) : value, 30)}`;
}
