import type { CardSpec, FigureSpec } from "../lib/view/page-view.js";
import { element } from "./dom.js";
import { describe, slim } from "./finish-figure.js";
import { drawFigure } from "./draw-figure.js";

interface Variant {
  /** Pixels that it is drawn at. */
  readonly width: number;
  /** Sizes of the card that it is shown at: small below 480 pixels, large from 800 on. */
  readonly sizes: string;
}

/** A card of few columns is never large, whatever the screen. */
const variants: Readonly<Record<CardSpec["width"], readonly Variant[]>> = {
  4: [{ width: 340, sizes: "figure-small figure-medium figure-large" }],
  6: [
    { width: 340, sizes: "figure-small" },
    { width: 520, sizes: "figure-medium figure-large" },
  ],
  8: [
    { width: 340, sizes: "figure-small" },
    { width: 680, sizes: "figure-medium figure-large" },
  ],
  12: [
    { width: 340, sizes: "figure-small" },
    { width: 620, sizes: "figure-medium" },
    { width: 1040, sizes: "figure-large" },
  ],
};

/**
 * A figure at each width that its card can have, so that its type is legible on any screen without a script; the style
 * sheet shows one of them.
 *
 * @param label what the figure shows, for readers who do not see it
 */
export function drawFigureVariants(
  spec: FigureSpec,
  label: string,
  cardWidth: CardSpec["width"],
  document: Document,
  interactive: boolean,
): HTMLElement {
  const drawn = variants[cardWidth].map(({ width, sizes }) => {
    const figure = drawFigure(spec, { document, width, interactive });
    describe(figure, label);
    slim(figure);
    return element(document, "div", { class: sizes }, figure);
  });
  return element(document, "div", { class: "figure-variants" }, ...drawn);
}
