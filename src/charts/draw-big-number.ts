import { formatInterval, formatNumber, formatPercent } from "../lib/format/index.js";
import type { BigNumber } from "../lib/view/page-view.js";
import type { Unit } from "../lib/format/unit.js";
import { describe, slim } from "./finish-figure.js";
import { element } from "./dom.js";
import { drawSparkline } from "./sparkline.js";
import { formatValue } from "./units.js";

/** A figure in large type with its change, its interval and its course. */
export function drawBigNumber(number: BigNumber, document: Document): HTMLElement {
  const { label, metric, unit, estimate, sparkline, missing } = number;
  const known = estimate !== null && estimate.value !== null;
  return element(
    document,
    "section",
    { class: "big-number", id: number.id, role: "group", "aria-label": label },
    element(
      document,
      "h2",
      {},
      metric === "" ? label : element(document, "a", { href: `/dictionary#${metric}` }, label),
    ),
    element(
      document,
      "p",
      { class: known ? "value" : "value unknown" },
      known ? formatValue(estimate.value, unit) : "no data",
    ),
    known ? drawDelta(number, document) : null,
    known && estimate.low !== null && estimate.high !== null && estimate.low < estimate.high
      ? element(
          document,
          "p",
          { class: "interval" },
          `95\u202f% interval ${formatInterval(estimate.low, estimate.high, (value) => formatValue(value, unit))}`,
        )
      : null,
    missing === undefined ? null : element(document, "p", { class: "interval" }, missing.why),
    sparkline.some(({ y }) => y !== null) ? drawCourse(number, document) : null,
  );
}

function drawCourse({ sparkline, label }: BigNumber, document: Document): HTMLElement {
  const figure = drawSparkline(sparkline, { document, width: 180 });
  slim(figure);
  describe(figure, `Course of ${label}`);
  return element(document, "div", { class: "sparkline" }, figure);
}

function drawDelta({ delta, unit }: BigNumber, document: Document): HTMLElement | null {
  if (delta === null) return null;
  const direction = delta.value > 0 ? "up" : delta.value < 0 ? "down" : "level";
  const tone =
    !delta.significant || delta.better === "neither" || direction === "level"
      ? "neutral"
      : direction === delta.better
        ? "good"
        : "bad";
  const sign = delta.value > 0 ? "+" : delta.value < 0 ? "−" : "±";
  return element(
    document,
    "p",
    { class: `delta ${tone}` },
    `${sign}${sizeOf(delta.kind, Math.abs(delta.value), unit)} `,
    element(
      document,
      "span",
      {},
      delta.significant ? "on the period before" : "on the period before, within chance",
    ),
  );
}

function sizeOf(kind: "relative" | "points", size: number, unit: Unit): string {
  if (kind === "relative") return formatPercent(size);
  return unit === "share" ? `${formatNumber(size * 100)} points` : formatValue(size, unit);
}
