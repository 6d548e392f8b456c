import type { RiskArtifact, RiskCard } from "../../risk/card.js";

/** A model and its card. */
export type TrainedArtifact = Extract<RiskArtifact, { file: unknown }>;

type Kind = RiskCard["chosen"];

/** The models, as they are called in sentences. */
export const modelNames: Readonly<Record<Kind, string>> = {
  logistic: "logistic regression",
  trees: "boosted trees",
};

/** The figures of a model over accounts that it was not fitted to. */
export function candidateOf({ candidates }: RiskCard, kind: Kind): RiskCard["candidates"][number] {
  const found = candidates.find((each) => each.kind === kind);
  if (found === undefined) throw new Error(`the card of the risk model says nothing of its ${kind}`);
  return found;
}
