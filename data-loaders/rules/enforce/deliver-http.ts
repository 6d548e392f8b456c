import { waitAfter, type ActionRecord, type Backoff } from "../../../src/lib/rule/enforce/index.js";
import type { Journal } from "./journal.js";
import { sendAction, type DeliveryFetch, type Endpoint } from "./send-action.js";

/** What delivery asks of the world. */
export interface DeliveryEffects {
  readonly fetch: DeliveryFetch;
  readonly now: () => Date;
  readonly random: () => number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

export interface HttpDelivery extends Endpoint {
  /** Requests on their way at once. */
  readonly parallel: number;
  /** Requests for one action in one run before it is left for the next. */
  readonly attempts: number;
  readonly backoff: Backoff;
}

/** Actions in a row without an answer after which the endpoint is taken to be down. */
const unansweredInARow = 3;

/** Longest time that a `Retry-After` is waited for, in milliseconds; beyond it, a later run goes on. */
const longestAsked = 300_000;

/**
 * Sends every action of a batch that the journal has no answer for, one request each, and again until it is answered or its
 * attempts are used up. Every request is in the journal before it is sent, and every answer before the next one is.
 *
 * @param stopped why an action must not be sent any more; null where it may
 * @throws when the endpoint refuses us or seems to be down; what was answered until then is in the journal
 */
export async function deliverHttp(
  actions: readonly ActionRecord[],
  delivery: HttpDelivery,
  journal: Journal,
  stopped: (action: ActionRecord) => string | null,
  effects: DeliveryEffects,
  signal: AbortSignal,
  onAnswer: () => void,
): Promise<void> {
  const queue = actions.filter(({ key }) => journal.answer(key) === undefined);
  const end = new AbortController();
  const stop = (): void => end.abort(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  const ended = end.signal;
  let quietUntil = 0;
  let unanswered = 0;

  async function deliver(action: ActionRecord): Promise<void> {
    const { key } = action;
    const why = stopped(action);
    if (why !== null) {
      const inDoubt = journal.attempts(key) > 0;
      journal.answered(
        { key, status: inDoubt ? "unanswered" : "stopped", http_status: null, answer: why },
        effects.now(),
      );
      return onAnswer();
    }
    for (let attempt = 1; attempt <= delivery.attempts; attempt++) {
      await effects.sleep(Math.max(0, quietUntil - effects.now().getTime()), ended);
      const inDoubt = journal.attempts(key) > 0;
      journal.sending(key, effects.now());
      const sent = await sendAction(action, delivery, inDoubt, effects, ended);
      if (sent.kind !== "failed") {
        journal.answered(
          { key, status: sent.kind, http_status: sent.httpStatus, answer: sent.answer },
          effects.now(),
        );
        unanswered = 0;
        return onAnswer();
      }
      journal.failed(key, sent.httpStatus, sent.why, effects.now());
      if (sent.asked !== null) {
        if (sent.asked > longestAsked)
          throw new Error(
            `--url ${delivery.url} asks to be left alone for ${Math.ceil(sent.asked / 1_000)} s: run the command again then, and it goes on where it stopped`,
          );
        quietUntil = Math.max(quietUntil, effects.now().getTime() + sent.asked);
      }
      if (attempt < delivery.attempts)
        await effects.sleep(waitAfter(attempt, delivery.backoff, effects.random(), sent.asked), ended);
    }
    unanswered += 1;
    if (unanswered >= unansweredInARow)
      throw new Error(
        `--url ${delivery.url} seems to be down: ${unanswered} actions in a row have no answer after ${delivery.attempts} requests each (the last: ${journal.lastFailure(key) ?? "unknown"}); run the command again later, and it goes on where it stopped`,
      );
  }

  async function work(): Promise<void> {
    for (let action = queue.shift(); action !== undefined; action = queue.shift()) {
      ended.throwIfAborted();
      await deliver(action);
    }
  }

  const workers = Array.from({ length: Math.min(delivery.parallel, queue.length) }, () =>
    work().catch((error: unknown) => {
      end.abort(error);
      throw error;
    }),
  );
  const results = await Promise.allSettled(workers);
  signal.removeEventListener("abort", stop);
  signal.throwIfAborted();
  if (end.signal.aborted) throw end.signal.reason;
  const failed = results.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
}
