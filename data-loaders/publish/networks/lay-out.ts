import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationLinkDatum,
  type SimulationNodeDatum,
} from "d3";
import type { NetworkPicture } from "../../../src/lib/network/detail.js";

type Node = NetworkPicture["nodes"][number];

/** Steps of the simulation: enough for some two hundred nodes to come to rest. */
const steps = 160;

/**
 * Places the nodes of a network so that those bound to one another lie together: a force-directed layout (Fruchterman and Reingold 1991,
 * Software: Practice and Experience 21:1129–1164) from a fixed start, the same every time.
 *
 * @param links by the places of their ends among the nodes
 * @returns places between 0 and 1000 in both directions
 */
export function layOut(
  nodes: readonly Omit<Node, "x" | "y">[],
  links: readonly (readonly [number, number])[],
): Node[] {
  const points: SimulationNodeDatum[] = nodes.map(() => ({}));
  const springs: SimulationLinkDatum<SimulationNodeDatum>[] = links.map(([source, target]) => ({
    source,
    target,
  }));
  forceSimulation(points)
    .force("link", forceLink(springs).distance(40))
    .force("charge", forceManyBody().strength(-60))
    .force("x", forceX(0).strength(0.06))
    .force("y", forceY(0).strength(0.06))
    .force("collide", forceCollide(9))
    .stop()
    .tick(steps);
  const [xs, ys] = [points.map(({ x }) => x ?? 0), points.map(({ y }) => y ?? 0)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const width = Math.max(1, Math.max(...xs) - left, Math.max(...ys) - top);
  const [dx, dy] = [(width - (Math.max(...xs) - left)) / 2, (width - (Math.max(...ys) - top)) / 2];
  return nodes.map((node, at) => ({
    ...node,
    x: Math.round((1000 * ((xs[at] ?? 0) - left + dx)) / width),
    y: Math.round((1000 * ((ys[at] ?? 0) - top + dy)) / width),
  }));
}
