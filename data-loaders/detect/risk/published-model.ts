import type { RiskCard } from "../../../src/lib/risk/card.js";
import { holdOut } from "../../../src/lib/risk/hold-out.js";
import type { ModelFile } from "../../../src/lib/risk/model.js";
import type { ReadExamples } from "./read-examples.js";
import { featureGroup, isFlag } from "./risk-features.js";
import { modelFile, queueSize, tooFew, type Untrained } from "./train-risk.js";

/**
 * Labelled accounts that the published model learns from, at most. Beyond some thousands, more of them hardly change what a model of a
 * hundred features says, and time to train grows with them.
 */
export const mostExamples = 4000;

/** What all chance of the published model comes from. */
const seed = 0;

/** Folds where labels have no times. */
const folds = 5;

/** The model that a build publishes, with what is known of it. */
export interface PublishedModel {
  readonly file: ModelFile;
  readonly card: RiskCard;
}

/**
 * Trains the model that a build publishes: the one that does better on accounts judged later, fitted to all that were given. Four fits
 * of models in place of the hundreds of repeated cross-validation, which is for `shrike risk`.
 */
export function publishedModel(labelled: ReadExamples): PublishedModel | Untrained {
  const few = tooFew(labelled, folds);
  if (few !== null) return few;
  const queue = queueSize(labelled, labelled.share);
  const held = holdOut(labelled, { seed, folds, queue, groupOf: featureGroup });
  const file = modelFile(labelled, held.chosen, seed);
  const known = labelled.judgedAt.filter((time) => !Number.isNaN(time)).sort();
  const [from, to] = [known[0], known.at(-1)];
  const flags = labelled.features.filter(isFlag).length;
  return {
    file,
    card: {
      accounts: file.trained.accounts,
      violating: file.trained.violating,
      labelled: labelled.labelled,
      leftOut: labelled.leftOut,
      represents: labelled.weights.reduce((sum, weight) => sum + weight, 0),
      features: labelled.features.length - flags,
      flags,
      judged: from === undefined || to === undefined ? null : { from: moment(from), to: moment(to) },
      seed,
      queue,
      ...held,
    },
  };
}

function moment(seconds: number): string {
  return new Date(Math.floor(seconds) * 1000).toISOString();
}
