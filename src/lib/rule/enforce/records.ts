import { z } from "npm:zod";
import { actionTypes } from "./action.js";
import { statementShape } from "./statement-of-reasons.js";

const time = z.iso.datetime();

/** One action of a batch: a line of `actions.ndjson`, and the body of a request. */
export const actionRecordShape = z.strictObject({
  /** Idempotency key: 64 hexadecimal digits. Whoever carries the action out does so once for each key. */
  key: z.string().regex(/^[0-9a-f]{64}$/),
  kind: z.enum(["enforce", "reverse"]),
  account_id: z.string(),
  event_id: z.string().nullable(),
  action: z.enum(actionTypes),
  rule_id: z.string(),
  version: z.int(),
  policy_id: z.string(),
  episode: z.int().min(1),
  hits: z.int().nullable(),
  first_hit_at: time.nullable(),
  last_hit_at: time.nullable(),
  /** Of a reversal: the key of the action taken back. */
  reverses: z.string().nullable(),
  /** Of a reversal: hits up to then lead to no other action. */
  spent_until: time.nullable(),
  reason: statementShape.nullable(),
});
export type ActionRecord = z.infer<typeof actionRecordShape>;

export const destinationShape = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("folder"), folder: z.string() }),
  z.strictObject({ kind: z.literal("endpoint"), url: z.string() }),
]);
export type Destination = z.infer<typeof destinationShape>;

/** What a batch is, beside its actions: `batch.json`. */
export const batchShape = z.strictObject({
  form: z.literal("shrike-batch/1"),
  batch_id: z.string().regex(/^\d{6}-[0-9a-f]{12}$/),
  kind: z.enum(["rules", "selection", "reversal"]),
  source: z.string(),
  made_at: time,
  /** The hits that it was made from: later than `since`, up to `until`. */
  since: time.nullable(),
  until: time.nullable(),
  /** Of a reversal: the batch whose actions it takes back. */
  reverses: z.string().nullable(),
  /** SHA-256 of `actions.ndjson`. */
  hash: z.string(),
  actions: z.int(),
  accounts: z.int(),
  destination: destinationShape,
});
export type Batch = z.infer<typeof batchShape>;

export const answerStatuses = ["accepted", "written", "rejected", "unanswered", "stopped"] as const;

/** What became of one action. */
export const answerShape = z.strictObject({
  key: z.string(),
  /** `stopped`: by a brake or a protection that came after the batch; `unanswered`: it may or may not have been carried out. */
  status: z.enum(answerStatuses),
  http_status: z.int().nullable(),
  /** Requests sent for it, over all runs. */
  attempts: z.int(),
  at: time,
  /** What was answered, shortened; or why there is no answer. */
  answer: z.string().nullable(),
});
export type Answer = z.infer<typeof answerShape>;

const ground = actionRecordShape.pick({
  kind: true,
  account_id: true,
  event_id: true,
  action: true,
  rule_id: true,
  version: true,
  policy_id: true,
  episode: true,
  reverses: true,
  spent_until: true,
});

/** What was sent and answered, when: written once, when a batch is finished. */
export const receiptShape = batchShape.extend({
  form: z.literal("shrike-receipt/1"),
  started_at: time,
  finished_at: time,
  /** Runs that it took: more than one after an interruption. */
  runs: z.int().min(1),
  counts: z.record(z.enum(answerStatuses), z.int()),
  by_rule: z.array(
    z.strictObject({ rule_id: z.string(), version: z.int(), action: z.enum(actionTypes), actions: z.int() }),
  ),
  answers: z.array(answerShape.extend(ground.shape)),
});
export type Receipt = z.infer<typeof receiptShape>;
