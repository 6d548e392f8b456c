import type { FigureSpec } from "../lib/view/page-view.js";
import { element } from "./dom.js";
import { drawFigure } from "./draw-figure.js";

/** Pixels of the two widths that a figure is drawn at; the style sheet shows one of them. */
const widths = { wide: 680, narrow: 340 } as const;

/**
 * A figure at two widths, so that its type is legible on any screen without a script.
 *
 * @param label what the figure shows, for readers who do not see it
 */
export function drawFigureVariants(
  spec: FigureSpec,
  label: string,
  document: Document,
  interactive: boolean,
): HTMLElement {
  const variants = Object.entries(widths).map(([name, width]) => {
    const figure = drawFigure(spec, { document, width, interactive });
    figure.setAttribute("role", "img");
    figure.setAttribute("aria-label", label);
    return element(document, "div", { class: `figure-${name}` }, figure);
  });
  return element(document, "div", { class: "figure-variants" }, ...variants);
}
