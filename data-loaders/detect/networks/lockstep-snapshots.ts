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
    const networks = blocks.flatMap((block) => partsOf(signal, edges, block, options.minAccounts));
    return { day: sundayOf(week), networks };
  });
}

/** Distinct edges of some weeks, those of which an end is -1 among them. */
function edgesOf(acts: Acts, accounts: number, from: number, to: number): Edges {
  const { account: accountOf, target: targetOf, week: weekOfAct, count } = acts;
  let most = 0;
  for (let row = 0; row < weekOfAct.length; row++) {
    const week = weekOfAct[row] ?? 0;
    if (week >= from && week <= to) most += count[row] ?? 0;
  }
  const [account, target] = [new Int32Array(most), new Int32Array(most)];
  let [kept, lastWho, lastWhat] = [0, -1, -1];
  for (let row = 0; row < weekOfAct.length; row++) {
    const week = weekOfAct[row] ?? 0;
    if (week < from || week > to) continue;
    const [who, what] = [accountOf[row] ?? -1, targetOf[row] ?? -1];
    if (who >= 0 && what >= 0 && lastWho === who && lastWhat === what) continue;
    [lastWho, lastWhat] = [who, what];
    const end = kept + (count[row] ?? 0);
    account.fill(who, kept, end);
    target.fill(what, kept, end);
    kept = end;
  }
  return { accounts, targets: acts.targets, account: account.slice(0, kept), target: target.slice(0, kept) };
}

/** The densest block may be several that lie side by side: its connected parts, those with enough accounts. */
function partsOf(signal: Signal, all: Edges, block: Block, minAccounts: number): FoundNetwork[] {
  const accounts = new Map(Array.from(block.accounts, (account, at) => [account, at]));
  const targets = new Map(Array.from(block.targets, (target, at) => [target, accounts.size + at]));
  const [from, to]: [number[], number[]] = [[], []];
  for (let edge = 0; edge < all.account.length; edge++) {
    const a = accounts.get(all.account[edge] ?? -1);
    const b = a === undefined ? undefined : targets.get(all.target[edge] ?? -1);
    if (a === undefined || b === undefined) continue;
    from.push(a);
    to.push(b);
  }
  const part = components(accounts.size + targets.size, from, to);
  const members = new Map<number, number[]>();
  for (const [at] of block.accounts.entries()) {
    const own = members.get(part[at] ?? at);
    if (own === undefined) members.set(part[at] ?? at, [at]);
    else own.push(at);
  }
  return [...members]
    .filter(([, own]) => own.length >= minAccounts)
    .map(([name, own]) => {
      const edges = [...from.keys()].filter((edge) => part[from[edge] ?? 0] === name);
      return networkOf(signal, block, own, {
        from: edges.map((edge) => from[edge] ?? 0),
        to: edges.map((edge) => (to[edge] ?? 0) - accounts.size),
      });
    });
}

/**
 * @param own places of the members among the block's accounts
 * @param edges by the places of their ends among the block's accounts and targets
 */
function networkOf(
  signal: Signal,
  block: Block,
  own: readonly number[],
  { from, to }: { readonly from: readonly number[]; readonly to: readonly number[] },
): FoundNetwork {
  const weight = edgeWeights({
    accounts: block.accounts.length,
    targets: block.targets.length,
    account: Int32Array.from(from),
    target: Int32Array.from(to),
  });
  const place = new Map(own.map((at, index) => [at, index]));
  const [scores, degree] = [new Float64Array(own.length), new Int32Array(own.length)];
  for (const [edge, at] of from.entries()) {
    const index = place.get(at) ?? 0;
    scores[index] = (scores[index] ?? 0) + (weight[edge] ?? 0);
    degree[index] = (degree[index] ?? 0) + 1;
  }
  return {
    method: "lockstep",
    signal,
    members: Int32Array.from(own, (at) => block.accounts[at] ?? 0),
    scores,
    degrees: degree,
    edges: {
      a: Int32Array.from(from, (at) => block.accounts[at] ?? 0),
      b: Int32Array.from(to, (at) => block.targets[at] ?? 0),
      weight,
      objects: new Int32Array(from.length).fill(1),
    },
    density: from.length / (own.length * new Set(to).size),
  };
}
