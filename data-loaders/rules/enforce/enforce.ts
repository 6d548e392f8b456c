import { mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { Delivered, Destination } from "../../../src/lib/rule/enforce/index.js";
import { LockedError, takeLock } from "../../pipeline/lock.js";
import { BatchStore } from "./batch-store.js";
import { addBrakes, brakesFile } from "./brakes-file.js";
import { deliverBatch, type DeliverOptions } from "./deliver-batch.js";
import type { Plan } from "./plan.js";

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

export type ApplyOptions = Omit<DeliverOptions, "stopped">;

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
