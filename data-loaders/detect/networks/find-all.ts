import type { Engine } from "../../engine/engine.js";
import { coSharingSnapshots } from "./co-sharing-snapshots.js";
import { followNetworks, type FollowedNetwork } from "./follow-networks.js";
import { lockstepSnapshots } from "./lockstep-snapshots.js";
import type { NetworkSettings } from "./network-settings.js";
import { readActs, signals } from "./read-acts.js";
import { numberAccounts, readShares } from "./read-shares.js";
import { dateOf, sundayOf, weekOf } from "./snapshot-days.js";
import { sqlList } from "../../engine/sql-list.js";
import { writeEvidence } from "./write-evidence.js";
import { writeNetworks } from "./write-networks.js";

/**
 * Finds the networks of every method and signal and writes them to the temporary tables of `writeNetworks` and `writeEvidence`, and what was looked at and left
 * out to the one row of `network_search`: what `networkTables` are read from.
 */
export async function findAll(engine: Engine, settings: NetworkSettings, signal: AbortSignal): Promise<void> {
  const span = await numberAccounts(engine);
  const shares = await readShares(engine, span, settings.kinds);
  signal.throwIfAborted();
  const { snapshots, cut, met } = coSharingSnapshots(shares, span, settings);
  const networks: FollowedNetwork[] = followNetworks(snapshots, "share");
  const acts: Record<string, number> = {};
  for (const what of signals) {
    signal.throwIfAborted();
    const read = await readActs(engine, what, span, settings.lockstep[what]);
    acts[what] = read.count.reduce((sum, count) => sum + count, 0);
    networks.push(...followNetworks(lockstepSnapshots(what, read, span, settings.lockstep[what]), what));
  }
  await writeNetworks(engine, networks);
  await writeEvidence(engine, networks, { shares, met, first: span.first, ...settings });
  const facts = {
    accounts: span.accounts,
    outside: span.outside,
    shares: shares.object.length,
    objects: shares.objects,
    pairs: met.pairs,
    pruned_shares: met.prunedShares,
    pruned_objects: met.prunedObjects,
    edges: cut.real,
    chance_edges: cut.dealt,
    ...Object.fromEntries(Object.entries(acts).map(([what, count]) => [`acts_${what}`, count])),
  };
  const columns = Object.entries(facts).map(([name, value]) => `@i64(${value}) AS ${name}`);
  const [first, last] = [span.first, span.last].map((day) => dateOf(sundayOf(weekOf(day))));
  const params = `window ${settings.window} s, kinds ${settings.kinds.join(" ")}, chance ${settings.chance}`;
  await engine.execute(`CREATE OR REPLACE TEMP TABLE network_search AS
    SELECT ${sqlList([params])} AS params, DATE '${first}' AS first_week, DATE '${last}' AS last_week, CAST(${cut.score ?? "NULL"} AS DOUBLE) AS score_cut, ${columns.join(", ")}`);
}
