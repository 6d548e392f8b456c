import { JSDOM } from "jsdom";
import { describe, expect, test } from "vitest";
import { drawFigureVariants } from "../../src/charts/draw-figure-variants.js";
import { nodeLinkLayout, pointedAt } from "../../src/charts/node-link-layout.js";
import type { FigureSpec } from "../../src/lib/view/page-view.js";

type NodeLink = Extract<FigureSpec, { kind: "node-link" }>;

const { document } = new JSDOM("").window;

function pictureOf(nodes: number): NodeLink {
  return {
    kind: "node-link",
    nodes: Array.from({ length: nodes }, (_, at) => ({
      name: `a${at}`,
      x: (at * 37) % 1001,
      y: (at * 91) % 1001,
      kind: at % 3 === 0 ? "core" : "fringe",
    })),
    links: Array.from({ length: 2 * nodes }, (_, at): [number, number] => [at % nodes, (at * 7 + 1) % nodes]),
  };
}

describe("a picture of a network", () => {
  test("is drawn up to 2,000 nodes, and painted beyond: either is one image with a name", () => {
    for (const [nodes, tag] of [
      [2000, "svg"],
      [2001, "canvas"],
    ] as const) {
      const figures = drawFigureVariants(pictureOf(nodes), "Who shares with whom", 6, document, false);
      const images = [...figures.querySelectorAll('[role="img"]')];
      expect(images.map(({ localName }) => localName)).toEqual([tag, tag]);
      for (const image of images) expect(image.getAttribute("aria-label")).toBe("Who shares with whom");
    }
  });

  test("of 2,000 nodes is a few elements, not thousands, and weighs under 250 kB at both sizes", () => {
    const figures = drawFigureVariants(pictureOf(2000), "x", 6, document, false);
    expect(figures.querySelectorAll("*").length).toBeLessThan(60);
    expect(figures.outerHTML.length).toBeLessThan(250_000);
  });

  test("knows which node or line lies under a pointer, and that none does", () => {
    const spec: NodeLink = {
      kind: "node-link",
      nodes: [
        { name: "a", x: 100, y: 100, kind: "core" },
        { name: "b", x: 900, y: 100, kind: "core" },
        { name: "t", x: 500, y: 900, kind: "target" },
      ],
      links: [
        [0, 1],
        [0, 2],
      ],
    };
    const at = (x: number, y: number): ReturnType<typeof pointedAt> => {
      const layout = nodeLinkLayout(spec, 520);
      return pointedAt(spec, 520, layout.x({ x }), layout.y({ y }));
    };
    expect(at(100, 100)).toEqual({ node: 0 });
    expect(at(498, 902)).toEqual({ node: 2 });
    expect(at(500, 102)).toEqual({ link: 0 });
    expect(at(300, 500)).toEqual({ link: 1 });
    expect(at(800, 800)).toBeNull();
  });
});
