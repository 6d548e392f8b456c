import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Bipartite } from "../../../src/lib/network/bipartite.js";
import { lockstepBlocks } from "../../../src/lib/network/blocks.js";
import { densestBlock, edgeWeights } from "../../../src/lib/network/densest-block.js";
import { MinTree } from "../../../src/lib/network/min-tree.js";
import { seededRandom } from "../../../src/lib/statistics/random.js";

function graphOf(edges: readonly (readonly [number, number])[]): Bipartite {
  const distinct = [...new Set(edges.map(([a, t]) => a * 1_000_000 + t))].sort((a, b) => a - b);
  const account = Int32Array.from(distinct, (edge) => Math.floor(edge / 1_000_000));
  const target = Int32Array.from(distinct, (edge) => edge % 1_000_000);
  return {
    accounts: Math.max(-1, ...account) + 1,
    targets: Math.max(-1, ...target) + 1,
    account,
    target,
  };
}

/** Peeling as the paper tells it: every step looks at every node anew. */
function peeledSlowly(graph: Bipartite): number {
  const weights = edgeWeights(graph);
  const ordered = (ends: Int32Array): number[] => [...new Set(ends)].sort((a, b) => a - b);
  const nodes = new Set([
    ...ordered(graph.account).map((a) => `a${a}`),
    ...ordered(graph.target).map((t) => `t${t}`),
  ]);
  const inside = (edge: number): boolean =>
    nodes.has(`a${graph.account[edge]}`) && nodes.has(`t${graph.target[edge]}`);
  const total = (): number =>
    [...weights].reduce((sum, weight, edge) => sum + (inside(edge) ? weight : 0), 0);
  let best = 0;
  while (nodes.size > 0) {
    best = Math.max(best, total() / nodes.size);
    let [least, leastWeight] = ["", Number.POSITIVE_INFINITY];
    for (const node of nodes) {
      const weight = [...weights].reduce(
        (sum, value, edge) =>
          sum +
          (inside(edge) && (`a${graph.account[edge]}` === node || `t${graph.target[edge]}` === node)
            ? value
            : 0),
        0,
      );
      if (weight < leastWeight) [least, leastWeight] = [node, weight];
    }
    nodes.delete(least);
  }
  return best;
}

/** The greatest density of any subset of the nodes. */
function densest(graph: Bipartite): number {
  const weights = edgeWeights(graph);
  const nodes = [...new Set(graph.account)]
    .map((a) => a)
    .concat([...new Set(graph.target)].map((t) => 100 + t));
  let best = 0;
  for (let subset = 1; subset < 2 ** nodes.length; subset++) {
    const chosen = new Set(nodes.filter((_, bit) => (subset >> bit) & 1));
    let sum = 0;
    for (const [edge, weight] of weights.entries())
      if (chosen.has(graph.account[edge]!) && chosen.has(100 + graph.target[edge]!)) sum += weight;
    best = Math.max(best, sum / chosen.size);
  }
  return best;
}

const small = (most: number, edges: number) =>
  fc.array(fc.tuple(fc.nat(most), fc.nat(most)), { minLength: 1, maxLength: edges }).map(graphOf);

describe("densestBlock", () => {
  test("finds the density that slow peeling finds, and its block has it", () => {
    fc.assert(
      fc.property(small(8, 30), (graph) => {
        const block = densestBlock(graph);
        expect(block.density).toBeCloseTo(peeledSlowly(graph), 9);
        const weights = edgeWeights(graph);
        const [accounts, targets] = [new Set(block.accounts), new Set(block.targets)];
        const weight = [...weights].reduce(
          (sum, value, edge) =>
            sum + (accounts.has(graph.account[edge]!) && targets.has(graph.target[edge]!) ? value : 0),
          0,
        );
        expect(weight / (accounts.size + targets.size)).toBeCloseTo(block.density, 9);
      }),
    );
  });

  test("is at least half as dense as the densest of all subsets", () => {
    fc.assert(
      fc.property(small(4, 14), (graph) => {
        expect(densestBlock(graph).density).toBeGreaterThanOrEqual(densest(graph) / 2 - 1e-9);
      }),
      { numRuns: 40 },
    );
  });

  test("has none in a graph without edges", () => {
    expect(densestBlock(graphOf([]))).toEqual({
      accounts: new Int32Array(0),
      targets: new Int32Array(0),
      density: 0,
    });
  });
});

