import type { FigureName } from "../../risk/report.js";
import { figureCard, tableOf } from "../cards.js";
import type { Inputs } from "../inputs.js";
import type { CardSpec, CategoryValue } from "../page-view.js";
import { dayText, exact } from "../words.js";
import { modelNames, type TrainedArtifact } from "./trained.js";

const shown = [
  ["aucUnweighted", "AUC, reviewed", null],
  ["auc", "AUC, all", "aucInterval"],
  ["averagePrecision", "Precision, all", "averagePrecisionInterval"],
] as const;

const told = [
  ["auc", "AUC"],
  ["aucUnweighted", "AUC, each reviewed account once"],
  ["averagePrecision", "Average precision"],
  ["precisionAtQueue", "Precision at the queue's size"],
  ["slope", "Calibration slope"],
  ["topError", "Calibration error in the top 5 %"],
] as const;

/** Both models side by side, on accounts that they were not fitted to. */
export function modelsCard(inputs: Inputs, { card }: TrainedArtifact): CardSpec {
  const { chosen, candidates, gain, heldOut } = card;
  const values = shown.flatMap(([figure, name, bounds]) =>
    candidates.map((each): CategoryValue => {
      const interval = bounds === null ? null : each[bounds];
      return {
        category: `${name}, ${each.kind}`,
        value: each[figure],
        ...interval,
        accent: each.kind === chosen,
      };
    }),
  );
  return figureCard(
    inputs,
    {
      id: "models",
      metric: "",
      width: 6,
      title:
        chosen === "trees"
          ? `Boosted trees are published: ${points(gain.value)} more average precision than the logistic model`
          : `Logistic regression is published: the trees add ${points(gain.value)} of average precision, not surely enough`,
      subtitle: `${
        heldOut.how === "later"
          ? `Fitted to ${exact(heldOut.fitted)} accounts judged before ${dayText(heldOut.at?.slice(0, 10) ?? "")}, held to the ${exact(heldOut.held)} judged since`
          : `Held-out accounts of ${exact(heldOut.folds ?? 0)} folds`
      }; whisker: 95\u202f% interval over resampled accounts; grey: the model that is not published`,
      notes: [
        ...(heldOut.how === "later"
          ? []
          : ["Labels have no times: whether the model works on later accounts is unknown."]),
        "Reviewed: each reviewed account counts once; all: each counts for the accounts that it stands for. Precision is average precision.",
        "Reviewers err: not even a perfect score has an AUC of 1 against their labels, and where labels are weighted by what they stand for, a few wrong ones of many sound accounts weigh much.",
        "The trees replace the logistic model only where their average precision on these accounts is surely above its own.",
      ],
    },
    { kind: "dot-intervals", unit: "index", values },
    tableOf(
      [
        ["figure", "Figure", "text"],
        ...candidates.flatMap(({ kind }) => [
          [kind, modelNames[kind], "number"] as const,
          [`${kind}_low`, "95 % interval, low", "number"] as const,
          [`${kind}_high`, "95 % interval, high", "number"] as const,
        ]),
      ],
      told.map(([figure, name]) => [
        name,
        ...candidates.flatMap((each) => {
          const interval = hasInterval(figure) ? each[`${figure}Interval`] : null;
          return [each[figure], interval?.low ?? null, interval?.high ?? null];
        }),
      ]),
    ),
  );
}

function hasInterval(figure: FigureName): figure is "auc" | "averagePrecision" | "slope" | "topError" {
  return figure === "auc" || figure === "averagePrecision" || figure === "slope" || figure === "topError";
}

function points(gain: number | null): string {
  return gain === null ? "an unknown share" : `${gain < 0 ? "−" : ""}${Math.abs(gain).toFixed(3)}`;
}
