import { seededRandom } from "../statistics/random.js";
import { core, edgesWhere, type Bipartite } from "./bipartite.js";
import { densestBlock, type Block } from "./densest-block.js";

export interface BlockOptions {
  /** Targets that an account of a block acted on, at least, and accounts that acted on a target. */
  readonly perAccount: number;
  readonly perTarget: number;
  /** Accounts that a block has at least. */
  readonly minAccounts: number;
  /** How many times as dense a block is as the densest that chance leaves. */
  readonly aboveChance: number;
  readonly maxBlocks: number;
  readonly seed: number;
}

export interface Blocks {
  /** Densest first. */
  readonly blocks: readonly Block[];
  /** Density of the densest block that chance left when it was last looked at; 0 where too little was left for one. */
  readonly chance: number;
}

/**
 * Blocks of accounts that act on the same targets, found one after the other by taking away the edges of each. Only those count that are
 * denser than chance leaves them: in a graph of the same degrees whose targets were dealt anew among the edges that are left.
 *
 * @param all every edge there is; an account or a target that can be in no block may be called -1, so that chance knows of its edges too
 */
export function lockstepBlocks(all: Bipartite, options: BlockOptions): Blocks {
  const { perAccount, perTarget, minAccounts, maxBlocks } = options;
  const blocks: Block[] = [];
  let rest = core(named(all), perAccount, perTarget);
  if (rest.account.length === 0) return { blocks, chance: 0 };
  let [left, chance] = [all, chanceDensity(all, options)];
  const taken: Block[] = [];
  while (rest.account.length > 0 && blocks.length < maxBlocks) {
    const block = densestBlock(rest);
    // What is found leaves less to chance: it is looked at anew only where that decides.
    if (block.density < options.aboveChance * chance && taken.length > 0) {
      for (const found of taken.splice(0)) left = without(left, found);
      chance = chanceDensity(left, options);
    }
    if (block.density < options.aboveChance * chance) break;
    rest = core(without(rest, block), perAccount, perTarget);
    taken.push(block);
    if (block.accounts.length >= minAccounts) blocks.push(block);
  }
  return { blocks, chance };
}

/** Density of the densest block of a graph of the same degrees. */
function chanceDensity(all: Bipartite, { perAccount, perTarget, seed }: BlockOptions): number {
  const dealt = core(dealTargets(all, seed), perAccount, perTarget);
  return dealt.account.length === 0 ? 0 : densestBlock(dealt).density;
}

/** The edges whose ends both have a number. */
function named(graph: Bipartite): Bipartite {
  return edgesWhere(graph, (account, target) => account >= 0 && target >= 0);
}

/** The graph without the edges inside a block. */
function without(graph: Bipartite, block: Block): Bipartite {
  const [accounts, targets] = [new Uint8Array(graph.accounts), new Uint8Array(graph.targets)];
  for (const number of block.accounts) accounts[number] = 1;
  for (const number of block.targets) targets[number] = 1;
  return edgesWhere(graph, (account, target) => accounts[account] !== 1 || targets[target] !== 1);
}

/** A graph of the same degrees, what was dealt twice to an account counting once. */
function dealTargets(graph: Bipartite, seed: number): Bipartite {
  const random = seededRandom(seed);
  const target = graph.target.slice();
  for (let last = target.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [target[last], target[other]] = [target[other] ?? 0, target[last] ?? 0];
  }
  const dealt = named({ ...graph, target });
  const seen = new Int32Array(graph.targets).fill(-1);
  const first = new Uint8Array(dealt.account.length);
  for (let edge = 0; edge < first.length; edge++) {
    const [who, what] = [dealt.account[edge] ?? 0, dealt.target[edge] ?? 0];
    if (seen[what] === who) continue;
    seen[what] = who;
    first[edge] = 1;
  }
  return edgesWhere(dealt, (_, __, edge) => first[edge] === 1);
}
