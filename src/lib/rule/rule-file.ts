import { z } from "npm:zod";
import { ruleStates } from "./states.js";

const parameter = z.strictObject({ default: z.number(), min: z.number(), max: z.number() });

/** The gate as it was read at a transition; see `gate.ts`. */
const gate = z.strictObject({
  labels: z.int().min(1),
  true_positives: z.int().min(0),
  /** Lower bound of precision, in [0, 1]. */
  low: z.number().min(0).max(1),
});

/** Who answers for a transition to `enforce` without a passing gate, why, and the day by which it must have ended. */
const waiver = z.strictObject({ by: z.string().min(1), why: z.string().min(1), until: z.iso.date() });

const change = z.strictObject({
  version: z.int().min(1),
  on: z.iso.date(),
  /** The state from that day on; left out, it stays. */
  state: z.enum(ruleStates).optional(),
  rollout: z.number().min(0).max(100).optional(),
  /** Values of parameters from that day on; those left out stay. */
  params: z.record(z.string(), z.number()).optional(),
  why: z.string().min(1),
  gate: gate.optional(),
  waiver: waiver.optional(),
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
  params: z
    .record(z.string().regex(/^[a-z][a-z0-9_]*$/, "lower case, digits and underscores"), parameter)
    .default({}),
  when: z.string().min(1),
  falsepositives: z.array(z.string()).default([]),
  /** Oldest first; the last one leads to what the file says above. */
  changes: z.array(change).min(1),
});

/** A rule as its file has it. */
export type RuleFile = z.infer<typeof ruleFileShape>;

/** Keys that may stand at a place of a rule's file; none where the file's author names them. */
export function keysAt(path: readonly PropertyKey[]): string[] {
  const [first, , third] = path;
  if (path.length === 0) return Object.keys(ruleFileShape.shape);
  if (first === "params") return path.length === 2 ? Object.keys(parameter.shape) : [];
  if (first !== "changes") return [];
  if (path.length === 2) return Object.keys(change.shape);
  return third === "gate" ? Object.keys(gate.shape) : third === "waiver" ? Object.keys(waiver.shape) : [];
}
