import { platformText } from "../../../src/lib/text/index.js";
import { retryAfter, type ActionRecord } from "../../../src/lib/rule/enforce/index.js";

/** How one request ended. */
export type Sent =
  | { readonly kind: "accepted" | "rejected"; readonly httpStatus: number; readonly answer: string | null }
  | {
      readonly kind: "failed";
      readonly httpStatus: number | null;
      readonly why: string;
      /** Milliseconds that the server asked to be left alone for; null where it did not. */
      readonly asked: number | null;
    };

/** The platform's own, or what stands in for it. */
export type DeliveryFetch = typeof fetch;

/** The endpoint does not take requests from us at all, whichever action they are about. */
export class EndpointError extends Error {
  override readonly name = "EndpointError";
}

export interface Endpoint {
  readonly url: string;
  /** Sent as a bearer token; never written anywhere. */
  readonly token?: string | undefined;
  /** Milliseconds after which a request without an answer has failed. */
  readonly timeout: number;
}

/** Statuses after which the same request may succeed later. */
const passing = new Set([408, 425, 429]);

/**
 * Sends one action, its key as `Idempotency-Key`.
 *
 * @param inDoubt an earlier request for this action may have been received: a conflict then means that it is being worked on
 * @throws EndpointError on a redirect, 401 and 407; the signal's reason when stopped
 */
export async function sendAction(
  action: ActionRecord,
  endpoint: Endpoint,
  inDoubt: boolean,
  effects: { readonly fetch: DeliveryFetch; readonly now: () => Date },
  signal: AbortSignal,
): Promise<Sent> {
  const { timeout } = endpoint;
  // AbortSignal.any and AbortSignal.timeout are not used: in Node 20 what they make may be collected before it fires.
  const limit = new AbortController();
  const stop = (): void => limit.abort(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  const timer = setTimeout(() => limit.abort(new Error(`no answer within ${timeout / 1_000} s`)), timeout);
  try {
    return classify(
      await post(action, endpoint, effects.fetch, limit.signal),
      endpoint,
      inDoubt,
      effects.now(),
    );
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof EndpointError) throw error;
    const why = limit.signal.aborted ? limit.signal.reason : error;
    return { kind: "failed", httpStatus: null, why: reasonOf(why), asked: null };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}

interface Answered {
  readonly httpStatus: number;
  readonly asked: string | null;
  readonly answer: string | null;
}

async function post(
  action: ActionRecord,
  { url, token }: Endpoint,
  fetch: DeliveryFetch,
  signal: AbortSignal,
): Promise<Answered> {
  const response = await fetch(url, {
    method: "POST",
    redirect: "manual",
    headers: {
      "content-type": "application/json",
      "idempotency-key": action.key,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(action),
    signal,
  });
  const asked = response.headers.get("retry-after");
  return { httpStatus: response.status, asked, answer: await shortBody(response) };
}

function classify(
  { httpStatus, asked, answer }: Answered,
  { url }: Endpoint,
  inDoubt: boolean,
  now: Date,
): Sent {
  if (httpStatus >= 200 && httpStatus < 300) return { kind: "accepted", httpStatus, answer };
  if (httpStatus < 400)
    throw new EndpointError(
      `--url ${url} answers ${httpStatus}, a redirect: give the address that it leads to`,
    );
  if (httpStatus === 401 || httpStatus === 407)
    throw new EndpointError(
      `--url ${url} answers ${httpStatus}: put the right token into SHRIKE_ENFORCE_TOKEN`,
    );
  if (httpStatus < 500 && !passing.has(httpStatus) && !(httpStatus === 409 && inDoubt))
    return { kind: "rejected", httpStatus, answer };
  return {
    kind: "failed",
    httpStatus,
    why: `answered ${httpStatus}`,
    asked: retryAfter(asked, now.getTime()),
  };
}

/** The beginning of what was answered. The status counts alone: a body that breaks off or never ends changes nothing. */
async function shortBody(response: Response): Promise<string | null> {
  const reader = response.body?.getReader();
  if (reader === undefined) return null;
  const decoder = new TextDecoder();
  let text = "";
  try {
    while (text.length < 2_000) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    // What arrived is kept.
  }
  await reader.cancel().catch(() => undefined);
  return text === "" ? null : platformText(text, 300);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  const isCoded = cause instanceof Error && "code" in cause && typeof cause.code === "string";
  return isCoded ? `no answer: ${String(cause.code)}` : error.message;
}
