import { existsSync } from "node:fs";
import {
  standingBrakes,
  type Batch,
  type Delivered,
  type Destination,
} from "../../../src/lib/rule/enforce/index.js";
import { openDuckDB } from "../../engine/duckdb.js";
import type { Rule } from "../read-rules.js";
import { BatchStore } from "./batch-store.js";
import { readBrakes } from "./brakes-file.js";
import { deliverBatch, type DeliverOptions } from "./deliver-batch.js";
import type { ApplyOptions, EnforcePaths } from "./enforce.js";
import { protectedAccounts, tablesOf } from "./read-candidates.js";
import { rulesInForce } from "./rules-in-force.js";

/** Id of the batch that an earlier run left open. */
export function openBatch(paths: EnforcePaths): string | undefined {
  return new BatchStore(paths.folder).open()?.batch.batch_id;
}

/**
 * Finishes the batch that an earlier run left open, if there is one. What a brake has stopped, a rule file has taken out of force or the
 * source has protected since is not sent any more.
 *
 * @param rules of the source, as their files are now
 * @param destination where the caller wants batches delivered; an open batch goes where it was bound for
 */
export async function resumeOpen(
  paths: EnforcePaths,
  rules: readonly Rule[],
  destination: Destination | null,
  options: ApplyOptions,
): Promise<Delivered | null> {
  const store = new BatchStore(paths.folder);
  const open = store.open();
  if (open === undefined) return null;
  const bound = open.batch.destination;
  if (destination !== null && options.close !== true && addressOf(destination) !== addressOf(bound))
    throw new Error(
      `batch ${open.batch.batch_id} is open and bound for ${addressOf(bound)}, not ${addressOf(destination)}: give that destination to finish it, or close it with --close`,
    );
  return deliverBatch(store, open, { ...options, stopped: await stoppedSince(paths, rules, open.batch) });
}

async function stoppedSince(
  paths: EnforcePaths,
  rules: readonly Rule[],
  { kind, until }: Batch,
): Promise<DeliverOptions["stopped"]> {
  if (kind === "reversal") return () => null;
  const braked = standingBrakes(readBrakes(paths.brakes));
  const untouchable = await protectedNow(paths.warehouse);
  const inForce = until === null ? null : rulesInForce(rules, until.slice(0, 10));
  return ({ rule_id, version, account_id }) => {
    if (braked.has(rule_id)) return "stopped by a brake";
    if (inForce !== null && inForce.get(rule_id)?.version !== version) return "not in force any more";
    return untouchable?.has(account_id) === true ? "protected since" : null;
  };
}

async function protectedNow(warehouse: string): Promise<ReadonlySet<string> | null> {
  if (!existsSync(warehouse)) return null;
  const engine = await openDuckDB({ path: warehouse, readOnly: true });
  try {
    return await protectedAccounts(engine, await tablesOf(engine));
  } finally {
    await engine.close();
  }
}

function addressOf(destination: Destination): string {
  return destination.kind === "folder" ? destination.folder : destination.url;
}
