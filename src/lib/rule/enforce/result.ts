import { z } from "npm:zod";
import { actionTypes } from "./action.js";
import { brakeRowShape } from "./brake-log.js";
import { outcomes } from "./choose-actions.js";
import { limitsShape } from "./limits.js";
import { answerStatuses, destinationShape } from "./records.js";

const time = z.iso.datetime();

/** What became of the hits of one version of a rule: accounts by outcome. */
export const ruleRowShape = z.strictObject({
  rule_id: z.string(),
  version: z.int(),
  /** Null where the version is not in force any more. */
  action: z.string().nullable(),
  hits: z.int(),
  accounts: z.partialRecord(z.enum(outcomes), z.int()),
});
export type RuleRow = z.infer<typeof ruleRowShape>;

/** A finished batch, in short. */
export const deliveredShape = z.strictObject({
  batch_id: z.string(),
  receipt: z.string(),
  hash: z.string(),
  destination: destinationShape,
  counts: z.record(z.enum(answerStatuses), z.int()),
});
export type Delivered = z.infer<typeof deliveredShape>;

/** What `shrike enforce --json` writes. */
export const enforceResultShape = z.strictObject({
  source: z.string(),
  kind: z.enum(["rules", "selection", "reversal"]),
  /** False for a dry run. */
  applied: z.boolean(),
  since: time.nullable(),
  until: time.nullable(),
  /** Null where the source does not say which accounts are protected. */
  protected_accounts: z.int().nullable(),
  /** Accounts active in the 28 days up to `until`; null where this is not known. */
  active_accounts: z.int().nullable(),
  rules: z.array(ruleRowShape),
  actions: z.partialRecord(z.enum(actionTypes), z.int()),
  accounts: z.int(),
  limits: limitsShape,
  exceeded: z.array(
    z.strictObject({
      limit: z.enum(["per_batch", "share_of_active"]),
      found: z.number(),
      allowed: z.number(),
    }),
  ),
  /** Brakes that stopped a rule before this run. */
  brakes: z.array(brakeRowShape),
  /** Brakes that trip with this run; in a dry run, that would trip. */
  tripping: z.array(brakeRowShape),
  /** A batch that an earlier run left open and this one finished. */
  resumed: deliveredShape.nullable(),
  /** The batch of this run; null for a dry run, and where there was nothing to deliver. */
  delivered: deliveredShape.nullable(),
});
export type EnforceResult = z.infer<typeof enforceResultShape>;