describe("lockstepBlocks", () => {
  const options = { perAccount: 3, perTarget: 4, minAccounts: 5, aboveChance: 1.25, maxBlocks: 20, seed: 1 };

  test.each([11, 12, 13])(
    "finds planted blocks that hide among popular targets, with precision 1.00 and recall .96 or more: seed %i",
    (seed) => {
      const random = seededRandom(seed);
      const below = (bound: number): number => Math.floor(random() * bound);
      const popular = (): number => Math.floor(3000 * random() ** 2.5);
      const edges: [number, number][] = [];
      for (let account = 0; account < 5000; account++)
        for (let act = below(12); act > 0; act--) edges.push([account, popular()]);
      const planted = new Set<number>();
      let [account, target] = [5000, 3000];
      for (const [accounts, targets] of [
        [60, 40],
        [30, 25],
        [100, 60],
      ] as const) {
        for (let member = 0; member < accounts; member++, account++) {
          planted.add(account);
          for (let offset = 0; offset < targets; offset++)
            if (random() < 0.5) edges.push([account, target + offset]);
          // Camouflage: as many acts on what everyone acts on.
          for (let act = 0; act < targets / 2; act++) edges.push([account, popular()]);
        }
        target += targets;
      }
      const { blocks } = lockstepBlocks(graphOf(edges), options);
      const found = new Set(blocks.flatMap(({ accounts }) => [...accounts]));
      const right = [...found].filter((one) => planted.has(one)).length;
      process.stdout.write(
        `planted blocks, seed ${seed}: precision ${(right / found.size).toFixed(3)}, recall ${(right / planted.size).toFixed(3)}, ${blocks.length} blocks of 3\n`,
      );
      expect(right / found.size).toBe(1);
      expect(right / planted.size).toBeGreaterThanOrEqual(0.96);
    },
  );

  test("finds none where everyone acts by chance", () => {
    const random = seededRandom(3);
    const edges = Array.from({ length: 30_000 }, (): [number, number] => [
      Math.floor(random() * 3000),
      Math.floor(1000 * random() ** 2),
    ]);
    expect(lockstepBlocks(graphOf(edges), options).blocks).toEqual([]);
  });

  test("takes less for chance where it is told of acts on what nobody else acts on", () => {
    const edges: [number, number][] = [];
    for (let account = 0; account < 10; account++)
      for (let target = 0; target < 6; target++) edges.push([account, target]);
    const graph = graphOf(edges);
    const unaware = lockstepBlocks(graph, { ...options, maxBlocks: 1 });
    const alone = new Int32Array(2000).fill(-1);
    const more = {
      ...graph,
      account: Int32Array.of(...graph.account, ...alone),
      target: Int32Array.of(...graph.target, ...alone),
    };
    const aware = lockstepBlocks(more, { ...options, maxBlocks: 1 });
    expect(unaware.chance).toBeGreaterThan(0.8);
    expect(aware.chance).toBe(0);
    expect(aware.blocks.map(({ accounts }) => accounts.length)).toEqual([10]);
  });
});

describe("MinTree", () => {
  test("has the least value first, and the lower index of equal ones, however values change", () => {
    const changes = fc.array(fc.tuple(fc.nat(12), fc.integer({ min: -5, max: 5 })));
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 13 }),
        changes,
        (values, list) => {
          const tree = new MinTree(Float64Array.from(values));
          const plain = [...values];
          for (const [index, value] of list) {
            if (index >= plain.length) continue;
            plain[index] = value;
            tree.set(index, value);
            expect(tree.least()).toBe(plain.indexOf(Math.min(...plain)));
          }
          expect(tree.least()).toBe(plain.indexOf(Math.min(...plain)));
        },
      ),
    );
  });
});
