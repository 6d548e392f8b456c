import { formatCount, formatDay, formatInterval, formatPercent, noData } from "../lib/format/index.js";
import type { ListCell } from "../lib/view/list-view.js";
import { element, type Child } from "./dom.js";
import { formatValue } from "./units.js";

const svgNamespace = "http://www.w3.org/2000/svg";
const courseSize = { width: 96, height: 24 };
const intervalSize = { width: 96, height: 20 };

/** A cell of a list. Hundreds of them stand on a page, so that their marks are drawn without a chart's machinery. */
export function drawListCell(cell: ListCell, document: Document): HTMLTableCellElement {
  switch (cell.kind) {
    case "text":
      return drawText(cell, document);
    case "number":
      return drawn(
        document,
        "number",
        cell.value,
        cell.value === null ? noData : formatValue(cell.value, cell.unit),
      );
    case "date":
      return drawn(
        document,
        "date",
        cell.day === null ? null : `${cell.day}${cell.time ?? ""}`,
        cell.day === null ? "unknown" : formatDay(cell.day),
        cell.time === undefined ? null : element(document, "small", {}, cell.time),
      );
    case "interval":
      return drawInterval(cell, document);
    case "course":
      return drawCourse(cell, document);
  }
}

function drawn(
  document: Document,
  kind: string,
  sort: string | number | null,
  ...children: Child[]
): HTMLTableCellElement {
  return element(
    document,
    "td",
    { class: kind, "data-sort": sort === null ? null : String(sort) },
    ...children,
  );
}

function drawText(
  { text, href, note, tone, sort }: Extract<ListCell, { kind: "text" }>,
  document: Document,
): HTMLTableCellElement {
  return drawn(
    document,
    tone === undefined ? "text" : `text tone-${tone}`,
    sort === undefined ? text.toLowerCase() : sort,
    href === undefined ? element(document, "span", {}, text) : element(document, "a", { href }, text),
    note === undefined ? null : element(document, "small", {}, note),
  );
}

/** A dot with whiskers on the axis that all rows share, its target as a tick, and the value in figures. */
function drawInterval(
  { value, low, high, target, under, floor, unknown }: Extract<ListCell, { kind: "interval" }>,
  document: Document,
): HTMLTableCellElement {
  const { width, height } = intervalSize;
  const x = (share: number): number =>
    4 + (width - 8) * Math.max(0, Math.min(1, (share - floor) / (1 - floor)));
  const middle = height / 2;
  const marks = [
    shape(document, "path", { d: `M4,${middle}H${width - 4}`, class: "axis" }),
    ...(low === null || high === null
      ? []
      : [
          shape(document, "path", {
            d: `M${x(low).toFixed(1)},${middle}H${x(high).toFixed(1)}`,
            class: under ? "whisker under" : "whisker",
          }),
        ]),
    ...(target === null
      ? []
      : [shape(document, "path", { d: `M${x(target).toFixed(1)},3V${height - 3}`, class: "target" })]),
    ...(value === null
      ? []
      : [
          shape(document, "circle", {
            cx: x(value).toFixed(1),
            cy: String(middle),
            r: "3.5",
            class: under ? "dot under" : "dot",
          }),
        ]),
  ];
  const goal = target === null ? "" : `, target ${formatPercent(target)}`;
  const label =
    low === null || high === null
      ? `${unknown}${goal}`
      : `${value === null ? unknown : formatPercent(value)}, 95\u202f% interval ${formatInterval(low, high, formatPercent)}${goal}`;
  return drawn(
    document,
    "interval",
    value,
    low === null || high === null ? null : picture(document, "list-interval", intervalSize, label, marks),
    element(document, "span", {}, value === null ? unknown : formatPercent(value)),
  );
}

/** Counts by day as a line from zero to the row's own largest. */
function drawCourse(
  { values, label, total }: Extract<ListCell, { kind: "course" }>,
  document: Document,
): HTMLTableCellElement {
  const { width, height } = courseSize;
  const sum = total ?? values.reduce((all, value) => all + value, 0);
  const most = Math.max(1, ...values);
  const step = (width - 2) / Math.max(1, values.length - 1);
  const line = values
    .map(
      (value, index) =>
        `${Math.round(10 * (1 + index * step)) / 10},${Math.round(10 * (height - 1 - (value / most) * (height - 3))) / 10}`,
    )
    .join("L");
  return drawn(
    document,
    "course",
    values.length === 0 ? null : sum,
    values.length < 2
      ? null
      : picture(document, "list-course", courseSize, label, [
          shape(document, "path", { d: `M${line}`, class: "line" }),
        ]),
    element(document, "span", {}, values.length === 0 ? noData : formatCount(sum)),
  );
}

function picture(
  document: Document,
  name: string,
  { width, height }: { width: number; height: number },
  label: string,
  marks: readonly SVGElement[],
): SVGElement {
  const svg = shape(document, "svg", {
    class: name,
    viewBox: `0 0 ${width} ${height}`,
    width: String(width),
    height: String(height),
    role: "img",
    "aria-label": label,
  });
  svg.append(...marks);
  return svg;
}

function shape(document: Document, tag: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const made = document.createElementNS(svgNamespace, tag) as SVGElement;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
