import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { components } from "../../../src/lib/network/union-find.js";

/** Components by walking from each node. */
function walked(nodes: number, edges: readonly (readonly [number, number])[]): number[] {
  const component = Array.from({ length: nodes }, () => -1);
  for (let start = 0; start < nodes; start++) {
    if (component[start] !== -1) continue;
    const open = [start];
    for (const node of open) {
      if (component[node] !== -1) continue;
      component[node] = start;
      for (const [a, b] of edges) {
        if (a === node) open.push(b);
        if (b === node) open.push(a);
      }
    }
  }
  return component;
}

describe("components", () => {
  test("are what walking along the edges reaches", () => {
    const graph = fc
      .integer({ min: 1, max: 30 })
      .chain((nodes) =>
        fc.tuple(
          fc.constant(nodes),
          fc.array(fc.tuple(fc.nat(nodes - 1), fc.nat(nodes - 1)), { maxLength: 40 }),
        ),
      );
    fc.assert(
      fc.property(graph, ([nodes, edges]) => {
        const found = components(
          nodes,
          edges.map(([a]) => a),
          edges.map(([, b]) => b),
        );
        expect([...found]).toEqual(walked(nodes, edges));
      }),
    );
  });

  test("of no node are none, and a node without an edge is one of its own", () => {
    expect([...components(0, [], [])]).toEqual([]);
    expect([...components(3, [0], [2])]).toEqual([0, 1, 0]);
  });

  test("of a chain of a hundred thousand nodes are one", () => {
    const nodes = 100_000;
    const from = Int32Array.from({ length: nodes - 1 }, (_, i) => i + 1);
    const to = Int32Array.from({ length: nodes - 1 }, (_, i) => i);
    expect(new Set(components(nodes, from, to))).toEqual(new Set([0]));
  });
});
