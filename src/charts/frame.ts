import type { PlotOptions } from "npm:@observablehq/plot";
import type { DrawOptions } from "./options.js";

/** What every figure shares: its document, its size, and the class by which the style sheet gives it type and colours. */
export function frame({ document, width }: DrawOptions, height: number): PlotOptions {
  return {
    document,
    width,
    height,
    className: "shrike-plot",
  };
}
