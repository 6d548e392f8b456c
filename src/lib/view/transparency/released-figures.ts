import type { Cube } from "../../cube/cube.js";
import { figureCard, tableOf } from "../cards.js";
import { counted } from "../counts.js";
import type { Inputs } from "../inputs.js";
import type { BigNumber, CardSpec, PageView, TableView } from "../page-view.js";
import type { Unit } from "../../format/unit.js";
import { dayText, exact, large, percent } from "../words.js";
import {
  type FigureSeries,
  figureSeries,
  isRestated,
  largestMove,
  latest,
  type PublishedFigure,
  publishedFigures,
} from "./published-figures.js";

const seriesShown = 8;
const restatementsListed = 100;

/** Published figures as first released and as restated, known at the end of the slice. */
export function releasedFigures(
  inputs: Inputs,
  cube: Cube,
): Pick<PageView, "headline" | "summary" | "numbers" | "cards"> {
  const asOf = inputs.slice.to;
  const figures = publishedFigures(cube, asOf);
  const comparable = figures.filter(({ releases }) => releases > 1);
  const restated = figures.filter(isRestated);
  const series = figureSeries(figures);
  const share = comparable.length ? restated.length / comparable.length : null;
  const releases = new Set(figures.flatMap(({ history }) => history.map(({ release }) => release)));
  return {
    headline:
      figures.length === 0
        ? `Nothing had been published by ${dayText(asOf)}`
        : comparable.length === 0
          ? `No figure stood in more than one release by ${dayText(asOf)}`
          : restated.length === 0
            ? `None of ${exact(comparable.length)} figures in more than one release was restated by ${dayText(asOf)}`
            : publishersText(byPublisher(comparable)),
    summary: `${exact(figures.length)} figures in ${exact(series.length)} series, as known on ${dayText(asOf)}. The end of the date range is the “as of” date: releases after it are left out.`,
    numbers: [
      number("figures", "Figures published", figures.length),
      number("comparable", "In more than one release", comparable.length),
      number("restated", "Restated later", restated.length),
      {
        ...number("restated-share", "Share restated", null),
        unit: "share",
        estimate:
          share === null
            ? null
            : {
                value: share,
                low: share,
                high: share,
                numerator: restated.length,
                denominator: comparable.length,
              },
      },
    ],
    cards: [
      publisherCard(inputs, byPublisher(comparable)),
      ...series.slice(0, seriesShown).map((one) => seriesCard(inputs, one)),
      restatementCard(inputs, restated, releases.size),
    ],
  };
}

function number(id: string, label: string, value: number | null): BigNumber {
  return {
    id,
    label,
    metric: "published_figures",
    unit: "count",
    estimate: value === null ? null : counted(value),
    delta: null,
    sparkline: [],
  };
}

/** Figures in more than one release by who published them: the first part of the series' name. */
interface Publisher {
  readonly publisher: string;
  readonly restated: number;
  readonly comparable: number;
}

function byPublisher(comparable: readonly PublishedFigure[]): Publisher[] {
  const publishers = new Map<string, { publisher: string; restated: number; comparable: number }>();
  for (const figure of comparable) {
    const publisher = figure.series.split(" · ")[0] ?? figure.series;
    const entry = publishers.get(publisher) ?? { publisher, restated: 0, comparable: 0 };
    entry.comparable += 1;
    entry.restated += Number(isRestated(figure));
    publishers.set(publisher, entry);
  }
  return [...publishers.values()].sort(
    (a, b) => b.restated - a.restated || (a.publisher < b.publisher ? -1 : 1),
  );
}

/** "Meta restated 398 of 2 220 figures published more than once, TikTok 88 of 1 908"; in all where there are many. */
function publishersText(publishers: readonly Publisher[]): string {
  const [first, ...others] = publishers;
  if (!first || others.length > 2) {
    const sum = (key: "restated" | "comparable"): string =>
      exact(publishers.reduce((total, publisher) => total + publisher[key], 0));
    return `${sum("restated")} of ${sum("comparable")} figures published more than once were later restated`;
  }
  return [
    `${first.publisher} restated ${exact(first.restated)} of ${exact(first.comparable)} figures published more than once`,
    ...others.map(
      ({ publisher, restated, comparable }) => `${publisher} ${exact(restated)} of ${exact(comparable)}`,
    ),
  ].join(", ");
}

