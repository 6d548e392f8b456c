import type { FigureSpec } from "../lib/view/page-view.js";
import { lineOpacity } from "./node-link.js";
import { namedNodes, nodeLinkLayout, shortName } from "./node-link-layout.js";

type NodeLink = Extract<FigureSpec, { kind: "node-link" }>;

/** Colours as the style sheet has them now, for the reader's theme. */
export interface PaintColours {
  readonly text: string;
  readonly muted: string;
  readonly surface: string;
  readonly accent: string;
  readonly target: string;
}

/**
 * Paints a picture on the canvas that was drawn for it, at twice its size, so that it is sharp on dense screens.
 *
 * @param width pixels that the canvas was drawn at
 * @throws where the browser has no canvas
 */
export function paintNodeLink(
  canvas: HTMLCanvasElement,
  spec: NodeLink,
  width: number,
  colours: PaintColours,
): void {
  const layout = nodeLinkLayout(spec, width);
  const { height, radius } = layout;
  canvas.width = 2 * width;
  canvas.height = 2 * height;
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("this browser paints no canvas");
  pen.scale(2, 2);
  pen.clearRect(0, 0, width, height);
  const { nodes, links } = spec;
  pen.beginPath();
  for (const [from, to] of links) {
    const [a, b] = [nodes[from], nodes[to]];
    if (a === undefined || b === undefined) continue;
    pen.moveTo(layout.x(a), layout.y(a));
    pen.lineTo(layout.x(b), layout.y(b));
  }
  pen.globalAlpha = lineOpacity(links.length);
  pen.lineWidth = 0.8;
  pen.strokeStyle = colours.muted;
  pen.stroke();
  pen.globalAlpha = 1;
  for (const kind of ["fringe", "core", "target"] as const) {
    pen.beginPath();
    for (const node of nodes) {
      if (node.kind !== kind) continue;
      const [x, y] = [layout.x(node), layout.y(node)];
      if (kind === "target") pen.rect(x - radius, y - radius, 2 * radius, 2 * radius);
      else {
        pen.moveTo(x + radius, y);
        pen.arc(x, y, radius, 0, 2 * Math.PI);
      }
    }
    pen.fillStyle = { fringe: colours.surface, core: colours.accent, target: colours.target }[kind];
    pen.fill();
    pen.lineWidth = kind === "fringe" ? 1.2 : 0.4;
    pen.strokeStyle = kind === "fringe" ? colours.accent : colours.surface;
    pen.stroke();
  }
  pen.font = "11px Inter, system-ui, sans-serif";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  for (const node of namedNodes(spec, width)) {
    const [x, y] = [layout.x(node) + radius + 3, layout.y(node)];
    pen.lineWidth = 3;
    pen.strokeStyle = colours.surface;
    pen.strokeText(shortName(node.name), x, y);
    pen.fillStyle = colours.text;
    pen.fillText(shortName(node.name), x, y);
  }
}
