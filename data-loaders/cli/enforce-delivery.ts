import { setTimeout as sleep } from "node:timers/promises";
import type { Reporter, Task } from "../pipeline/reporter.js";
import type { ApplyOptions } from "../rules/enforce/enforce.js";
import type { EnforceOptions } from "./enforce-options.js";

/** Longest wait between two requests for one action that backing off leads to, in milliseconds. */
const longestWait = 30_000;

/** How batches are delivered, by the options of the command line and the environment's token. */
export function deliveryOptions(
  { parallel, timeout, attempts, backoff }: EnforceOptions,
  reporter: Reporter,
  signal: AbortSignal,
): ApplyOptions {
  let task: Task | undefined;
  return {
    http: {
      token: process.env["SHRIKE_ENFORCE_TOKEN"],
      timeout: timeout * 1_000,
      parallel,
      attempts,
      backoff: { first: backoff * 1_000, longest: longestWait },
    },
    effects: {
      fetch,
      now: () => new Date(),
      random: Math.random,
      sleep: async (milliseconds, ended) => {
        if (milliseconds > 0) await sleep(milliseconds, undefined, { signal: ended });
      },
    },
    signal,
    progress(answered, all) {
      task ??= reporter.task("Deliver actions");
      task.progress(answered, all);
      if (answered < all) return;
      task.done(answered);
      task = undefined;
    },
  };
}
