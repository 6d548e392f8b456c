import type { FigureSpec } from "../lib/view/page-view.js";

type NodeLink = Extract<FigureSpec, { kind: "node-link" }>;
type Node = NodeLink["nodes"][number];

/** Nodes beyond which a picture is painted on a canvas: as many elements of a drawing slow a page down. */
const mostDrawn = 2000;

/** Where the nodes of a picture stand, in pixels. */
export interface NodeLinkLayout {
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  readonly x: (node: Pick<Node, "x">) => number;
  readonly y: (node: Pick<Node, "y">) => number;
}

/** A node or a link that a reader points at, by its place in the figure. */
export type Pointed = { readonly node: number } | { readonly link: number };

/** Whether a picture has so many nodes that it is painted, not drawn. */
export function isPainted({ nodes }: NodeLink): boolean {
  return nodes.length > mostDrawn;
}

/** @param width pixels that the picture is drawn at */
export function nodeLinkLayout({ nodes }: NodeLink, width: number): NodeLinkLayout {
  const height = Math.min(width, 560);
  const [left, right, top, bottom] = [10, width < 480 ? 30 : 60, 14, 10];
  const radius = [40, 100, 300, 1000].reduce((size, most) => (nodes.length > most ? size * 0.78 : size), 5);
  return {
    width,
    height,
    radius: Math.round(radius * 10) / 10,
    x: ({ x }) => left + ((x + 10) / 1020) * (width - left - right),
    y: ({ y }) => top + ((y + 10) / 1020) * (height - top - bottom),
  };
}

/** Nodes that are named: those with most links that lie apart from one another, so that their names do not cover each other. */
export function namedNodes({ nodes, links }: NodeLink, width: number): Node[] {
  const [most, distance] = width < 480 ? [5, 200] : [14, 110];
  const degree = new Int32Array(nodes.length);
  for (const [from, to] of links) {
    degree[from] = (degree[from] ?? 0) + 1;
    degree[to] = (degree[to] ?? 0) + 1;
  }
  const order = [...nodes.keys()].sort((a, b) => (degree[b] ?? 0) - (degree[a] ?? 0) || a - b);
  const chosen: Node[] = [];
  for (const at of order) {
    const node = nodes[at];
    if (node === undefined || chosen.length === most) break;
    if (
      chosen.every(({ x, y }) => Math.abs(x - node.x) > distance * 1.6 || Math.abs(y - node.y) > distance / 3)
    )
      chosen.push(node);
  }
  return chosen;
}

/** A name without the scheme that all addresses begin with, short enough to stand beside others. */
export function shortName(name: string): string {
  const bare = name.replace(/^hxxps?:\/\//, "");
  return bare.length > 18 ? `${bare.slice(0, 17)}…` : bare;
}

/**
 * What lies at a place of a picture: the nearest node within reach, else the nearest link.
 *
 * @param x, y pixels, as the picture was drawn
 */
export function pointedAt(spec: NodeLink, width: number, x: number, y: number): Pointed | null {
  const layout = nodeLinkLayout(spec, width);
  const places = spec.nodes.map((node) => [layout.x(node), layout.y(node)] as const);
  const node = nearest(places, layout.radius + 5, ([nx, ny]) => Math.hypot(nx - x, ny - y));
  if (node !== null) return { node };
  const link = nearest(spec.links, 5, ([from, to]) => {
    const [[x1, y1], [x2, y2]] = [places[from] ?? [0, 0], places[to] ?? [0, 0]];
    const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
    const along =
      length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length));
    return Math.hypot(x1 + along * (x2 - x1) - x, y1 + along * (y2 - y1) - y);
  });
  return link === null ? null : { link };
}

/** Place of the nearest of some things, none farther than `reach`; the first of those equally near. */
function nearest<Thing>(
  things: readonly Thing[],
  reach: number,
  distance: (thing: Thing) => number,
): number | null {
  let [best, closest] = [-1, reach];
  for (const [at, thing] of things.entries()) {
    const away = distance(thing);
    if (away < closest || (best < 0 && away <= closest)) [best, closest] = [at, away];
  }
  return best < 0 ? null : best;
}
