import { figureCard, missingCard, tableOf } from "../cards.js";
import { type Cells, by, sumOf, within } from "../cells.js";
import { changeOf, countPoints, pointTable } from "../counts.js";
import type { Inputs } from "../inputs.js";
import { dimensionNames, labelOf, sliceText } from "../labels.js";
import type { CardSpec, Series } from "../page-view.js";
import { type DayRange, comparisonOf, wholePeriods } from "../periods.js";
import { type Family, isMissing, select } from "../selection.js";
import { type Contribution, contributionsOf } from "./contributions.js";
import { families } from "./families.js";
import { during, exact, moved, percent, spanText, unfinishedNote } from "../words.js";

const panelsShown = 6;

/** Which segments a change comes from, and how each went. */
export function changeCards(inputs: Inputs): CardSpec[] {
  const hasActions = !isMissing(select(inputs, families.actions));
  return [
    decomposition(inputs, {
      id: "activity-change",
      family: families.events,
      measure: "events",
      noun: "events",
      metric: "events",
      dimensions: ["event_type", "surface", "lang", "country"],
    }),
    multiples(inputs, {
      id: "activity-by-segment",
      family: families.events,
      measure: "events",
      noun: "events",
      metric: "events",
      dimensions: ["surface", "lang", "event_type", "country"],
    }),
    ...(hasActions ? actionCards(inputs) : []),
    multiples(inputs, {
      id: "hits-by-rule",
      family: families.hits,
      measure: "hits",
      noun: "rule hits",
      metric: "rule_hits",
      dimensions: ["rule"],
    }),
  ];
}

/** Left out where the source has no actions: the card of actions over time says so already. */
function actionCards(inputs: Inputs): CardSpec[] {
  return [
    decomposition(inputs, {
      id: "actions-change",
      family: families.actions,
      measure: "actions",
      noun: "actions",
      metric: "actions",
      dimensions: ["policy", "action_type", "surface", "country", "rule"],
    }),
    multiples(inputs, {
      id: "actions-by-policy",
      family: families.actions,
      measure: "actions",
      noun: "actions",
      metric: "actions",
      dimensions: ["policy", "action_type", "surface"],
    }),
  ];
}

interface Cut {
  readonly id: string;
  readonly family: Family;
  readonly measure: string;
  readonly noun: string;
  readonly metric: string;
  /** In order of preference. */
  readonly dimensions: readonly string[];
}

interface Segments {
  readonly dimension: string;
  readonly cells: Cells;
  readonly notes: readonly string[];
}

/** The cut along each dimension that the cubes allow and that has more than one value in the range. */
function segmentations(inputs: Inputs, cut: Cut): Segments[] {
  return cut.dimensions.flatMap((dimension) => {
    const selected = select(inputs, cut.family, [dimension]);
    if (isMissing(selected)) return [];
    return by(within(selected.cells, inputs.slice), dimension).size > 1 ? [{ dimension, ...selected }] : [];
  });
}

function decomposition(inputs: Inputs, cut: Cut): CardSpec {
  const { slice, frame } = inputs;
  const text = {
    id: cut.id,
    metric: cut.metric,
    width: 6 as const,
    title: `Where the change in ${cut.noun} comes from`,
    subtitle: `Change in the number of ${cut.noun} against the comparison period`,
  };
  const whole = select(inputs, cut.family);
  if (isMissing(whole)) return missingCard(inputs, text, whole);
  const before = comparisonOf(slice, frame.range);
  if (!before) return missingCard(inputs, text, noComparison(inputs));
  const best = segmentations(inputs, cut)
    .map((segments) => ({
      ...segments,
      ...contributionsOf(segments.cells, cut.measure, segments.dimension, { now: slice, before }),
    }))
    .reduce<(Segments & ReturnType<typeof contributionsOf>) | null>(
      (top, next) => (top && concentration(top) >= concentration(next) ? top : next),
      null,
    );
  const change = changeOf(whole.cells, cut.measure, slice, before);
  if (!best)
    return missingCard(inputs, text, {
      tables: [],
      why: `The ${cut.noun} of this slice fall into one segment only.`,
      remedy: "Take a filter away.",
    });
  const shown = best.rest ? [...best.contributions, best.rest] : best.contributions;
  const total = shown.reduce((sum, part) => sum + part.change, 0);
  const name = dimensionNames[best.dimension] ?? best.dimension;
  return figureCard(
    inputs,
    {
      ...text,
      title: decompositionTitle(inputs, best, total, cut.noun, change?.significant ?? false),
      subtitle: `Change in the number of ${cut.noun} by ${name}, ${during(slice, frame.range)} against ${spanText(before)}${filterText(inputs, best)}`,
      sample: change
        ? `All ${cut.noun} ${moved(change)}; 95 % interval ${percent(change.low)} to ${percent(change.high)}`
        : null,
      notes: best.notes,
    },
    {
      kind: "ranked-bars",
      unit: "count",
      values: shown.map((part) => ({
        category: part === best.rest ? part.segment : labelOf(inputs, best.dimension, part.segment),
        value: part.change,
        n: part.now,
      })),
    },
    tableOf(
      [
        ["segment", name, "text"],
        ["now", "This period", "number"],
        ["before", "Comparison period", "number"],
        ["change", "Change", "number"],
      ],
      shown.map((part) => [
        part === best.rest ? part.segment : labelOf(inputs, best.dimension, part.segment),
        part.now,
        part.before,
        part.change,
      ]),
    ),
  );
}

