import { calibrated } from "./calibrate.js";
import type { Fit } from "./cross-validate.js";
import { fitLogistic, logisticPenalty } from "./logistic.js";
import { fitTrees } from "./trees.js";

/** The models that compete, the one that is kept unless another does better first. */
export const candidates = {
  logistic: calibrated((examples, _, share) => fitLogistic(examples, logisticPenalty * share)),
  trees: calibrated((examples, seed) => fitTrees(examples, { seed })),
} as const satisfies Record<string, Fit>;

export type Candidate = keyof typeof candidates;

export const candidateNames: readonly Candidate[] = ["logistic", "trees"];
