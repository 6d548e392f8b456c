import type { RiskArtifact } from "../../risk/card.js";
import { bannerOf } from "../cards.js";
import { findingsFor } from "../findings.js";
import { type Inputs, lacking, missingTables } from "../inputs.js";
import type { PageView } from "../page-view.js";
import { dayText, exact, many, percent } from "../words.js";
import { riskCards } from "./risk-cards.js";
import { riskNumbers } from "./numbers.js";
import { candidateOf, type TrainedArtifact } from "./trained.js";

/** How far can the risk score be trusted, and for what? */
export function riskView(inputs: Inputs): PageView {
  const artifact = inputs.artifacts["risk"] as RiskArtifact | undefined;
  const missing = missingTables(artifact);
  const trained = artifact !== undefined && missing === null && "file" in artifact ? artifact : null;
  return {
    page: "risk",
    ...(trained === null ? noModel(artifact, missing) : answer(trained)),
    banner: bannerOf(inputs),
    numbers: trained === null ? [] : riskNumbers(trained.card),
    cards: trained === null ? [] : riskCards(inputs, trained),
    findings: findingsFor(inputs, "risk"),
  };
}

function noModel(
  artifact: RiskArtifact | undefined,
  missing: readonly string[] | null,
): Pick<PageView, "headline" | "summary"> {
  const headline = "There is no risk model";
  if (artifact !== undefined && missing === null && "untrained" in artifact) {
    const { violating, sound, least } = artifact.untrained;
    return {
      headline,
      summary: `Reviewers found ${many(violating, "account", "accounts")} violating and ${exact(sound)} not; a model needs ${exact(least)} of each, judged after they did something. Review more, of the baseline too.`,
    };
  }
  if (missing?.includes("rules"))
    return { headline, summary: "Labels are counted by rules: write rules/*.yaml in the source's folder." };
  const { why, remedy } = lacking(missing ?? [], "What reviewers found of accounts");
  return { headline, summary: `${why} ${remedy}` };
}

function answer({ card }: TrainedArtifact): Pick<PageView, "headline" | "summary"> {
  const { precisionAtQueue, aucUnweighted } = candidateOf(card, card.chosen);
  const judged =
    card.judged === null
      ? ""
      : ` judged from ${dayText(card.judged.from.slice(0, 10))} to ${dayText(card.judged.to.slice(0, 10))}`;
  const ranked =
    aucUnweighted === null
      ? "How well it ranks is unknown."
      : `Of a reviewed account that violates and one that does not, the violating one scores higher in ${percent(aucUnweighted)} of cases.`;
  return {
    headline:
      precisionAtQueue === null
        ? "How well the risk score works is unknown"
        : `Of the ${exact(card.queue)} accounts that score highest, reviewers would call ${percent(precisionAtQueue)} violating`,
    summary: `${ranked} Learnt from ${many(card.accounts, "account", "accounts")}${judged}; every figure here is of accounts ${card.heldOut.how === "later" ? "judged after all that the model in question had seen" : "that the model in question had not seen"}.`,
  };
}
