import { z } from "npm:zod";

const finite = z.number();

/** The score of an account that certainly does not violate: the share of such that reviewers call violating. */
const floor = z.number().min(0).lt(1);

const logistic = z.strictObject({
  kind: z.literal("logistic"),
  floor,
  /** Log-odds of an account whose features are all at their means. */
  intercept: finite,
  /** Bounds of each feature: what lies beyond counts as much as they do. */
  lows: z.array(finite),
  highs: z.array(finite),
  /** Mean and standard deviation of each feature's ln(1 + x), and the coefficient of what is so standardised. */
  means: z.array(finite),
  scales: z.array(z.number().positive()),
  coefficients: z.array(finite),
});

const tree = z.strictObject({
  /** Feature that each node asks for, from the root, what is below on the left before what is on the right; -1 at a leaf. */
  feature: z.array(z.int().min(-1)).min(1),
  /** An account goes left where the feature is below this, or unknown. */
  threshold: z.array(finite),
  /** Node on the right; that on the left is the next. */
  right: z.array(z.int().nonnegative()),
  /** Log-odds that a leaf adds; at other nodes the mean of those below. */
  value: z.array(finite),
});

const trees = z.strictObject({
  kind: z.literal("trees"),
  floor,
  intercept: finite,
  trees: z.array(tree),
});

/** A model that turns features into log-odds; features are in the order of the columns that it was fitted to. */
const modelSchema = z.discriminatedUnion("kind", [logistic, trees]);

export type LogisticModel = z.infer<typeof logistic>;
export type Tree = z.infer<typeof tree>;
export type TreesModel = z.infer<typeof trees>;
export type Model = z.infer<typeof modelSchema>;

/** A model as it is kept in a file: with the names of its features and what it was trained on. */
export const modelFileSchema = z
  .strictObject({
    /** Hash of all else. */
    version: z.string().regex(/^[0-9a-f]{12}$/),
    features: z.array(z.string().min(1)),
    trained: z.strictObject({
      accounts: z.int().positive(),
      violating: z.int().positive(),
      /** The last moment of which the model knows anything, in UTC; null where labels have no times. */
      until: z.string().nullable(),
      seed: z.int(),
    }),
    model: modelSchema,
  })
  .superRefine(({ features, model }, context) => {
    const wrong =
      model.kind === "logistic"
        ? [model.lows, model.highs, model.means, model.scales, model.coefficients].some(
            ({ length }) => length !== features.length,
          )
        : model.trees.some((each) => !soundTree(each, features.length));
    if (wrong) context.addIssue(`the model does not fit its ${features.length} features`);
  });

export type ModelFile = z.infer<typeof modelFileSchema>;

function soundTree({ feature, threshold, right, value }: Tree, features: number): boolean {
  const nodes = feature.length;
  return (
    [threshold, right, value].every(({ length }) => length === nodes) &&
    feature.every(
      (asked, node) =>
        asked < features &&
        (asked < 0 || (node + 1 < nodes && (right[node] ?? 0) > node && (right[node] ?? 0) < nodes)),
    )
  );
}
