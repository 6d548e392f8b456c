import { existsSync, mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import {
  standingBrakes,
  type Batch,
  type Delivered,
  type Destination,
} from "../../../src/lib/rule/enforce/index.js";
import { openDuckDB } from "../../engine/duckdb.js";
import { LockedError, takeLock } from "../../pipeline/lock.js";
import { BatchStore } from "./batch-store.js";
import { addBrakes, readBrakes, brakesFile } from "./brakes-file.js";
import { deliverBatch, type DeliverOptions } from "./deliver-batch.js";
import type { Plan } from "./plan.js";
import type { Rule } from "../read-rules.js";
import { protectedAccounts, tablesOf } from "./read-candidates.js";
import { rulesInForce } from "./rules-in-force.js";

/** Files of one source's enforcement. They are records, not a cache: keys and episodes are read from them. */
export interface EnforcePaths {
  /** The source's name. */
  readonly source: string;
  readonly folder: string;
  readonly lock: string;
  readonly brakes: string;
  readonly warehouse: string;
}

/** @param work e.g. `.shrike/demo` */
export function enforcePaths(work: string): EnforcePaths {
  const folder = join(work, "enforce");
  return {
    source: basename(work),
    folder,
    lock: join(folder, "lock"),
    brakes: brakesFile(work),
    warehouse: join(work, "warehouse.duckdb"),
  };
}

/**
 * Runs work that writes, alone.
 *
 * @throws when another run is at it
 */
export async function alone<Result>(paths: EnforcePaths, work: () => Promise<Result>): Promise<Result> {
  mkdirSync(paths.folder, { recursive: true });
  let release: () => void;
  try {
    release = takeLock(paths.lock);
  } catch (cause) {
    if (!(cause instanceof LockedError)) throw cause;
    throw new Error(`another shrike enforce is at work (${paths.lock}): wait for it or end it`, { cause });
  }
  try {
    return await work();
  } finally {
    release();
  }
}

/** Id of the batch that an earlier run left open. */
export function openBatch(paths: EnforcePaths): string | undefined {
  return new BatchStore(paths.folder).open()?.batch.batch_id;
}

export type ApplyOptions = Omit<DeliverOptions, "stopped">;

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

/**
 * Delivers a plan. Brakes that trip with it are on disk first, whatever becomes of it.
 *
 * @param withoutProtectedAccounts deliver though it is not known which accounts are protected
 * @returns null where there is nothing to deliver
 * @throws when a limit is exceeded, or it is not known which accounts are protected and the caller did not say to go on
 */
export async function applyPlan(
  paths: EnforcePaths,
  plan: Plan,
  destination: Destination,
  withoutProtectedAccounts: boolean,
  options: ApplyOptions,
): Promise<Delivered | null> {
  addBrakes(paths.brakes, plan.tripping);
  requireWithinLimits(plan);
  if (plan.kind !== "reversal" && plan.protectedAccounts === null && !withoutProtectedAccounts)
    throw new Error(
      "the source does not say which accounts are protected (it has no protected_accounts): add protected_accounts.sql to it, or say --without-protected-accounts",
    );
  if (plan.actions.length === 0) return null;
  const store = new BatchStore(paths.folder);
  const { kind, since, until, reverses } = plan;
  const stored = await store.begin(
    {
      kind,
      source: paths.source,
      made_at: options.effects.now().toISOString(),
      since,
      until,
      reverses,
      destination,
    },
    plan.actions,
  );
  return deliverBatch(store, stored, { ...options, stopped: () => null });
}

function requireWithinLimits({ exceeded }: Plan): void {
  if (exceeded.length === 0) return;
  const said = exceeded.map(({ limit, found, allowed }) =>
    limit === "per_batch"
      ? `${found} accounts, over the limit of ${allowed} (--limit-batch)`
      : `${percent(found)} of the active accounts, over the limit of ${percent(allowed)} (--limit-share)`,
  );
  throw new Error(`the batch is over its blast radius: ${said.join("; ")}; nothing was sent`);
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}

function addressOf(destination: Destination): string {
  return destination.kind === "folder" ? destination.folder : destination.url;
}