function filterText(inputs: Inputs, { cells }: Segments): string {
  const filters = sliceText(inputs, cells.cube);
  return filters ? `; ${filters}` : "";
}

/** How much of all movement the largest segment accounts for. */
function concentration({
  contributions,
  rest,
}: {
  contributions: readonly Contribution[];
  rest: Contribution | null;
}): number {
  const moves = [...contributions, ...(rest ? [rest] : [])].map(({ change }) => Math.abs(change));
  const all = moves.reduce((sum, move) => sum + move, 0);
  return all > 0 ? (moves[0] ?? 0) / all : 0;
}

function decompositionTitle(
  inputs: Inputs,
  best: Segments & { contributions: readonly Contribution[] },
  total: number,
  noun: string,
  significant: boolean,
): string {
  const top = best.contributions[0];
  if (!top || top.change === 0) return `No segment's ${noun} changed`;
  const label = `${labelOf(inputs, best.dimension, top.segment)}`;
  const direction = top.change > 0 ? "added" : "lost";
  const share = top.change / total;
  const part =
    significant && share > 0 && share <= 1
      ? `, ${percent(Number(share.toPrecision(2)))} of the whole change`
      : "";
  const hedge = significant ? "" : "; the whole moved no more than it does from week to week";
  return `${label.charAt(0).toUpperCase()}${label.slice(1)} ${direction} ${exact(Math.abs(top.change))} ${noun}${part}${hedge}`;
}

function multiples(inputs: Inputs, cut: Cut): CardSpec {
  const { slice, frame } = inputs;
  const text = {
    id: cut.id,
    metric: cut.metric,
    width: 12 as const,
    title: `How each segment's ${cut.noun} went`,
    subtitle: `Number of ${cut.noun} by segment`,
  };
  const whole = select(inputs, cut.family);
  if (isMissing(whole)) return missingCard(inputs, text, whole);
  const first = segmentations(inputs, cut)[0];
  if (!first)
    return missingCard(inputs, text, {
      tables: [],
      why: `The ${cut.noun} of this slice fall into one segment only, or are not published by segment with these filters.`,
      remedy: "Take a filter away.",
    });
  const name = dimensionNames[first.dimension] ?? first.dimension;
  const parts = [...by(within(first.cells, slice), first.dimension)]
    .map(([segment, cells]) => ({ segment, cells, total: sumOf(cells, cut.measure) ?? 0 }))
    .sort((a, b) => b.total - a.total || (a.segment < b.segment ? -1 : 1));
  const all = parts.reduce((sum, { total }) => sum + total, 0);
  const grain = slice.grain === "hour" ? "day" : slice.grain;
  const periods = wholePeriods(slice, grain, frame.range);
  const panels: Series[] = parts.slice(0, panelsShown).map(({ segment, cells }) => ({
    name: labelOf(inputs, first.dimension, segment),
    role: "category",
    points: countPoints(cells, cut.measure, periods),
  }));
  const before = comparisonOf(slice, frame.range);
  return figureCard(
    inputs,
    {
      ...text,
      title: multiplesTitle(inputs, first, parts, all, cut, before),
      subtitle: `Number of ${cut.noun} by ${name} and ${grain} (${slice.tz}), same scale${filterText(inputs, first)}`,
      sample: `n = ${exact(all)} ${cut.noun}`,
      notes: [
        ...first.notes,
        ...unfinishedNote(slice, grain, frame.range),
        ...(parts.length > panelsShown
          ? [
              `The ${panelsShown} largest of ${parts.length}: ${percent(parts.slice(0, panelsShown).reduce((sum, { total }) => sum + total, 0) / all)} of all.`,
            ]
          : []),
      ],
    },
    { kind: "small-multiples", unit: "count", grain, panels },
    pointTable(panels, `Number of ${cut.noun}`),
  );
}

/** The segment that clearly moved most, or the largest one where none did. */
function multiplesTitle(
  inputs: Inputs,
  segments: Segments,
  parts: readonly { segment: string; total: number }[],
  all: number,
  cut: Cut,
  before: DayRange | null,
): string {
  const cells = by(segments.cells, segments.dimension);
  const moves = parts.slice(0, panelsShown).flatMap(({ segment, total }) => {
    const part = segment === "" ? undefined : cells.get(segment);
    const change = part ? changeOf(part, cut.measure, inputs.slice, before) : null;
    if (!change?.significant) return [];
    return [{ segment, change, size: (total * Math.abs(change.value)) / Math.max(1 + change.value, 1e-9) }];
  });
  const most = moves.sort((a, b) => b.size - a.size)[0];
  const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  if (most)
    return `${upper(labelOf(inputs, segments.dimension, most.segment))}: ${cut.noun} ${moved(most.change)}`;
  const largest = parts[0];
  if (!largest || all === 0) return `No ${cut.noun} in this period`;
  const neutral = before ? "; no segment changed clearly" : "";
  return `${upper(labelOf(inputs, segments.dimension, largest.segment))} makes up ${percent(largest.total / all)} of ${cut.noun}${neutral}`;
}

function noComparison({ slice, frame }: Inputs): { tables: string[]; why: string; remedy: string } {
  return slice.vs === "none"
    ? {
        tables: [],
        why: "No comparison was asked for.",
        remedy: "Choose a comparison period in the filter bar.",
      }
    : {
        tables: [],
        why: `The comparison period lies outside the data, which begin on ${frame.range.from}.`,
        remedy: "Choose a later or shorter date range.",
      };
}
