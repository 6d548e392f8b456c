import { z } from "npm:zod";
import { candidateNames } from "./candidates.js";
import { modelFileSchema } from "./model.js";
import { eachFigure, riskReportSchema } from "./report.js";

const count = z.int().nonnegative();
const figure = z.number().nullable();
const kind = z.enum(candidateNames);
const interval = z.strictObject({ low: z.number(), high: z.number() }).nullable();

/** What a model card says of a published risk model. Every figure is of accounts that the model in question was not fitted to. */
export const riskCardSchema = z.strictObject({
  ...riskReportSchema.pick({
    accounts: true,
    violating: true,
    leftOut: true,
    represents: true,
    features: true,
    flags: true,
    judged: true,
    seed: true,
    queue: true,
    calibration: true,
    drops: true,
    segments: true,
  }).shape,
  /** Labelled accounts of the warehouse: more than the model learnt from where these are a sample. */
  labelled: count,
  /** Held to accounts judged `later` than those that models were fitted to, or to `folds` where labels have no times. */
  heldOut: z.strictObject({
    how: z.enum(["later", "folds"]),
    at: z.iso.datetime().nullable(),
    fitted: count,
    held: count,
    folds: count.nullable(),
    /** Share that violates of the accounts that the labels fitted to stand for, and of those held to. */
    sharesViolating: z.strictObject({ fitted: z.number(), held: z.number() }),
  }),
  candidates: z.array(
    z.strictObject({
      kind,
      ...eachFigure(figure),
      aucInterval: interval,
      averagePrecisionInterval: interval,
      slopeInterval: interval,
      topErrorInterval: interval,
    }),
  ),
  chosen: kind,
  /** Average precision of the trees beyond that of the logistic model. */
  gain: z.strictObject({ value: figure, low: figure, high: figure }),
});

export type RiskCard = z.infer<typeof riskCardSchema>;

/** An account's features, and what the build made of them. */
export const scoredSampleSchema = z.strictObject({
  /** What it is an example of, e.g. "highest score". */
  name: z.string(),
  /** In the model's order; null where unknown. */
  values: z.array(figure),
  score: z.number().min(0).max(1),
  contributions: z.array(z.number()),
});

export type ScoredSample = z.infer<typeof scoredSampleSchema>;

/** Why a source with labels has no model: how many labelled accounts there are of each class, and how many there must be. */
const untrainedSchema = z.strictObject({ violating: count, sound: count, least: count });

/** `risk.json`: a model that browsers can score with, what is known of it, and accounts scored by it; or why there is none. */
export const riskArtifactSchema = z.union([
  z.strictObject({ untrained: untrainedSchema }),
  z.strictObject({ file: modelFileSchema, card: riskCardSchema, samples: z.array(scoredSampleSchema) }),
]);

export type RiskArtifact = z.infer<typeof riskArtifactSchema>;
