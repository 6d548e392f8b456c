import { calibrationBins } from "../statistics/calibration.js";
import { type Candidate, candidateNames, candidates } from "./candidates.js";
import { crossValidate, type HeldOut, heldOutScores } from "./cross-validate.js";
import { takeExamples } from "./examples.js";
import { countAccounts, type LabelledAccounts } from "./labelled.js";
import {
  type Performance,
  performanceOf,
  performanceOverFolds,
  type Spread,
  spreadOf,
} from "./performance.js";
import { permutationDrops } from "./permutation-drop.js";
import { figureNames, type FigureName, type RiskReport } from "./report.js";
import { segmentPerformance } from "./segments.js";
import { lastSpan, splitAtSpan } from "./spans.js";

export interface EvaluateOptions {
  readonly seed: number;
  readonly folds: number;
  readonly repeats: number;
  /** Accounts that the queue takes. */
  readonly queue: number;
  /** What a feature is counted with when asked how much it matters. */
  readonly groupOf: (feature: string) => string;
  /** Whether a feature is a rule's hit. */
  readonly isFlag: (feature: string) => boolean;
}

/** Average precision that the trees must add to be chosen. */
const leastGain = 0.005;

/** Groups of features that the report names. */
const mostDrops = 15;

/**
 * Holds both models to accounts that they were not fitted to: repeated stratified cross-validation (repeat r with the seed + r), and a
 * split in time. The trees are chosen where their mean average precision is above that of the logistic model by more than two
 * standard errors over repeats, and by half a point at least; else the logistic model, which is easier to read, is.
 *
 * @throws RangeError where a class has fewer accounts than there are folds
 */
export function evaluateModels(labelled: LabelledAccounts, options: EvaluateOptions): RiskReport {
  const { labels, weights, columns, judgedAt, features } = labelled;
  const { seed, folds, repeats, queue } = options;
  const first: Partial<Record<Candidate, HeldOut[]>> = {};
  const runs = Object.fromEntries(candidateNames.map((name) => [name, [] as Performance[]]));
  for (let repeat = 0; repeat < repeats; repeat++)
    for (const name of candidateNames) {
      const parts = crossValidate(labelled, candidates[name], folds, seed + repeat);
      first[name] ??= parts;
      runs[name]?.push(
        performanceOverFolds(
          { scores: heldOutScores(parts, columns), labels, weights },
          parts.map(({ rows }) => rows),
          queue,
        ),
      );
    }
  const gains = (runs["trees"] ?? []).map(({ averagePrecision }, repeat) =>
    difference(averagePrecision, runs["logistic"]?.[repeat]?.averagePrecision ?? null),
  );
  const gain = spreadOf(gains);
  const certain = (2 * (gain.deviation ?? Number.POSITIVE_INFINITY)) / Math.sqrt(repeats);
  const chosen: Candidate = (gain.mean ?? 0) > Math.max(leastGain, certain) ? "trees" : "logistic";
  const parts = first[chosen] ?? [];
  const scores = heldOutScores(parts, columns);
  const known = judgedAt.filter((time) => !Number.isNaN(time)).sort();
  const [from, to] = [known[0], known.at(-1)];
  const flags = features.filter(options.isFlag).length;
  return {
    ...countAccounts(labelled),
    leftOut: labelled.leftOut,
    represents: weights.reduce((sum, weight) => sum + weight, 0),
    features: features.length - flags,
    flags,
    judged: from === undefined || to === undefined ? null : { from: moment(from), to: moment(to) },
    seed,
    folds,
    repeats,
    queue,
    candidates: candidateNames.map((kind) => ({ kind, ...spreads(runs[kind] ?? []) })),
    chosen,
    gain,
    timeSplit: splitInTime(labelled, options),
    calibration: calibrationBins({ scores, labels, weights }),
    drops: permutationDrops(labelled, parts, features.map(options.groupOf), seed).slice(0, mostDrops),
    segments: segmentPerformance(labelled, scores),
  };
}

function splitInTime(labelled: LabelledAccounts, { seed, queue }: EvaluateOptions): RiskReport["timeSplit"] {
  const split = splitAtSpan(labelled.span, lastSpan);
  const [past, future] = [takeExamples(labelled, split.past), takeExamples(labelled, split.future)];
  if ([past, future].some(({ labels }) => !labels.includes(0) || !labels.includes(1))) return null;
  const all = Int32Array.from(future.labels.keys());
  return {
    at: moment(
      split.future.reduce((first, row) => Math.min(first, labelled.judgedAt[row] ?? first), Infinity),
    ),
    past: split.past.length,
    future: split.future.length,
    candidates: candidateNames.map((kind) => {
      const model = candidates[kind](past, seed);
      const scores = heldOutScores([{ model, rows: all }], future.columns);
      return {
        kind,
        ...performanceOf({ scores, labels: future.labels, weights: future.weights }, queue),
      };
    }),
  };
}

function spreads(runs: readonly Performance[]): Record<FigureName, Spread> {
  const of = (name: FigureName): Spread => spreadOf(runs.map((run) => run[name]));
  return Object.fromEntries(figureNames.map((name) => [name, of(name)])) as Record<FigureName, Spread>;
}

function difference(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one - other;
}

function moment(seconds: number): string {
  return new Date(Math.floor(seconds) * 1000).toISOString();
}
