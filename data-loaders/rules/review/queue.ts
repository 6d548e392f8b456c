import type { Engine } from "../../engine/engine.js";
import { warehouseTables } from "../../pipeline/manifest.js";
import { readHandleSeconds } from "../backtest/report-context.js";
import { drawQueues, type DrawnQueues } from "./draw-queues.js";
import { drawSecondLooks } from "./second-looks.js";
import { type QueueFile, writeQueues } from "./write-queues.js";

export interface QueueOptions {
  readonly hours: number;
  readonly out: string;
  /** Lower-case letters, digits and dashes. */
  readonly runId: string;
  /** Last moment of the data, ISO 8601 in UTC. */
  readonly asOf: string;
  /** Seconds of a review, where none has been timed. */
  readonly handleSeconds?: number | undefined;
}

/** A run of the queues as it was written. */
export interface QueueRun extends DrawnQueues {
  readonly out: string;
  readonly runId: string;
  readonly asOf: string;
  readonly hours: number;
  readonly handleSeconds: number;
  /** Reviews that the hours are worth, second looks among them. */
  readonly reviews: number;
  readonly secondLooks: number;
  readonly files: readonly QueueFile[];
}

/**
 * Turns person-hours into review queues, and writes them.
 *
 * @param engine a complete warehouse
 * @throws when no review has been timed and no time is given, or there is time for none
 */
export async function writeReviewQueues(engine: Engine, options: QueueOptions): Promise<QueueRun> {
  const { hours, out, runId } = options;
  const asOf = options.asOf.slice(0, 19).replace("T", " ");
  const present = await warehouseTables(engine);
  const handleSeconds =
    options.handleSeconds ?? (present.has("review_decisions") ? await readHandleSeconds(engine) : null);
  if (handleSeconds === null)
    throw new Error(
      "no decision says how long it took (review_decisions.handle_seconds), so hours say nothing of labels: give --handle-seconds",
    );
  const reviews = Math.floor((hours * 3600) / handleSeconds);
  if (reviews < 1)
    throw new Error(
      `--hours ${hours}: a review takes ${Math.round(handleSeconds)} seconds, so there is time for none; give more hours`,
    );
  const secondLooks = await drawSecondLooks(engine, asOf, reviews);
  const drawn = await drawQueues(engine, { runId, asOf, reviews: reviews - secondLooks });
  const files = await writeQueues(engine, out);
  return { out, runId, asOf: options.asOf, hours, handleSeconds, reviews, secondLooks, ...drawn, files };
}
