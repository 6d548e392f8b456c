import type { Cube } from "../../cube/cube.js";

/** A figure as one release gave it. */
export interface Release {
  readonly release: string;
  readonly releasedOn: string;
  readonly value: number;
}

/** One published figure: a metric of a series in a period, with each release that gave it a value of its own. */
export interface PublishedFigure {
  readonly series: string;
  readonly metric: string;
  readonly period: string;
  /** In how many releases it appears, of those known. */
  readonly releases: number;
  /** The first release, and each later one whose value differs from the one before it. */
  readonly history: readonly [Release, ...Release[]];
}

/**
 * The figures of a cube with dimensions series, metric, period, release, released_on and measure value, of
 * which only the releases known on `asOf` count; figures first released later are left out.
 */
export function publishedFigures(cube: Cube, asOf: string): PublishedFigure[] {
  const figures = new Map<string, { series: string; metric: string; period: string; history: Release[] }>();
  const at = (name: string, row: number): string => {
    const column = cube.dimensions[name];
    return column?.values[column.codes[row] ?? -1] ?? "";
  };
  for (let row = 0; row < cube.rows; row++) {
    const value = cube.measures["value"]?.[row];
    const releasedOn = at("released_on", row);
    if (value === null || value === undefined || releasedOn > asOf) continue;
    const cell = { series: at("series", row), metric: at("metric", row), period: at("period", row) };
    const key = JSON.stringify(cell);
    const figure = figures.get(key) ?? { ...cell, history: new Array<Release>() };
    figure.history.push({ release: at("release", row), releasedOn, value });
    figures.set(key, figure);
  }
  return [...figures.values()].flatMap((figure) => {
    const ordered = figure.history.sort(byRelease);
    const [first, ...later] = ordered.filter(({ value }, index) => value !== ordered[index - 1]?.value);
    return first ? [{ ...figure, releases: ordered.length, history: [first, ...later] as const }] : [];
  });
}

function byRelease(a: Release, b: Release): number {
  if (a.releasedOn !== b.releasedOn) return a.releasedOn < b.releasedOn ? -1 : 1;
  return a.release < b.release ? -1 : a.release > b.release ? 1 : 0;
}

/** A figure for which releases disagree. */
export function isRestated({ history }: PublishedFigure): boolean {
  return history.some(({ value }) => value !== history[0].value);
}

/** The value as last released. */
export function latest({ history }: PublishedFigure): Release {
  return history.at(-1) ?? history[0];
}

/** The figures of one metric of one series, in order of period. */
export interface FigureSeries {
  readonly series: string;
  readonly metric: string;
  readonly figures: readonly PublishedFigure[];
}

/** Figures by series and metric, with more than one period, those on spam and fakes first, then by restated figures. */
export function figureSeries(figures: readonly PublishedFigure[]): FigureSeries[] {
  const groups = new Map<string, { series: string; metric: string; figures: PublishedFigure[] }>();
  for (const figure of figures) {
    const key = JSON.stringify([figure.series, figure.metric]);
    const group = groups.get(key) ?? { series: figure.series, metric: figure.metric, figures: [] };
    group.figures.push(figure);
    groups.set(key, group);
  }
  return [...groups.values()]
    .filter((group) => group.figures.length > 1)
    .map((group) => ({ ...group, figures: group.figures.sort((a, b) => (a.period < b.period ? -1 : 1)) }))
    .sort(
      (a, b) =>
        Number(/spam|fake/i.test(b.series)) - Number(/spam|fake/i.test(a.series)) ||
        b.figures.filter(isRestated).length - a.figures.filter(isRestated).length ||
        b.figures.length - a.figures.length ||
        (a.series + a.metric < b.series + b.metric ? -1 : 1),
    );
}

/** The largest move of a series within four periods, as last released: what its headline is about. */
export function largestMove(
  figures: readonly PublishedFigure[],
): { from: PublishedFigure; to: PublishedFigure } | null {
  let best: { from: PublishedFigure; to: PublishedFigure; size: number } | null = null;
  for (const [index, from] of figures.entries())
    for (const to of figures.slice(index + 1, index + 4)) {
      const [before, after] = [latest(from).value, latest(to).value];
      if (before <= 0 || after <= 0) continue;
      const size = Math.abs(Math.log(after / before));
      if (!best || size > best.size) best = { from, to, size };
    }
  return best && { from: best.from, to: best.to };
}
