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

/** Steps of the simulation that bring some two hundred nodes to rest; thousands get fewer, which show their shape all the same. */
const [steps, fewestSteps] = [160, 60];
/** Nodes up to which no two dots may touch. */
const keptApart = 1000;

/**
 * Places the nodes of a network so that those bound to one another lie together: a force-directed layout (Fruchterman and Reingold 1991,
 * Software: Practice and Experience 21:1129–1164), with far nodes taken together (Barnes and Hut 1986, Nature 324:446–449), from a fixed start,
 * the same every time.
 *
 * @param links by the places of their ends among the nodes
 * @returns whole numbers between 0 and 1000 in both directions
 */
export function layOut(
  nodes: number,
  links: readonly (readonly [number, number])[],
): { readonly x: number[]; readonly y: number[] } {
  const points: SimulationNodeDatum[] = Array.from({ length: nodes }, () => ({}));
  const springs: SimulationLinkDatum<SimulationNodeDatum>[] = links.map(([source, target]) => ({
    source,
    target,
  }));
  const ticks = Math.round(Math.max(fewestSteps, Math.min(steps, (steps * 400) / Math.max(1, nodes))));
  const simulation = forceSimulation(points)
    .alphaDecay(1 - 0.02 ** (1 / ticks))
    .force("link", forceLink(springs).distance(40))
    .force("charge", forceManyBody().strength(-60))
    .force("x", forceX(0).strength(0.06))
    .force("y", forceY(0).strength(0.06));
  if (nodes <= keptApart) simulation.force("collide", forceCollide(9));
  simulation.stop().tick(ticks);
  const [xs, ys] = [points.map(({ x }) => x ?? 0), points.map(({ y }) => y ?? 0)];
  const [left, top] = [least(xs), least(ys)];
  const [wide, high] = [-least(xs.map((x) => -x)) - left, -least(ys.map((y) => -y)) - top];
  const width = Math.max(1, wide, high);
  const [dx, dy] = [(width - wide) / 2, (width - high) / 2];
  return {
    x: xs.map((x) => Math.round((1000 * (x - left + dx)) / width)),
    y: ys.map((y) => Math.round((1000 * (y - top + dy)) / width)),
  };
}

function least(values: readonly number[]): number {
  return values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
}
