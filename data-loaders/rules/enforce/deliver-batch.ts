import type { ActionRecord, Answer, Delivered, Receipt } from "../../../src/lib/rule/enforce/index.js";
import type { BatchStore, StoredBatch } from "./batch-store.js";
import { deliverHttp, type DeliveryEffects, type HttpDelivery } from "./deliver-http.js";
import { deliverOutbox } from "./deliver-outbox.js";
import { Journal } from "./journal.js";

export interface DeliverOptions {
  /** How to deliver to an endpoint; its address is the batch's. */
  readonly http: Omit<HttpDelivery, "url">;
  /** Why an action must not be delivered any more, though it is in the batch; null where it may. */
  readonly stopped: (action: ActionRecord) => string | null;
  /** Finish the batch without sending anything more: what has no answer is written down as unanswered. */
  readonly close?: boolean;
  readonly effects: DeliveryEffects;
  readonly signal: AbortSignal;
  /** Told at the start and after each answer how many actions have one. */
  readonly progress: (answered: number, all: number) => void;
}

/**
 * Delivers a batch, from the beginning or from where a run was broken off, and writes its receipt once every action has an answer.
 *
 * @throws when actions are left without an answer: the batch is open, and the next run goes on with it
 */
export async function deliverBatch(
  store: BatchStore,
  stored: StoredBatch,
  { http, stopped, close = false, effects, signal, progress }: DeliverOptions,
): Promise<Delivered> {
  const { batch, actions } = stored;
  const journal = new Journal(store.journalFile(stored), effects.now());
  const answered = (): number => actions.filter(({ key }) => journal.answer(key) !== undefined).length;
  progress(answered(), actions.length);
  if (close) closeOpen(actions, journal, effects.now());
  else if (batch.destination.kind === "folder")
    await putOut(stored, batch.destination.folder, journal, stopped, effects);
  else {
    const { url } = batch.destination;
    let count = answered();
    await deliverHttp(actions, { ...http, url }, journal, stopped, effects, signal, () =>
      progress(++count, actions.length),
    );
    const left = actions.filter(({ key }) => journal.answer(key) === undefined);
    if (left.length > 0)
      throw new Error(
        `${left.length} of ${actions.length} actions of batch ${batch.batch_id} have no answer (the last: ${journal.lastFailure(left[0]?.key ?? "") ?? "unknown"}): run the command again, and it goes on with them, or close the batch with --close`,
      );
  }
  const receipt = receiptOf(stored, journal, effects.now());
  store.finish(stored, receipt);
  return {
    batch_id: batch.batch_id,
    receipt: store.receiptFile(batch.batch_id),
    hash: batch.hash,
    destination: batch.destination,
    counts: receipt.counts,
  };
}

async function putOut(
  stored: StoredBatch,
  outbox: string,
  journal: Journal,
  stopped: DeliverOptions["stopped"],
  { now }: DeliveryEffects,
): Promise<void> {
  const allowed = stored.actions.filter((action) => stopped(action) === null);
  const written = await deliverOutbox(stored, allowed, outbox);
  for (const action of stored.actions) {
    const { key } = action;
    if (journal.answer(key) !== undefined) continue;
    const isWritten = written.has(key);
    journal.answered(
      {
        key,
        status: isWritten ? "written" : "stopped",
        http_status: null,
        answer: isWritten ? null : stopped(action),
      },
      now(),
    );
  }
}

function closeOpen(actions: readonly ActionRecord[], journal: Journal, now: Date): void {
  for (const { key } of actions) {
    if (journal.answer(key) !== undefined) continue;
    const wasSent = journal.attempts(key) > 0;
    journal.answered(
      {
        key,
        status: wasSent ? "unanswered" : "stopped",
        http_status: null,
        answer: wasSent
          ? (journal.lastFailure(key) ?? "no answer before the run was broken off")
          : "closed before it was sent",
      },
      now,
    );
  }
}

function receiptOf({ batch, actions }: StoredBatch, journal: Journal, now: Date): Receipt {
  const counts: Receipt["counts"] = { accepted: 0, written: 0, rejected: 0, unanswered: 0, stopped: 0 };
  const byRule = new Map<string, Receipt["by_rule"][number]>();
  const answers = actions.map((record) => {
    const answer = answerOf(record, journal);
    counts[answer.status] += 1;
    const { rule_id, version, action } = record;
    const name = JSON.stringify([rule_id, version, action]);
    const row = byRule.get(name) ?? { rule_id, version, action, actions: 0 };
    byRule.set(name, { ...row, actions: row.actions + 1 });
    const { hits: _, first_hit_at: __, last_hit_at: ___, reason: ____, ...ground } = record;
    return { ...ground, ...answer };
  });
  return {
    ...batch,
    form: "shrike-receipt/1",
    started_at: journal.startedAt,
    finished_at: now.toISOString(),
    runs: journal.runs,
    counts,
    by_rule: [...byRule.values()],
    answers,
  };
}

function answerOf({ key }: ActionRecord, journal: Journal): Answer {
  const answer = journal.answer(key);
  if (answer === undefined) throw new Error(`action ${key} has no answer: its batch is not finished`);
  return answer;
}
