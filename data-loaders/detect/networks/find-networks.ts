import { components } from "../../../src/lib/network/union-find.js";
import type { Engine } from "../../engine/engine.js";
import { warehouseTables } from "../../pipeline/manifest.js";
import { writeParquet } from "./write-parquet.js";
import { coSharing, type CoSharing, type CoSharingOptions } from "./co-sharing.js";

/** Accounts that hang together. */
export interface Component {
  readonly accounts: number;
  readonly edges: number;
  /** Names of its members, in order. */
  readonly members: readonly string[];
}

export interface Networks extends CoSharing {
  /** Largest first. */
  readonly components: readonly Component[];
}

/**
 * Finds accounts that share the same objects at the same time, and what hangs together; on request writes the edges as Parquet.
 *
 * @param source folder of the source, for what it is told where tables are missing
 * @throws when the source has no events or no objects that events share
 */
export async function findNetworks(
  engine: Engine,
  source: string,
  { edges, ...options }: CoSharingOptions & { readonly edges?: string | undefined },
): Promise<Networks> {
  const tables = await warehouseTables(engine);
  const missing = ["events", "event_objects"].filter((table) => !tables.has(table));
  if (missing.length > 0)
    throw new Error(
      `${source}: networks need ${missing.join(" and ")}: write ${missing.map((table) => `${table}.sql`).join(" and ")} there`,
    );
  const found = await coSharing(engine, options);
  if (edges !== undefined)
    await writeParquet(engine, 'SELECT * FROM network_edges ORDER BY "from", "to"', edges);
  return { ...found, components: await componentsOf(engine) };
}

async function componentsOf(engine: Engine): Promise<Component[]> {
  await engine.execute(`
    CREATE OR REPLACE TEMP TABLE network_nodes AS
    SELECT account_id, CAST(row_number() OVER (ORDER BY account_id) - 1 AS INTEGER) AS node
    FROM (SELECT "from" AS account_id FROM network_edges UNION SELECT "to" FROM network_edges) AS named`);
  const names = await engine.query<{ account_id: string }>(
    "SELECT account_id FROM network_nodes ORDER BY node",
  );
  const [from, to] = await engine.integers(
    `SELECT a.node, b.node FROM network_edges e JOIN network_nodes a ON a.account_id = e."from" JOIN network_nodes b ON b.account_id = e."to" ORDER BY 1, 2`,
  );
  if (from === undefined || to === undefined) return [];
  const component = components(names.length, from, to);
  const members = new Map<number, string[]>();
  const edges = new Map<number, number>();
  for (const [node, { account_id }] of names.entries()) {
    const least = component[node] ?? node;
    const listed = members.get(least);
    if (listed === undefined) members.set(least, [account_id]);
    else listed.push(account_id);
  }
  for (const node of from) {
    const least = component[node] ?? node;
    edges.set(least, (edges.get(least) ?? 0) + 1);
  }
  return [...members]
    .map(([least, accounts]) => ({
      accounts: accounts.length,
      edges: edges.get(least) ?? 0,
      members: accounts,
    }))
    .sort(
      (a, b) =>
        b.accounts - a.accounts ||
        b.edges - a.edges ||
        ((a.members[0] ?? "") < (b.members[0] ?? "") ? -1 : 1),
    );
}
