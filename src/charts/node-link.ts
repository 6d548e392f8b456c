import * as Plot from "npm:@observablehq/plot";
import type { FigureSpec } from "../lib/view/page-view.js";
import { frame } from "./frame.js";
import { isNarrow, type DrawOptions } from "./options.js";
import { categoryColour, colour } from "./theme.js";

type NodeLink = Extract<FigureSpec, { kind: "node-link" }>;

const fills = { core: colour.accent, fringe: colour.surface, target: categoryColour(1) } as const;

/** Who is bound to whom: dots at places laid out before, lines between them; the members bound most and the targets named where there is room. */
export function drawNodeLink({ nodes, links }: NodeLink, options: DrawOptions): Element {
  const narrow = isNarrow(options);
  const height = Math.min(options.width, 560);
  const lines = links.flatMap(([from, to]) => {
    const [a, b] = [nodes[from], nodes[to]];
    return a === undefined || b === undefined ? [] : [{ x1: a.x, y1: a.y, x2: b.x, y2: b.y }];
  });
  const degree = new Map<number, number>();
  for (const end of links.flat()) degree.set(end, (degree.get(end) ?? 0) + 1);
  const points = nodes.map((node, at) => ({ ...node, degree: degree.get(at) ?? 0 }));
  const named = apart(
    points.toSorted((a, b) => b.degree - a.degree),
    narrow ? 5 : 14,
    narrow ? 200 : 110,
  );
  const radius = nodes.length > 100 ? 3.2 : nodes.length > 40 ? 4 : 5;
  return Plot.plot({
    ...frame(options, height),
    marginLeft: 10,
    marginRight: narrow ? 30 : 60,
    marginTop: 14,
    marginBottom: 10,
    x: { axis: null, domain: [-10, 1010] },
    y: { axis: null, domain: [1010, -10] },
    opacity: { type: "identity" },
    symbol: { type: "identity" },
    marks: [
      Plot.link(lines, {
        x1: "x1",
        y1: "y1",
        x2: "x2",
        y2: "y2",
        stroke: colour.muted,
        strokeOpacity: links.length > 400 ? 0.16 : 0.3,
        strokeWidth: 0.8,
      }),
      ...(["fringe", "core", "target"] as const).map((kind) =>
        Plot.dot(
          points.filter((point) => point.kind === kind),
          {
            x: "x",
            y: "y",
            r: radius,
            symbol: kind === "target" ? "square" : "circle",
            fill: fills[kind],
            stroke: kind === "fringe" ? colour.accent : colour.surface,
            strokeWidth: kind === "fringe" ? 1.4 : 0.7,
          },
        ),
      ),
      Plot.text(named, {
        x: "x",
        y: "y",
        text: ({ name }: { name: string }) => shortened(name),
        textAnchor: "start",
        dx: radius + 3,
        fill: colour.text,
        stroke: colour.surface,
        strokeWidth: 3,
        fontSize: 11,
      }),
    ],
  });
}

/** A name without the scheme that all addresses begin with, short enough to stand beside others. */
function shortened(name: string): string {
  const bare = name.replace(/^hxxps?:\/\//, "");
  return bare.length > 18 ? `${bare.slice(0, 17)}…` : bare;
}

/** The first nodes of a list that lie apart from one another, so that their names do not cover each other. */
function apart<Node extends { readonly x: number; readonly y: number }>(
  nodes: readonly Node[],
  most: number,
  distance: number,
): Node[] {
  const chosen: Node[] = [];
  for (const node of nodes) {
    if (chosen.length === most) break;
    if (
      chosen.every(({ x, y }) => Math.abs(x - node.x) > distance * 1.6 || Math.abs(y - node.y) > distance / 3)
    )
      chosen.push(node);
  }
  return chosen;
}
