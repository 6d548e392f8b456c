import { figureCard, missingCard, tableOf } from "../cards.js";
import { type Cells, byPeriod, sumOf } from "../cells.js";
import { countNumber, countPoints, missingNumber, pointTable } from "../counts.js";
import { type Inputs, lacking } from "../inputs.js";
import { sliceText } from "../labels.js";
import type { CardSpec, PageView, Series } from "../page-view.js";
import { comparisonOf, type Period, periodsOf } from "../periods.js";
import { type Family, isMissing, select } from "../selection.js";
import { exact, many, monthText } from "../words.js";

const figures: readonly { id: string; label: string; measure: string; family: Family; metric: string }[] = [
  {
    id: "content-actioned",
    label: "Content actioned",
    measure: "content",
    family: { label: "Actions", cubes: ["actions", "actions_by_country"] },
    metric: "content_actioned",
  },
  {
    id: "accounts-actioned",
    label: "Accounts actioned",
    measure: "accounts",
    family: { label: "Actions", cubes: ["actions", "actions_by_country"] },
    metric: "accounts_actioned",
  },
  {
    id: "appealed",
    label: "Actions appealed",
    measure: "appealed",
    family: { label: "Appeals", cubes: ["appeals", "appeals_by_country"] },
    metric: "appeal_rate",
  },
  {
    id: "restored-appeal",
    label: "Restored on appeal",
    measure: "overturned",
    family: { label: "Appeals", cubes: ["appeals", "appeals_by_country"] },
    metric: "overturn_rate",
  },
  {
    id: "restored-without-appeal",
    label: "Restored without appeal",
    measure: "restored_without_appeal",
    family: { label: "Appeals", cubes: ["appeals", "appeals_by_country"] },
    metric: "restored_without_appeal",
  },
];

/** The figures that a platform which has published none could publish, month by month, from its own actions. */
export function platformFigures(
  inputs: Inputs,
): Pick<PageView, "headline" | "summary" | "numbers" | "cards"> {
  const { slice, frame } = inputs;
  const ranges = { now: slice, before: comparisonOf(slice, frame.range), data: frame.range };
  const lines = figures.map((figure) => ({ figure, selected: select(inputs, figure.family) }));
  const known = lines.flatMap(({ figure, selected }) =>
    isMissing(selected) ? [] : [{ figure, cells: selected.cells }],
  );
  const months = periodsOf(frame.range, "month", frame.range);
  return {
    headline: headline(known, months),
    summary:
      "This source has no table of published figures. These are the ones that the platform could publish, counted from its own actions and appeals; nothing here has been released.",
    numbers: lines.map(({ figure, selected }) => {
      const text = { id: figure.id, label: figure.label, metric: figure.metric, unit: "count" as const };
      return isMissing(selected)
        ? missingNumber(text, selected)
        : countNumber({ ...text, better: "neither" }, selected.cells, figure.measure, ranges);
    }),
    cards: [
      monthsCard(inputs, known, months),
      ...lines.flatMap(({ figure, selected }) =>
        isMissing(selected) ? [] : [lineCard(inputs, figure, selected.cells, months)],
      ),
      missingCard(
        inputs,
        {
          id: "published",
          metric: "published_figures",
          width: 12,
          title: "Published figures, as first released and as restated",
          subtitle: "Value by period and release",
        },
        lacking(["published_metrics"], "Published figures"),
      ),
    ],
  };
}

interface Known {
  readonly figure: (typeof figures)[number];
  readonly cells: Cells;
}

function headline(known: readonly Known[], months: readonly Period[]): string {
  const last = months.findLast(({ partial }) => !partial);
  const content = known.find(({ figure }) => figure.measure === "content");
  if (!last || !content) return "No figures have been published, and none can be counted from this source";
  const actioned = sumOf(byPeriod(content.cells, [last])[0] ?? content.cells, "content");
  return `For ${monthText(last.from)} the platform could publish ${many(actioned ?? 0, "piece")} of content actioned`;
}

function monthsCard(inputs: Inputs, known: readonly Known[], months: readonly Period[]): CardSpec {
  const text = {
    id: "months",
    metric: "content_actioned",
    width: 12 as const,
    title: `${many(months.length, "month")} that could be published`,
    subtitle: `Counts by month of the action (UTC)${sliceText(inputs) ? `; ${sliceText(inputs)}` : ""}`,
  };
  if (known.length === 0) return missingCard(inputs, text, lacking(["actions"], "Figures of enforcement"));
  const columns = known.map(({ figure, cells }) => ({
    figure,
    values: byPeriod(cells, months).map((part) => sumOf(part, figure.measure)),
  }));
  return figureCard(
    inputs,
    { ...text, notes: ["Months cut by the ends of the data are marked as not complete."] },
    null,
    tableOf(
      [
        ["month", "Month", "text"],
        ...columns.map(({ figure }) => [figure.id, figure.label, "number"] as const),
        ["complete", "Complete", "boolean"],
      ],
      months.map((month, index) => [
        monthText(month.from),
        ...columns.map(({ values }) => values[index] ?? null),
        !month.partial,
      ]),
    ),
  );
}

function lineCard(
  inputs: Inputs,
  figure: Known["figure"],
  cells: Cells,
  months: readonly Period[],
): CardSpec {
  const points = countPoints(cells, figure.measure, months);
  const full = points.filter(({ provisional, y }) => !provisional && y !== null);
  const [first, last] = [full[0], full.at(-1)];
  const series: Series[] = [{ name: figure.label, role: "accent", points }];
  return figureCard(
    inputs,
    {
      id: `${figure.id}-by-month`,
      metric: figure.metric,
      width: 6,
      title:
        first && last && first !== last
          ? `${figure.label}: ${exact(first.y ?? 0)} in ${monthText(first.x)}, ${exact(last.y ?? 0)} in ${monthText(last.x)}`
          : figure.label,
      subtitle: `Count by month of the action (UTC)${sliceText(inputs, cells.cube) ? `; ${sliceText(inputs, cells.cube)}` : ""}`,
      sample: `n = ${exact(points.reduce((sum, { y }) => sum + (y ?? 0), 0))}; a count, without an interval`,
    },
    { kind: "time-series", unit: "count", grain: "month", mark: "bar", series, annotations: [] },
    pointTable(series, figure.label),
  );
}
