import type { Engine } from "../../engine/engine.js";
import { largestStep, type FollowedNetwork } from "./follow-networks.js";
import type { FoundNetwork } from "./found-network.js";

type Row = readonly (string | null)[];

const columns = {
  network_snapshot_rows: [
    "cluster_id",
    "method",
    "signal",
    "date",
    "evolution",
    "related",
    "size",
    "edges",
    "density",
  ],
  network_member_rows: ["cluster_id", "date", "account", "score", "role"],
  network_edge_rows: ["cluster_id", "method", "signal", "date", "a", "b", "weight", "objects"],
} as const;

/**
 * Writes networks as texts to the temporary tables `network_snapshot_rows` (a row for each snapshot of a network), `network_member_rows` (its
 * members then) and `network_edge_rows` (the edges of its largest snapshot); accounts and targets are their numbers.
 */
export async function writeNetworks(engine: Engine, networks: readonly FollowedNetwork[]): Promise<void> {
  for (const [table, names] of Object.entries(columns))
    await engine.execute(
      `CREATE OR REPLACE TEMP TABLE ${table} (${names.map((name) => `"${name}" VARCHAR`).join(", ")})`,
    );
  await engine.append("network_snapshot_rows", each(networks, snapshotRows));
  await engine.append("network_member_rows", each(networks, memberRows));
  await engine.append("network_edge_rows", each(networks, edgeRows));
}

async function* each(
  networks: readonly FollowedNetwork[],
  rows: (network: FollowedNetwork) => Row[],
): AsyncGenerator<Row[]> {
  for (const network of networks) yield rows(network);
}

function snapshotRows({ id, steps }: FollowedNetwork): Row[] {
  const [first] = steps.flatMap(({ found }) => found ?? []);
  return steps.map(({ date, evolution, related, found }) => [
    id,
    first?.method ?? null,
    first?.signal ?? null,
    date,
    evolution,
    related,
    String(found?.members.length ?? 0),
    String(found?.edges.a.length ?? 0),
    found === null ? null : String(found.density),
  ]);
}

function memberRows({ id, steps }: FollowedNetwork): Row[] {
  return steps.flatMap(({ date, found }) =>
    found === null
      ? []
      : rolesOf(found).map((role, at) => [
          id,
          date,
          String(found.members[at] ?? 0),
          String(found.scores[at] ?? 0),
          role,
        ]),
  );
}

/** A member is at the core that half of the others, or of the targets, are bound to. */
function rolesOf({ method, members, edges, degrees }: FoundNetwork): string[] {
  const possible = method === "lockstep" ? new Set(edges.b).size : members.length - 1;
  return Array.from(degrees, (degree) => (2 * degree >= possible ? "core" : "fringe"));
}

function edgeRows(network: FollowedNetwork): Row[] {
  const largest = largestStep(network);
  if (largest === null) return [];
  const { method, signal, edges } = largest.found;
  return Array.from(edges.a, (a, at) => [
    network.id,
    method,
    signal,
    largest.date,
    String(a),
    String(edges.b[at] ?? 0),
    String(edges.weight[at] ?? 0),
    String(edges.objects[at] ?? 0),
  ]);
}
