import { createHash } from "node:crypto";
import { type Candidate, candidates } from "../../../src/lib/risk/candidates.js";
import { evaluateModels } from "../../../src/lib/risk/evaluate.js";
import { countAccounts, type LabelledAccounts } from "../../../src/lib/risk/labelled.js";
import { type ModelFile, modelFileSchema } from "../../../src/lib/risk/model.js";
import type { RiskReport } from "../../../src/lib/risk/report.js";
import { featureGroup, isFlag } from "./risk-features.js";

export interface TrainOptions {
  readonly seed: number;
  readonly folds: number;
  /** Repeats of cross-validation; where left out ten, fewer where labels are many, and three at least. */
  readonly repeats?: number | undefined;
}

/** A model, and what is known of how well it works. */
export interface TrainedRisk {
  readonly file: ModelFile;
  readonly report: RiskReport;
}

/** Fewer labelled accounts of a class than this for each fold, and no model is trained. */
const leastInFold = 4;

/** Labelled accounts that all repeats together are fitted to, about, where it is not said how many repeats there are. */
const mostFitted = 20_000;

/** Why no model can be trained, if so. */
export interface Untrained {
  readonly violating: number;
  readonly sound: number;
  /** Labelled accounts of each class that there must be. */
  readonly least: number;
}

/**
 * Trains the model that does better in repeated cross-validation, on all labelled accounts. Equal accounts and options give equal
 * models, to the byte.
 */
export function trainRisk(
  labelled: LabelledAccounts,
  { seed, folds, repeats }: TrainOptions,
): TrainedRisk | Untrained {
  const few = tooFew(labelled, folds);
  if (few !== null) return few;
  const report = evaluateModels(labelled, {
    seed,
    folds,
    repeats: repeats ?? Math.max(3, Math.min(10, Math.floor(mostFitted / labelled.labels.length))),
    queue: queueSize(labelled),
    groupOf: featureGroup,
    isFlag,
  });
  return { file: modelFile(labelled, report.chosen, seed), report };
}

export function isTrained(result: TrainedRisk | Untrained): result is TrainedRisk {
  return "file" in result;
}

/** What lacks for a model whose quality is judged over folds; null where there are labels enough. */
export function tooFew(labelled: LabelledAccounts, folds: number): Untrained | null {
  const { accounts, violating } = countAccounts(labelled);
  const sound = accounts - violating;
  const least = folds * leastInFold;
  return violating < least || sound < least ? { violating, sound, least } : null;
}

/** A candidate fitted to accounts, as it is kept. */
export function modelFile(labelled: LabelledAccounts, kind: Candidate, seed: number): ModelFile {
  const known = labelled.judgedAt.filter((time) => !Number.isNaN(time));
  const last = known.reduce((latest, time) => Math.max(latest, time), Number.NEGATIVE_INFINITY);
  const content = {
    features: [...labelled.features],
    trained: {
      ...countAccounts(labelled),
      until: known.length === 0 ? null : new Date(Math.floor(last) * 1000).toISOString(),
      seed,
    },
    model: candidates[kind](labelled, seed),
  };
  const version = createHash("sha256").update(JSON.stringify(content)).digest("hex").slice(0, 12);
  return modelFileSchema.parse({ version, ...content });
}

/**
 * Accounts that reviewers take in a week, on average; 100 where judgements have no times, or less than a week of them.
 *
 * @param share of the labelled accounts that these are
 */
export function queueSize({ judgedAt, labels }: LabelledAccounts, share = 1): number {
  const known = judgedAt.filter((time) => !Number.isNaN(time)).sort();
  const weeks = ((known.at(-1) ?? 0) - (known[0] ?? 0)) / 604_800;
  return weeks < 1 ? 100 : Math.max(1, Math.round(labels.length / share / weeks));
}
