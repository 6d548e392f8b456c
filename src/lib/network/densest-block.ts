import { degrees, type Bipartite } from "./bipartite.js";
import { MinTree } from "./min-tree.js";

/** Accounts that act on the same targets more densely than any others. */
export interface Block {
  readonly accounts: Int32Array;
  readonly targets: Int32Array;
  /** Weight of its edges ÷ its accounts and targets together. */
  readonly density: number;
}

/** Takes the place of the degree's logarithm's argument where a target has few accounts, as in the paper. */
export const weightOffset = 5;

/**
 * The densest block of a graph by greedy peeling: FRAUDAR (Hooi, Song, Beutel, Shah, Shin and Faloutsos 2016, KDD, 895–904). An edge weighs
 * 1/ln(c + degree of its target), so that accounts cannot hide by acting on what is popular; the account or target with the least weight is
 * taken away until nothing is left, and the block is what was there when weight ÷ nodes was greatest: at least half of the best possible.
 */
export function densestBlock(graph: Bipartite): Block {
  const { account, target } = graph;
  const [left, right] = [compact(account, graph.accounts), compact(target, graph.targets)];
  const nodes = left.names.length + right.names.length;
  const weights = edgeWeights(graph);
  const { start, edges } = incidence(left, right, account, target);
  const weight = new Float64Array(nodes);
  let total = 0;
  for (let edge = 0; edge < account.length; edge++) {
    const [a, t] = ends(edge);
    weight[a] = (weight[a] ?? 0) + (weights[edge] ?? 0);
    weight[t] = (weight[t] ?? 0) + (weights[edge] ?? 0);
    total += weights[edge] ?? 0;
  }
  const tree = new MinTree(weight);
  const taken = new Int32Array(nodes);
  const gone = new Uint8Array(nodes);
  let [best, bestAt] = [nodes === 0 ? 0 : total / nodes, 0];
  for (let step = 0; step < nodes; step++) {
    const node = tree.least();
    taken[step] = node;
    total -= tree.value(node);
    for (let at = start[node] ?? 0; at < (start[node + 1] ?? 0); at++) {
      const edge = edges[at] ?? 0;
      const [a, t] = ends(edge);
      const other = a === node ? t : a;
      if (gone[other] === 1) continue;
      tree.set(other, tree.value(other) - (weights[edge] ?? 0));
    }
    gone[node] = 1;
    tree.set(node, Number.POSITIVE_INFINITY);
    const rest = nodes - step - 1;
    if (rest > 0 && total / rest > best + 1e-12) [best, bestAt] = [total / rest, step + 1];
  }
  const inside = taken.slice(bestAt).sort();
  return {
    accounts: inside.filter((node) => node < left.names.length).map((node) => left.names[node] ?? 0),
    targets: inside
      .filter((node) => node >= left.names.length)
      .map((node) => right.names[node - left.names.length] ?? 0),
    density: best,
  };

  function ends(edge: number): [number, number] {
    return [left.place[account[edge] ?? 0] ?? 0, left.names.length + (right.place[target[edge] ?? 0] ?? 0)];
  }
}

/** Weight of each edge by its target's degree, in whole parts of 2^20, so that sums are exact in whatever order. */
export function edgeWeights({ targets, target }: Bipartite): Float64Array {
  const degree = degrees(target, targets);
  const byDegree = new Map<number, number>();
  const weights = new Float64Array(target.length);
  for (let edge = 0; edge < target.length; edge++) {
    const count = degree[target[edge] ?? 0] ?? 0;
    let weight = byDegree.get(count);
    if (weight === undefined) {
      weight = Math.round(2 ** 20 / Math.log(weightOffset + count)) / 2 ** 20;
      byDegree.set(count, weight);
    }
    weights[edge] = weight;
  }
  return weights;
}

interface Compact {
  /** The numbers that occur, in order. */
  readonly names: Int32Array;
  /** Place of each number among them; -1 for one that does not occur. */
  readonly place: Int32Array;
}

function compact(ends: Int32Array, count: number): Compact {
  const place = new Int32Array(count).fill(-1);
  let found = 0;
  for (const end of ends) {
    if (place[end] === 0) continue;
    place[end] = 0;
    found++;
  }
  const names = new Int32Array(found);
  let next = 0;
  for (let number = 0; number < count; number++) {
    if (place[number] !== 0) continue;
    names[next] = number;
    place[number] = next++;
  }
  return { names, place };
}

/** Edges of each node, one after the other. */
function incidence(
  left: Compact,
  right: Compact,
  account: Int32Array,
  target: Int32Array,
): { start: Int32Array; edges: Int32Array } {
  const nodes = left.names.length + right.names.length;
  const start = new Int32Array(nodes + 1);
  const nodeOf = (edge: number): [number, number] => [
    left.place[account[edge] ?? 0] ?? 0,
    left.names.length + (right.place[target[edge] ?? 0] ?? 0),
  ];
  for (let edge = 0; edge < account.length; edge++)
    for (const node of nodeOf(edge)) start[node + 1] = (start[node + 1] ?? 0) + 1;
  for (let node = 0; node < nodes; node++) start[node + 1] = (start[node + 1] ?? 0) + (start[node] ?? 0);
  const filled = start.slice();
  const edges = new Int32Array(2 * account.length);
  for (let edge = 0; edge < account.length; edge++)
    for (const node of nodeOf(edge)) {
      const at = filled[node] ?? 0;
      edges[at] = edge;
      filled[node] = at + 1;
    }
  return { start, edges };
}
