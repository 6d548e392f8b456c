import { auc } from "../statistics/auc.js";
import { averagePrecision } from "../statistics/average-precision.js";
import { bootstrapIntervals, type Interval, mirroredAt, sortedByScore } from "../statistics/bootstrap.js";
import { calibrationBins } from "../statistics/calibration.js";
import type { Scored } from "../statistics/scored.js";
import { type Candidate, candidateNames, candidates } from "./candidates.js";
import type { RiskCard } from "./card.js";
import { crossValidate, type HeldOut, heldOutScores } from "./cross-validate.js";
import { type Examples, takeExamples } from "./examples.js";
import type { EvaluateOptions } from "./evaluate.js";
import { type LabelledAccounts, takeLabelled } from "./labelled.js";
import { lineOf, performanceOf, performanceOverFolds, topErrorOf } from "./performance.js";
import { permutationDrops } from "./permutation-drop.js";
import { segmentPerformance } from "./segments.js";
import { lastSpan, splitAtSpan } from "./spans.js";

/** What is known of both models from accounts that they were not fitted to, each model fitted once or a few times. */
export type HoldOut = Pick<
  RiskCard,
  "heldOut" | "candidates" | "chosen" | "gain" | "calibration" | "drops" | "segments"
>;

/** Average precision that the trees must add to be published. */
const leastGain = 0.005;

/** Groups of features that are named. */
const mostDrops = 15;

/** Fewer held-out accounts of a class than this, and no interval is given. */
const leastOfClass = 10;

/** Figures that intervals are given of; the second is that by which a model is chosen. */
const resampledFigures: readonly ((scored: Scored) => number | null)[] = [
  auc,
  averagePrecision,
  (scored) => lineOf(scored)?.slope ?? null,
  topErrorOf,
];

type Options = Pick<EvaluateOptions, "seed" | "queue" | "groupOf"> & {
  /** Folds of the one cross-validation that is made where labels have no times. */
  readonly folds: number;
};

/** The accounts that models are held to, and for each candidate the models with the rows that each was not fitted to. */
interface Trial {
  readonly heldOut: RiskCard["heldOut"];
  readonly accounts: LabelledAccounts;
  readonly parts: Readonly<Record<Candidate, readonly HeldOut[]>>;
}

/**
 * Holds both models to accounts that they were not fitted to, at the cost of a build: to those judged last, of models fitted to the 70 %
 * judged first; where labels have no times, to each fold of one cross-validation. Intervals are of resampled accounts, the models being
 * what they are. The trees are chosen where their average precision is above the logistic model's by half a point at least, and by
 * more than nothing in 97.5 % of resamples.
 */
export function holdOut(
  labelled: LabelledAccounts,
  options: Options,
  { heldOut, accounts, parts } = trialOf(labelled, options),
): HoldOut {
  const { seed, queue, groupOf } = options;
  const { labels, weights, columns, features } = accounts;
  const scored = (name: Candidate): Scored & { scores: Float64Array } => ({
    scores: heldOutScores(parts[name], columns),
    labels,
    weights,
  });
  const both = { logistic: scored("logistic"), trees: scored("trees") };
  const sorted = { logistic: sortedByScore(both.logistic), trees: sortedByScore(both.trees) };
  const figures = (drawn: Float64Array): (number | null)[] => {
    const [one, other] = [resampled(sorted.logistic, drawn), resampled(sorted.trees, drawn)].map((scored) =>
      resampledFigures.map((figure) => figure(scored)),
    );
    return [...(one ?? []), ...(other ?? []), difference(other?.[1] ?? null, one?.[1] ?? null)];
  };
  const few = [0, 1].some((own) => labels.filter((label) => label === own).length < leastOfClass);
  const intervals = few ? [] : bootstrapIntervals(weights, figures, { seed });
  const gain = intervalled(
    difference(averagePrecision(both.trees), averagePrecision(both.logistic)),
    intervals[candidateNames.length * resampledFigures.length],
  );
  const chosen: Candidate = (gain.value ?? 0) >= leastGain && (gain.low ?? 0) > 0 ? "trees" : "logistic";
  const scores = both[chosen].scores;
  return {
    heldOut,
    candidates: candidateNames.map((kind, index) => {
      const performance =
        heldOut.how === "later"
          ? performanceOf({ scores: both[kind].scores, labels, weights }, queue)
          : performanceOverFolds(
              { scores: both[kind].scores, labels, weights },
              parts[kind].map(({ rows }) => rows),
              queue,
            );
      const [ofAuc, ofPrecision, ofSlope, ofError] = intervals.slice(index * resampledFigures.length);
      const { topError } = performance;
      return {
        kind,
        ...performance,
        aucInterval: ofAuc ?? null,
        averagePrecisionInterval: ofPrecision ?? null,
        slopeInterval: ofSlope ?? null,
        topErrorInterval: topError === null || !ofError ? null : mirroredAt(topError, ofError),
      };
    }),
    chosen,
    gain,
    calibration: calibrationBins({ scores, labels, weights }),
    drops: permutationDrops(accounts, parts[chosen], features.map(groupOf), seed).slice(0, mostDrops),
    segments: segmentPerformance(accounts, scores),
  };
}

