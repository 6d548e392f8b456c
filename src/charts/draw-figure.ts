import type { FigureSpec } from "../lib/view/page-view.js";
import { drawCalibration } from "./calibration.js";
import { drawCumulativeIncidence } from "./cumulative-incidence.js";
import { drawDotIntervals } from "./dot-intervals.js";
import { drawHeatCalendar } from "./heat-calendar.js";
import { drawMatrix } from "./matrix.js";
import { drawNodeLink } from "./node-link.js";
import type { DrawOptions } from "./options.js";
import { drawRankedBars } from "./ranked-bars.js";
import { drawRaster } from "./raster.js";
import { drawRestatement } from "./restatement.js";
import { drawSmallMultiples } from "./small-multiples.js";
import { drawTimeSeries } from "./time-series.js";

/** Draws a figure of any kind. Equal specs and widths give equal elements. */
export function drawFigure(spec: FigureSpec, options: DrawOptions): Element {
  switch (spec.kind) {
    case "time-series":
      return drawTimeSeries(spec, options);
    case "small-multiples":
      return drawSmallMultiples(spec, options);
    case "ranked-bars":
      return drawRankedBars(spec, options);
    case "dot-intervals":
      return drawDotIntervals(spec, options);
    case "node-link":
      return drawNodeLink(spec, options);
    case "raster":
      return drawRaster(spec, options);
    case "matrix":
      return drawMatrix(spec, options);
    case "calibration":
      return drawCalibration(spec, options);
    case "heat-calendar":
      return drawHeatCalendar(spec, options);
    case "cumulative-incidence":
      return drawCumulativeIncidence(spec, options);
    case "restatement":
      return drawRestatement(spec, options);
  }
}
