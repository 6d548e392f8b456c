import { z } from "zod";
import { ruleStates } from "../../src/lib/rule/index.js";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const count = z.int().nonnegative();
const share = z.number().min(0).max(1);

const estimate = z.strictObject({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  level: share.optional(),
  basis: z.enum(["as reviewed", "corrected"]).optional(),
  provisional: z.boolean().optional(),
  uncertainShare: share.nullable().optional(),
  effectiveSize: z.number().nullable().optional(),
  covered: share.optional(),
});

const precision = {
  reviewed: estimate,
  corrected: estimate,
  counts: z.strictObject({
    selected: count,
    decided: count,
    reviewed: count,
    truePositives: count,
    falsePositives: count,
    novel: count,
    uncertain: count,
  }),
};

const state = z.enum(ruleStates);
const label = z.enum(["true_positive", "false_positive", "novel", "uncertain"]).nullable();

const rule = z.strictObject({
  rule: z.string(),
  title: z.string(),
  owner: z.string(),
  policy: z.string(),
  state,
  version: z.int().min(1),
  rollout: z.number(),
  since: day.nullable(),
  target: share.nullable(),
  file: z
    .strictObject({
      kind: z.string(),
      grain: z.string(),
      action: z.string(),
      hold_out: share,
      params: z.record(z.string(), z.strictObject({ default: z.number(), min: z.number(), max: z.number() })),
      when: z.string(),
      falsepositives: z.array(z.string()),
    })
    .nullable(),
  steps: z.array(z.strictObject({ on: day, version: z.int(), state, rollout: z.number(), why: z.string() })),
  hitsFrom: day.nullable(),
  hits: z.array(count),
  accountsHit: count,
  lastHit: day.nullable(),
  precision: z.strictObject(precision),
  versions: z.array(
    z.strictObject({
      version: z.int(),
      from: day.nullable(),
      until: day.nullable(),
      params: z.record(z.string(), z.number()),
      hits: count,
      ...precision,
    }),
  ),
  months: z.array(z.strictObject({ month: z.string().regex(/^\d{4}-\d{2}$/), ...precision })),
  health: z.array(
    z.strictObject({
      kind: z.enum(["decay", "yield", "silent", "parity", "reviews", "brake"]),
      text: z.string(),
      since: day.nullable(),
    }),
  ),
  promotion: z.strictObject({
    next: state.nullable(),
    labels: count,
    labelsNeeded: count.nullable(),
    low: share.nullable(),
    open: z.boolean(),
    hours: z.number().nullable(),
  }),
  recall: estimate,
  contribution: z.strictObject({
    unique: count,
    first: count,
    uniqueTruePositives: z.number().nullable(),
    uniqueWrong: z.number().nullable(),
    uniqueLabels: count,
    firstTruePositives: z.number().nullable(),
    firstLabels: count,
    reviewHours: z.number().nullable(),
  }),
  overlaps: z.array(z.strictObject({ rule: z.string(), accounts: count, both: count })),
  segments: z.array(
    z.strictObject({
      dimension: z.enum(["country", "lang", "age"]),
      value: z.string(),
      reviewed: count,
      wrong: count,
      share: estimate,
    }),
  ),
  counterfactual: z
    .strictObject({
      heldOut: count,
      enforced: count,
      viewsHeldOut: estimate,
      viewsEnforced: estimate,
      effect: estimate,
      actionedHeldOut: estimate,
    })
    .nullable(),
  parity: z.strictObject({ both: count, onlyEvaluated: count, onlyPlatform: count }).nullable(),
  samples: z.array(
    z.strictObject({ account: z.string(), at: day, version: z.int(), environment: z.string(), label }),
  ),
  actions: count.nullable(),
});

/** Form of `rules.json`. */
export const rulesSchema = z.strictObject({
  asOf: day,
  total: count,
  rules: z.array(rule),
  union: z.array(z.string()),
  handleSeconds: z.number().nullable(),
});
