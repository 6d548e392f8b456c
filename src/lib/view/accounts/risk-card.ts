import { shown } from "../../account/words.js";
import { figureCard, missingCard, tableOf } from "../cards.js";
import type { CardSpec } from "../page-view.js";
import { percent, rounded } from "../words.js";
import type { OpenAccount } from "./account.js";

/** Features shown, those that add most either way. */
const mostFeatures = 10;

/** The score of the risk model, and what it is made of. */
export function riskCard({ inputs, record: { risk } }: OpenAccount): CardSpec {
  const text = {
    id: "risk",
    metric: "",
    width: 6 as const,
    title: "Risk: not scored",
    subtitle: "Log-odds that each feature adds to the score",
  };
  if (risk === null)
    return missingCard(inputs, text, {
      tables: ["account_risk"],
      why: "No score of a risk model is known of this account.",
      remedy: "Train a model with `shrike risk`, then build again.",
    });
  const shownFeatures = risk.contributions.slice(0, mostFeatures);
  const [first] = shownFeatures;
  return figureCard(
    inputs,
    {
      ...text,
      title: `Risk ${percent(risk.score)}${first === undefined ? "" : `, most of all for ${shown(first[0]).replaceAll("_", " ")} (${first[1] > 0 ? "+" : "−"}${rounded(Math.abs(first[1]))})`}`,
      sample: `Model ${shown(risk.model, 60)}${risk.contributions.length > shownFeatures.length ? `; shown: ${shownFeatures.length} of ${risk.contributions.length} features` : ""}`,
    },
    {
      kind: "ranked-bars",
      unit: "index",
      values: shownFeatures.map(([feature, value]) => ({
        category: shown(feature).replaceAll("_", " "),
        value,
      })),
    },
    tableOf(
      [
        ["feature", "Feature", "text"],
        ["contribution", "Log-odds", "number"],
      ],
      risk.contributions.map(([feature, value]) => [shown(feature), value]),
    ),
  );
}
