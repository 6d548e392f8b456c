import type { AsyncDuckDBConnection } from "npm:@duckdb/duckdb-wasm";
import type { Engine } from "./engine.js";

/** How long a query that was stopped may take to say so before its engine is ended. */
const patience = 400;

export interface Stop {
  /** Why the query was stopped; undefined while it was not. */
  readonly reason: string | undefined;
  clear(): void;
}

/** Stops a query at its signal or time limit, and ends an engine that does not heed that. */
export function stopper(
  engine: Engine,
  connection: AsyncDuckDBConnection,
  signal: AbortSignal | undefined,
  timeout: number,
): Stop {
  let reason: string | undefined;
  let last: ReturnType<typeof setTimeout> | undefined;
  const stop = (why: string): void => {
    reason ??= why;
    connection.cancelSent().catch(() => undefined);
    last ??= setTimeout(() => {
      reason = `${reason ?? why}; the database did not heed it and was ended, the next query starts it afresh`;
      engine.end(reason);
    }, patience);
  };
  const timer = setTimeout(() => stop(`Stopped after ${timeout / 1000} seconds, the time limit`), timeout);
  const onAbort = (): void => stop("Stopped");
  signal?.addEventListener("abort", onAbort, { once: true });
  return {
    get reason() {
      return reason;
    },
    clear() {
      clearTimeout(timer);
      clearTimeout(last);
      signal?.removeEventListener("abort", onAbort);
    },
  };
}
