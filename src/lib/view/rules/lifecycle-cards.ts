import { liveRules, ruleChanges } from "../../metrics/live-rules.js";
import { annotationsOf, type CardText, figureCard, missingCard, spanOf } from "../cards.js";
import { byPeriod, within } from "../cells.js";
import { pointTable } from "../counts.js";
import type { Inputs } from "../inputs.js";
import type { CardSpec, Series } from "../page-view.js";
import { periodsOf, wholePeriods } from "../periods.js";
import { isMissing } from "../selection.js";
import { during, exact, many, unfinishedNote } from "../words.js";
import { filterText, movesIn, type Moves, rowsOf, selectChanges, standingAt } from "./life.js";
import { promotionCurveCard } from "./promotion-curve.js";
import { transitionsCard } from "./transitions.js";

const stateNames = [
  ["enforce", "enforced"],
  ["limited", "limited"],
  ["review_only", "in review"],
  ["shadow", "in shadow"],
] as const;

/** Every card of the page, in reading order. */
export function lifecycleCards(inputs: Inputs): CardSpec[] {
  return [
    promotionCurveCard(inputs),
    movesCard(inputs, {
      id: "promoted-and-withdrawn",
      title: "Rules promoted and withdrawn",
      moves: [
        ["promoted", "promoted"],
        ["withdrawn", "withdrawn"],
      ],
    }),
    standingCard(inputs),
    movesCard(inputs, {
      id: "launched",
      title: "Rules launched",
      moves: [["launched", "launched"]],
    }),
    transitionsCard(inputs),
  ];
}

/** How often rules moved, by period. */
function movesCard(
  inputs: Inputs,
  { id, title, moves }: { id: string; title: string; moves: readonly (readonly [keyof Moves, string])[] },
): CardSpec {
  const { slice, frame } = inputs;
  const text: CardText = {
    id,
    metric: ruleChanges.id,
    width: 6,
    title,
    subtitle: `Rules by ${grainOf(inputs)} of the change (UTC) ${during(slice, frame.range)}${filterText(inputs)}`,
  };
  const changes = selectChanges(inputs);
  if (isMissing(changes)) return missingCard(inputs, text, changes);
  const periods = wholePeriods(slice, slice.grain, frame.range);
  const parts = byPeriod(changes.cells, periods).map(movesIn);
  const total = movesIn(within(changes.cells, slice));
  const series = moves.map(([move, name]): Series => ({
    name,
    role: moves.length === 1 ? "accent" : "category",
    points: periods.map(({ from, partial }, index) => ({
      x: from,
      y: parts[index]?.[move] ?? 0,
      n: parts[index]?.[move] ?? 0,
      ...(partial ? { provisional: true } : {}),
    })),
  }));
  return figureCard(
    inputs,
    {
      ...text,
      title: `${moves.map(([move, name], index) => (index === 0 ? `${many(total[move], "rule")} ${name}` : `${exact(total[move])} ${name}`)).join(", ")} ${during(slice, frame.range)}`,
      notes: [...changes.notes, ...unfinishedNote(slice, slice.grain, frame.range)],
    },
    {
      kind: "time-series",
      unit: "count",
      grain: slice.grain,
      mark: moves.length === 1 ? "bar" : "line",
      series,
      annotations: incidents(inputs, series),
    },
    pointTable(series, "Rules"),
  );
}

/** Live rules by state through the slice. */
function standingCard(inputs: Inputs): CardSpec {
  const { slice, frame } = inputs;
  const text: CardText = {
    id: "live-rules",
    metric: liveRules.id,
    width: 12,
    title: "Live rules by state",
    subtitle: `Rules at the end of each ${grainOf(inputs)} (UTC) ${during(slice, frame.range)}${filterText(inputs)}`,
  };
  const changes = selectChanges(inputs);
  if (isMissing(changes)) return missingCard(inputs, text, changes);
  const periods = periodsOf(slice, slice.grain, frame.range);
  const known = new Set(rowsOf(changes.cells).map(({ state }) => state));
  const series = stateNames
    .filter(([state]) => known.has(state))
    .map(([state, name]): Series => ({
      name,
      role: "category",
      points: standingAt(changes.cells, periods, [state]),
    }));
  const shown = series.map(({ name, points }) => `${exact(points.at(-1)?.y ?? 0)} ${name}`);
  return figureCard(
    inputs,
    {
      ...text,
      title: shown.length === 0 ? "No rule is on record" : `Live rules: ${shown.join(", ")}`,
      notes: changes.notes,
    },
    {
      kind: "time-series",
      unit: "count",
      grain: slice.grain,
      mark: "line",
      series,
      annotations: incidents(inputs, series),
    },
    pointTable(series, "Rules"),
  );
}

/** Incidents alone: the changes of rules are what the chart shows. */
function incidents(inputs: Inputs, series: readonly Series[]): ReturnType<typeof annotationsOf> {
  return annotationsOf(inputs, spanOf(series[0]?.points ?? [], inputs.slice), Number.POSITIVE_INFINITY)
    .filter(({ kind }) => kind !== "rule")
    .slice(0, 12);
}

function grainOf({ slice }: Inputs): string {
  return slice.grain === "hour" ? "day" : slice.grain;
}
