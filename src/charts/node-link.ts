import type { FigureSpec } from "../lib/view/page-view.js";
import { isPainted, namedNodes, nodeLinkLayout, shortName } from "./node-link-layout.js";
import type { DrawOptions } from "./options.js";
import { categoryColour, colour } from "./theme.js";

type NodeLink = Extract<FigureSpec, { kind: "node-link" }>;

/** Nodes up to which places are told to a tenth of a pixel. */
const finePlaces = 300;

const svgNamespace = "http://www.w3.org/2000/svg";

/**
 * Who is bound to whom: dots at places laid out before, lines between them; the nodes bound most are named where there is room. A picture of
 * more than 2,000 nodes is a canvas, empty until `paintNodeLink` paints it.
 */
export function drawNodeLink(spec: NodeLink, options: DrawOptions): Element {
  return isPainted(spec) ? canvasOf(spec, options) : svgOf(spec, options);
}

function canvasOf(spec: NodeLink, { document, width }: DrawOptions): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.className = "node-link";
  canvas.setAttribute("data-width", String(width));
  canvas.setAttribute("width", String(width));
  canvas.setAttribute("height", String(nodeLinkLayout(spec, width).height));
  return canvas;
}

/** All dots of a kind are one path, and all lines: a page carries thousands of them as text. */
function svgOf(spec: NodeLink, { document, width }: DrawOptions): SVGElement {
  const { nodes, links } = spec;
  const layout = nodeLinkLayout(spec, width);
  const { height, radius } = layout;
  const exact = nodes.length > finePlaces ? Math.round : tenth;
  const at = (place: number): string => {
    const node = nodes[place] ?? { x: 0, y: 0 };
    return `${exact(layout.x(node))},${exact(layout.y(node))}`;
  };
  const dots = (kind: NodeLink["nodes"][number]["kind"]): string =>
    nodes.flatMap((node, place) => (node.kind === kind ? [`M${at(place)}h0`] : [])).join("");
  const svg = shape(document, "svg", {
    class: "shrike-plot node-link",
    width: String(width),
    height: String(height),
    viewBox: `0 0 ${width} ${height}`,
    fill: "none",
    "font-size": "11",
  });
  const round = (d: string, stroke: string, size: number, cap = "round"): SVGElement | null =>
    d === ""
      ? null
      : shape(document, "path", { d, stroke, "stroke-width": String(tenth(size)), "stroke-linecap": cap });
  const [fringe, core, target] = [dots("fringe"), dots("core"), dots("target")];
  const lines = links.map(([from, to]) => `M${at(from)}L${at(to)}`).join("");
  const parts = [
    lines === ""
      ? null
      : shape(document, "path", {
          d: lines,
          stroke: colour.muted,
          "stroke-opacity": String(lineOpacity(links.length)),
          "stroke-width": "0.8",
        }),
    round(fringe, colour.accent, 2 * radius),
    round(fringe, colour.surface, 2 * radius - 2.4),
    round(core, colour.surface, 2 * radius + 1.4),
    round(core, colour.accent, 2 * radius),
    round(target, colour.surface, 1.8 * radius + 1.4, "square"),
    round(target, categoryColour(1), 1.8 * radius, "square"),
    ...namedNodes(spec, width).map((node) => {
      const text = shape(document, "text", {
        x: String(tenth(layout.x(node) + radius + 3)),
        y: String(tenth(layout.y(node))),
        dy: "0.32em",
        fill: colour.text,
        stroke: colour.surface,
        "stroke-width": "3",
        "stroke-linejoin": "round",
        "paint-order": "stroke",
      });
      text.textContent = shortName(node.name);
      return text;
    }),
  ];
  svg.append(...parts.filter((part) => part !== null));
  return svg;
}

/** Lines are fainter where there are many. */
export function lineOpacity(links: number): number {
  return links > 3000 ? 0.1 : links > 400 ? 0.16 : 0.3;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

function shape(document: Document, tag: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const made = document.createElementNS(svgNamespace, tag) as SVGElement;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
