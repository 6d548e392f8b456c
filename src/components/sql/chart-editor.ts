import { formatCount } from "../../lib/format/index.js";
import { platformText } from "../../lib/text/index.js";
import { chooseChart, type ChartChoice, type ResultMark } from "../../lib/sql/chart-choice.js";
import { rowsOf, type QueryResult } from "./query-result.js";

/** Rows beyond these are not drawn; the figure then says so. */
const mostDrawn = 50_000;

/** Bars that the chart draws. */
const mostBars = 30;

const marks: readonly (readonly [ResultMark, string])[] = [
  ["line", "lines"],
  ["bar", "bars"],
  ["dot", "dots"],
  ["histogram", "distribution"],
];

/** A chart of a result with what can be changed of it: how it is drawn, and which column goes where. */
export async function chartEditor(result: QueryResult): Promise<HTMLElement> {
  const element = document.createElement("div");
  element.className = "result-chart";
  const first = chooseChart(result.columns);
  if (first === null || result.rows === 0) {
    element.textContent =
      result.rows === 0 ? "No rows, no chart." : "A chart needs a column of numbers, such as count(*).";
    return element;
  }
  const [{ drawResultChart, seriesDrawn }, table] = await Promise.all([
    import("../../charts/result-chart.js"),
    result.table(Math.min(result.rows, mostDrawn)),
  ]);
  const rows = rowsOf(table);
  let choice: ChartChoice = first;
  const figure = document.createElement("figure");
  const names = result.columns.map(({ name }) => name);
  const draw = (): void => {
    const caption = document.createElement("figcaption");
    caption.textContent = captionOf(choice, result, rows, seriesDrawn);
    const drawn = drawResultChart({ columns: result.columns, rows }, choice, caption.textContent, {
      document,
      width: Math.max(300, element.clientWidth || 640),
      interactive: true,
    });
    figure.replaceChildren(caption, drawn);
  };
  const change = (part: Partial<ChartChoice>): void => {
    choice = { ...choice, ...part };
    draw();
  };
  const controls = document.createElement("div");
  controls.className = "chart-controls";
  controls.append(
    select("Draw", marks, choice.mark, (mark) => change({ mark: mark as ResultMark })),
    select("x", pairs(names), choice.x, (x) => change({ x })),
    select("y", [["", "none"], ...pairs(names)], choice.y ?? "", (y) => change({ y: y || null })),
    select("A line each", [["", "none"], ...pairs(names)], choice.series ?? "", (series) =>
      change({ series: series || null }),
    ),
  );
  element.append(controls, figure);
  requestAnimationFrame(draw);
  return element;
}

/** What is drawn, in words, and what is left out of it. */
function captionOf(
  { mark, x, y, series }: ChartChoice,
  { columns, rows }: QueryResult,
  values: readonly (readonly unknown[])[],
  seriesDrawn: (count: number) => number,
): string {
  const parts = [mark === "histogram" ? `Distribution of ${x}` : `${y ?? ""} by ${x}`];
  if (series !== null && mark !== "bar") {
    const at = columns.findIndex(({ name }) => name === series);
    const count = new Set(values.map((row) => row[at])).size;
    const drawn = seriesDrawn(count);
    parts.push(
      `one ${mark === "line" ? "line" : "colour"} for each ${series}${drawn < count ? `, ${drawn} of ${count}` : ""}`,
    );
  }
  if (mark === "bar" && rows > mostBars) parts.push(`the first ${mostBars} of ${formatCount(rows)} rows`);
  else if (rows > mostDrawn) parts.push(`the first ${formatCount(mostDrawn)} of ${formatCount(rows)} rows`);
  return parts.map((part) => platformText(part, 200)).join("; ");
}

function pairs(names: readonly string[]): (readonly [string, string])[] {
  return names.map((name) => [name, name]);
}

function select(
  label: string,
  options: readonly (readonly [string, string])[],
  value: string,
  onChange: (value: string) => void,
): HTMLElement {
  const element = document.createElement("label");
  const control = document.createElement("select");
  for (const [option, text] of options)
    control.append(new Option(text, option, option === value, option === value));
  control.addEventListener("change", () => onChange(control.value));
  element.append(`${label} `, control);
  return element;
}
