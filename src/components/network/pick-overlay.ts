import { nodeLinkLayout } from "../../charts/node-link-layout.js";
import type { FigureSpec } from "../../lib/view/page-view.js";

type NodeLink = Extract<FigureSpec, { kind: "node-link" }>;

const svgNamespace = "http://www.w3.org/2000/svg";

/** Rings two nodes of every size of a picture, and joins them; what was ringed before is so no longer. */
export function ringNodes(card: Element, spec: NodeLink, places: readonly number[]): void {
  for (const figure of figuresOf(card)) {
    const width = drawnWidth(figure);
    const layout = nodeLinkLayout(spec, width);
    const ends = places.flatMap((place) => {
      const node = spec.nodes[place];
      return node === undefined ? [] : [{ x: layout.x(node), y: layout.y(node) }];
    });
    const [a, b] = ends;
    overlay(figure, width, layout.height, [
      ...(a === undefined || b === undefined
        ? []
        : [shape("path", { d: `M${a.x},${a.y}L${b.x},${b.y}`, class: "picked-line" })]),
      ...ends.map(({ x, y }) =>
        shape("circle", { cx: String(x), cy: String(y), r: String(layout.radius + 4), class: "picked-ring" }),
      ),
    ]);
  }
}

/** Frames the two cells of a matrix in which rows and columns meet; -1 frames none. */
export function frameCells(card: Element, one: number, other: number): void {
  for (const figure of figuresOf(card)) {
    const [, , width = 0, height = 0] = (figure.getAttribute("viewBox") ?? "").split(/[\s,]+/).map(Number);
    const { columns, rows, size } = gridOf(figure);
    const cells = [
      [one, other],
      [other, one],
    ].flatMap(([row = -1, column = -1]) => {
      const [x, y] = [columns[column], rows[row]];
      return x === undefined || y === undefined
        ? []
        : [
            shape("rect", {
              x: String(x),
              y: String(y),
              width: String(size.width),
              height: String(size.height),
              class: "picked-ring",
            }),
          ];
    });
    overlay(figure, width, height, cells);
  }
}

/** Row and column of a matrix's cell that lies under a pointer; null beside the cells. */
export function cellAt(figure: Element, event: MouseEvent): readonly [row: number, column: number] | null {
  const { left, top, width, height } = figure.getBoundingClientRect();
  const [, , wide = 0, high = 0] = (figure.getAttribute("viewBox") ?? "").split(/[\s,]+/).map(Number);
  const [x, y] = [((event.clientX - left) * wide) / width, ((event.clientY - top) * high) / height];
  const { columns, rows, size } = gridOf(figure);
  const column = columns.findIndex((from) => x >= from && x < from + size.width);
  const row = rows.findIndex((from) => y >= from && y < from + size.height);
  return row < 0 || column < 0 || row === column ? null : [row, column];
}

/** Pixels of a figure's own width, whatever it is shown at. */
export function drawnWidth(figure: Element): number {
  return Number(figure.getAttribute("data-width") ?? figure.getAttribute("viewBox")?.split(/[\s,]+/)[2]);
}

/** The figure of a card, at each size that it was drawn in. */
export function figuresOf(card: Element): Element[] {
  return [...card.querySelectorAll(".figure-variants > div > :is(svg, canvas):not(.picked)")];
}

/** Where the cells of a drawn matrix begin: every column has a cell but that of its own row. */
function gridOf(figure: Element): {
  readonly columns: readonly number[];
  readonly rows: readonly number[];
  readonly size: { readonly width: number; readonly height: number };
} {
  const cells = [...figure.querySelectorAll("rect")].map((cell) =>
    ["x", "y", "width", "height"].map((name) => Number(cell.getAttribute(name))),
  );
  const starts = (at: number): number[] => {
    const found: number[] = [];
    for (const value of cells.map((cell) => cell[at] ?? 0).sort((a, b) => a - b))
      if (value - (found.at(-1) ?? Number.NEGATIVE_INFINITY) > 2) found.push(value);
    return found;
  };
  return {
    columns: starts(0),
    rows: starts(1),
    size: { width: cells[0]?.[2] ?? 0, height: cells[0]?.[3] ?? 0 },
  };
}

function overlay(figure: Element, width: number, height: number, parts: readonly SVGElement[]): void {
  const holder = figure.parentElement;
  holder?.querySelector(".picked")?.remove();
  if (parts.length === 0) return;
  const svg = shape("svg", { class: "picked", viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });
  svg.append(...parts);
  holder?.append(svg);
}

function shape(tag: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const made = document.createElementNS(svgNamespace, tag) as SVGElement;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
