import { z } from "npm:zod";

/** The life of a rule, in order. */
export const ruleStates = [
  "draft",
  "shadow",
  "review_only",
  "limited",
  "enforce",
  "paused",
  "retired",
] as const;
export type RuleState = (typeof ruleStates)[number];

const parameter = z.strictObject({ default: z.number(), min: z.number(), max: z.number() });

const change = z.strictObject({
  version: z.int().min(1),
  on: z.iso.date(),
  /** The state from that day on; left out, it stays. */
  state: z.enum(ruleStates).optional(),
  rollout: z.number().min(0).max(100).optional(),
  /** Values of parameters from that day on; those left out stay. */
  params: z.record(z.string(), z.number()).optional(),
  why: z.string().min(1),
});

/** Form of `rules/<id>.yaml`; names are Sigma's where the meaning is the same. */
export const ruleFileShape = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, "lower case, digits and dashes"),
  title: z.string().min(1),
  owner: z.string().min(1),
  policy: z.string().min(1),
  kind: z.enum(["heuristic", "statistical", "ml"]),
  grain: z.enum(["account", "event"]),
  state: z.enum(ruleStates),
  rollout: z.number().min(0).max(100).default(100),
  action: z.enum([
    "challenge",
    "label",
    "visibility_limit",
    "interaction_limit",
    "content_remove",
    "account_lock",
    "account_suspend",
    "none",
  ]),
  target_precision: z.number().gt(0).max(1),
  hold_out: z.number().min(0).max(0.5).default(0),
  params: z.record(z.string(), parameter).default({}),
  when: z.string().min(1),
  falsepositives: z.array(z.string()).default([]),
  /** Oldest first; the last one leads to what the file says above. */
  changes: z.array(change).min(1),
});

/** A rule as its file has it. */
export type RuleFile = z.infer<typeof ruleFileShape>;
