import type { PlotOptions } from "npm:@observablehq/plot";
import { colour } from "./theme.js";
import type { DrawOptions } from "./options.js";

/** What every figure shares: its document, size, type, and colours that follow the theme. */
export function frame({ document, width }: DrawOptions, height: number): PlotOptions {
  return {
    document,
    width,
    height,
    className: "shrike-plot",
    style: {
      background: "none",
      color: colour.muted,
      fontFamily: "inherit",
      fontSize: "12px",
      overflow: "visible",
      maxWidth: "100%",
      height: "auto",
    },
  };
}