/** Both models and what they are held to. */
export function trialOf(labelled: LabelledAccounts, options: Options): Trial {
  return splitInTime(labelled, options.seed) ?? splitInFolds(labelled, options);
}

function splitInTime(labelled: LabelledAccounts, seed: number): Trial | null {
  const split = splitAtSpan(labelled.span, lastSpan);
  const [past, accounts] = [takeExamples(labelled, split.past), takeLabelled(labelled, split.future)];
  if ([past, accounts].some(({ labels }) => !labels.includes(0) || !labels.includes(1))) return null;
  const rows = Int32Array.from(accounts.labels.keys());
  const first = accounts.judgedAt.reduce((earliest, time) => Math.min(earliest, time), Infinity);
  const at = new Date(Math.floor(first) * 1000).toISOString();
  return {
    heldOut: {
      how: "later",
      at,
      fitted: past.labels.length,
      held: rows.length,
      folds: null,
      sharesViolating: { fitted: shareViolating(past), held: shareViolating(accounts) },
    },
    accounts,
    parts: eachCandidate((name) => [{ model: candidates[name](past, seed), rows }]),
  };
}

function splitInFolds(labelled: LabelledAccounts, { seed, folds }: Options): Trial {
  const { length } = labelled.labels;
  const examples: Examples = labelled;
  const share = shareViolating(labelled);
  return {
    heldOut: {
      how: "folds",
      at: null,
      fitted: length,
      held: length,
      folds,
      sharesViolating: { fitted: share, held: share },
    },
    accounts: labelled,
    parts: eachCandidate((name) => crossValidate(examples, candidates[name], folds, seed)),
  };
}

/** Items that were drawn, in their order, with what they stand for now. */
function resampled({ scores, labels, order }: ReturnType<typeof sortedByScore>, drawn: Float64Array): Scored {
  const places = Int32Array.from(order.keys()).filter((place) => (drawn[order[place] ?? 0] ?? 0) > 0);
  return {
    scores: Float64Array.from(places, (place) => scores[place] ?? 0),
    labels: Uint8Array.from(places, (place) => labels[place] ?? 0),
    weights: Float64Array.from(places, (place) => drawn[order[place] ?? 0] ?? 0),
  };
}

function shareViolating({ labels, weights }: Examples): number {
  let [violating, all] = [0, 0];
  for (const [row, weight] of weights.entries()) {
    all += weight;
    violating += weight * (labels[row] ?? 0);
  }
  return violating / all;
}

function eachCandidate(of: (name: Candidate) => HeldOut[]): Trial["parts"] {
  return { logistic: of("logistic"), trees: of("trees") };
}

function intervalled(value: number | null, interval: Interval | null | undefined): RiskCard["gain"] {
  return { value, low: interval?.low ?? null, high: interval?.high ?? null };
}

function difference(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one - other;
}
