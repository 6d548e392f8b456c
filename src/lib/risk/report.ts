import { z } from "npm:zod";
import { candidateNames } from "./candidates.js";
import { segmentNames } from "./labelled.js";

const figure = z.number().nullable();
const count = z.int().nonnegative();
const kind = z.enum(candidateNames);
const moment = z.iso.datetime();
const spread = z.strictObject({ mean: figure, deviation: figure });

const figures = [
  "auc",
  "aucUnweighted",
  "averagePrecision",
  "slope",
  "intercept",
  "topError",
  "precisionAtQueue",
] as const;
export type FigureName = (typeof figures)[number];
/** The figures of a performance, in the order in which they are told. */
export const figureNames: readonly FigureName[] = figures;

/** A value for each figure of a performance. */
export function eachFigure<Value extends z.ZodType>(value: Value): Record<FigureName, Value> {
  return {
    auc: value,
    aucUnweighted: value,
    averagePrecision: value,
    slope: value,
    intercept: value,
    topError: value,
    precisionAtQueue: value,
  };
}

/** What is known of how well a risk model works, and of what it was made from. Every figure is of accounts that the model in question was not fitted to. */
export const riskReportSchema = z.strictObject({
  accounts: count,
  violating: count,
  /** Labelled accounts that had done nothing yet when they were judged. */
  leftOut: count,
  /** Accounts that the labelled ones stand for. */
  represents: z.number().nonnegative(),
  features: count,
  /** Rules whose hits are features. */
  flags: count,
  /** First and last moment of a judgement; null where labels have no times. */
  judged: z.strictObject({ from: moment, to: moment }).nullable(),
  seed: z.int(),
  folds: count,
  repeats: count,
  /** Accounts that the queue takes. */
  queue: count,
  candidates: z.array(z.strictObject({ kind, ...eachFigure(spread) })),
  chosen: kind,
  /** Average precision of the trees beyond that of the logistic model, repeat by repeat. */
  gain: spread,
  timeSplit: z
    .strictObject({
      at: moment,
      past: count,
      future: count,
      candidates: z.array(z.strictObject({ kind, ...eachFigure(figure) })),
    })
    .nullable(),
  /** Of the chosen model, the highest scores first: tenths of the accounts that the labels stand for. */
  calibration: z.array(
    z.strictObject({
      weight: z.number(),
      items: count,
      effective: z.number(),
      predicted: z.number(),
      observed: z.number(),
    }),
  ),
  /** What average precision loses where a group of features says nothing, the greatest first. */
  drops: z.array(z.strictObject({ group: z.string(), drop: z.number() })),
  segments: z.array(
    z.strictObject({
      dimension: z.enum(segmentNames),
      value: z.string(),
      accounts: count,
      violating: count,
      auc: figure,
      predicted: z.number(),
      observed: z.number(),
    }),
  ),
});

export type RiskReport = z.infer<typeof riskReportSchema>;