function publisherCard(inputs: Inputs, publishers: readonly Publisher[]): CardSpec {
  return figureCard(
    inputs,
    {
      id: "restated-by-publisher",
      metric: "published_figures",
      width: 12,
      title: publishers.length ? publishersText(publishers) : "No figure stands in more than one release",
      subtitle: `Figures for which releases disagree, by publisher, known on ${dayText(inputs.slice.to)}`,
      sample: `n = ${exact(publishers.reduce((sum, { comparable }) => sum + comparable, 0))} figures in more than one release; a count of all, without an interval`,
    },
    {
      kind: "ranked-bars",
      unit: "count",
      values: publishers.map(({ publisher, restated, comparable }) => ({
        category: publisher,
        value: restated,
        n: comparable,
      })),
    },
    tableOf(
      [
        ["publisher", "Publisher", "text"],
        ["restated", "Restated figures", "number"],
        ["comparable", "Figures in more than one release", "number"],
      ],
      publishers.map(({ publisher, restated, comparable }) => [publisher, restated, comparable]),
    ),
  );
}

function seriesCard(inputs: Inputs, { series, metric, figures }: FigureSeries): CardSpec {
  const unit = unitOf(metric, figures);
  const text = unit === "share" ? percent : large;
  const move = largestMove(figures);
  const restated = figures.filter(isRestated).length;
  return figureCard(
    inputs,
    {
      id: `released-${slug(`${series}-${metric}`)}`,
      metric: "published_figures",
      width: 6,
      title: move
        ? `${metric}: ${text(latest(move.from).value)} (${move.from.period}) → ${text(latest(move.to).value)} (${move.to.period})`
        : metric,
      subtitle: `${series}; as first released and as last restated, known on ${dayText(inputs.slice.to)}`,
      sample: `${exact(figures.length)} periods, ${exact(restated)} restated; published figures, rounded by the platform, without an interval`,
      notes: [],
    },
    {
      kind: "restatement",
      unit,
      rows: figures.map((figure) => ({
        period: figure.period,
        first: figure.history[0].value,
        latest: latest(figure).value,
        release: latest(figure).release,
      })),
    },
    historyTable(figures),
  );
}

function restatementCard(inputs: Inputs, restated: readonly PublishedFigure[], releases: number): CardSpec {
  const ranked = restated
    .map((figure) => {
      const furthest = figure.history.reduce((far, next) =>
        Math.abs(next.value - figure.history[0].value) > Math.abs(far.value - figure.history[0].value)
          ? next
          : far,
      );
      const base = Math.abs(figure.history[0].value);
      return {
        figure,
        size: base > 0 ? Math.abs(furthest.value - figure.history[0].value) / base : Infinity,
      };
    })
    .sort((a, b) => b.size - a.size || (key(a.figure) < key(b.figure) ? -1 : 1));
  const back = restated.filter((figure) => latest(figure).value === figure.history[0].value).length;
  const listedRows = ranked.slice(0, restatementsListed).map(({ figure }) => figure);
  return figureCard(
    inputs,
    {
      id: "restatements",
      metric: "published_figures",
      width: 12,
      title: restated.length
        ? `${exact(restated.length)} figures were restated, ${exact(back)} of them later put back to what was first released`
        : "No figure was restated",
      subtitle: "Figures for which releases disagree, with the value of each release that changed it",
      sample: `${exact(restated.length)} restated figures in ${exact(releases)} releases`,
      notes:
        restated.length > restatementsListed
          ? [`The ${restatementsListed} restated most, relative to the first release, are listed.`]
          : [],
    },
    null,
    historyTable(listedRows),
  );
}

function historyTable(figures: readonly PublishedFigure[]): TableView {
  return tableOf(
    [
      ["series", "Series", "text"],
      ["metric", "Metric", "text"],
      ["period", "Period", "text"],
      ["release", "Release", "text"],
      ["released_on", "Released on", "date"],
      ["value", "Value", "number"],
      ["restated", "Differs from the first release", "boolean"],
    ],
    figures.flatMap((figure) =>
      figure.history.map(({ release, releasedOn, value }) => [
        figure.series,
        figure.metric,
        figure.period,
        release,
        releasedOn,
        value,
        value !== figure.history[0].value,
      ]),
    ),
  );
}

/** Shares are published as numbers up to one under a name that says so. */
function unitOf(metric: string, figures: readonly PublishedFigure[]): Unit {
  const share = /rate|share|prevalence|percent|ubp/i.test(metric);
  return share && figures.every((figure) => Math.abs(latest(figure).value) <= 1) ? "share" : "count";
}

function key({ series, metric, period }: PublishedFigure): string {
  return JSON.stringify([series, metric, period]);
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
