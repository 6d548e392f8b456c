import { shown } from "../../account/words.js";
import { figureCard, missingCard, tableOf } from "../cards.js";
import type { CardSpec } from "../page-view.js";
import { percent, rounded } from "../words.js";
import type { OpenAccount } from "./open-account.js";

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
      tables: inputs.frame.tables.present.includes("review_decisions")
        ? []
        : ["review_jobs", "review_decisions"],
      why: "The risk model has no score of this account: it scores accounts that were active lately, once it has labels enough to be trained.",
      remedy: "The page of the risk model says what it lacks, if anything.",
    });
  const [first] = risk.contributions;
  return figureCard(
    inputs,
    {
      ...text,
      title: `Risk ${percent(risk.score)}${first === undefined ? "" : `, ${first.contribution > 0 ? "raised" : "lowered"} most by ${words(first.feature)}`}`,
      sample: `Model ${shown(risk.model, 60)}; the features that weigh most, with the account’s value of each`,
    },
    {
      kind: "ranked-bars",
      unit: "index",
      values: risk.contributions.map(({ feature, value, contribution }) => ({
        category: `${words(feature)}: ${value === null ? "unknown" : rounded(value)}`,
        value: contribution,
      })),
    },
    tableOf(
      [
        ["feature", "Feature", "text"],
        ["value", "Value", "number"],
        ["contribution", "Log-odds", "number"],
      ],
      risk.contributions.map(({ feature, value, contribution }) => [shown(feature), value, contribution]),
    ),
  );
}

function words(feature: string): string {
  return shown(feature).replaceAll("_", " ");
}
