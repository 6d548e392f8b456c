import { degrees } from "../../../src/lib/network/bipartite.js";
import { lockstepBlocks, type BlockOptions } from "../../../src/lib/network/blocks.js";
import { edgeWeights, type Block } from "../../../src/lib/network/densest-block.js";
import { components } from "../../../src/lib/network/union-find.js";
import type { FoundNetwork, FoundSnapshot } from "./found-network.js";
import type { Acts, Signal } from "./read-acts.js";
import type { Span } from "./read-shares.js";
import { snapshotWeeks, sundayOf, weekOf, windowWeeks } from "./snapshot-days.js";

interface Edges {
  readonly accounts: number;
  readonly targets: number;
  readonly account: Int32Array;
  readonly target: Int32Array;
}

/** Networks of accounts that act on the same targets, a snapshot of 28 days every Sunday. */
export function lockstepSnapshots(
  signal: Signal,
  acts: Acts,
  span: Span & { readonly accounts: number },
  options: BlockOptions,
): FoundSnapshot[] {
  // Weeks of acts begin on the first Monday of 1970, those of snapshots end on its first Sunday.
  const weeks = snapshotWeeks(
    Array.from(new Set(acts.week), (week) => week + 1),
    weekOf(span.last),
  );
  return weeks.map((week) => {
    const edges = edgesOf(acts, span.accounts, week - windowWeeks, week - 1);
    const { blocks } = lockstepBlocks(edges, options);
    const networks = blocks.flatMap((block) => partsOf(edges, block, options.minAccounts));
    return { day: sundayOf(week), networks: networks.map((part) => networkOf(signal, edges, part)) };
  });
}

/** Distinct edges of some weeks, those of which an end is -1 among them. */
function edgesOf(acts: Acts, accounts: number, from: number, to: number): Edges {
  const inside = (row: number): boolean => {
    const week = acts.week[row] ?? 0;
    return week >= from && week <= to;
  };
  let most = 0;
  for (let row = 0; row < acts.week.length; row++) if (inside(row)) most += acts.count[row] ?? 0;
  const [account, target] = [new Int32Array(most), new Int32Array(most)];
  let [kept, last] = [0, -1];
  for (let row = 0; row < acts.week.length; row++) {
    if (!inside(row)) continue;
    const [who, what] = [acts.account[row] ?? -1, acts.target[row] ?? -1];
    if (who >= 0 && what >= 0 && last >= 0 && acts.account[last] === who && acts.target[last] === what)
      continue;
    last = row;
    for (let copy = 0; copy < (acts.count[row] ?? 0); copy++) {
      account[kept] = who;
      target[kept++] = what;
    }
  }
  return { accounts, targets: acts.targets, account: account.slice(0, kept), target: target.slice(0, kept) };
}

type Part = Pick<Block, "accounts" | "targets">;

/** The densest block may be several that lie side by side: its connected parts, those with enough accounts. */
function partsOf(all: Edges, block: Block, minAccounts: number): Part[] {
  const [member, object] = [new Set(block.accounts), new Set(block.targets)];
  const own = Int32Array.from(all.account.keys()).filter(
    (edge) => member.has(all.account[edge] ?? -1) && object.has(all.target[edge] ?? -1),
  );
  const part = components(
    all.accounts + all.targets,
    own.map((edge) => all.account[edge] ?? 0),
    own.map((edge) => all.accounts + (all.target[edge] ?? 0)),
  );
  const parts = new Map<number, { accounts: number[]; targets: number[] }>();
  const partAt = (node: number): { accounts: number[]; targets: number[] } => {
    const name = part[node] ?? node;
    const known = parts.get(name) ?? { accounts: [], targets: [] };
    parts.set(name, known);
    return known;
  };
  for (const account of block.accounts) partAt(account).accounts.push(account);
  for (const target of block.targets) partAt(all.accounts + target).targets.push(target);
  return [...parts.values()]
    .filter(({ accounts }) => accounts.length >= minAccounts)
    .map(({ accounts, targets }) => ({
      accounts: Int32Array.from(accounts),
      targets: Int32Array.from(targets),
    }));
}

function networkOf(signal: Signal, all: Edges, { accounts, targets }: Part): FoundNetwork {
  const [member, object] = [new Set(accounts), new Set(targets)];
  const own = Int32Array.from(all.account.keys()).filter(
    (edge) => member.has(all.account[edge] ?? -1) && object.has(all.target[edge] ?? -1),
  );
  const [a, b] = [own.map((edge) => all.account[edge] ?? 0), own.map((edge) => all.target[edge] ?? 0)];
  const weight = edgeWeights({ ...all, account: a, target: b });
  const place = new Map(Array.from(accounts, (account, index) => [account, index]));
  const scores = new Float64Array(accounts.length);
  for (const [edge, who] of a.entries()) {
    const at = place.get(who) ?? 0;
    scores[at] = (scores[at] ?? 0) + (weight[edge] ?? 0);
  }
  const degree = degrees(a, all.accounts);
  return {
    method: "lockstep",
    signal,
    members: accounts,
    scores,
    degrees: accounts.map((account) => degree[account] ?? 0),
    edges: { a, b, weight, objects: new Int32Array(a.length).fill(1) },
    density: own.length / (accounts.length * targets.length),
  };
}
