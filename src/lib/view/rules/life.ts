import { formatDuration } from "../../format/index.js";
import type { SumRow } from "../../metrics/definition.js";
import { actingStates, rulesIn, watchedStates } from "../../metrics/live-rules.js";
import { rulePromotion } from "../../metrics/rule-promotion.js";
import { type Cells, by, sumOf, within } from "../cells.js";
import { sparkGrain } from "../counts.js";
import type { Inputs } from "../inputs.js";
import type { Estimate } from "../../statistics/estimate.js";
import { sliceText } from "../labels.js";
import { sumRows } from "../metric-rate.js";
import type { Missing, Point } from "../page-view.js";
import { periodsOf, type Period } from "../periods.js";
import { isMissing, select, type Selected } from "../selection.js";
import { intervalText, rounded } from "../words.js";

/** Lengths of time from here on are told in days. */
const hoursAsDays = 48;

/** What a change of state means for a rule, and for those that it may hit. */
export interface Moves {
  /** Came under watch or into force from nothing, a draft, a pause or retirement. */
  readonly launched: number;
  /** From watch into force. */
  readonly promoted: number;
  /** From watch or force to a draft, a pause or retirement. */
  readonly withdrawn: number;
  /** From force back under watch. */
  readonly demoted: number;
}

/** The changes of rules' states that a slice asks for, of all days. */
export function selectChanges(inputs: Inputs): Selected | Missing {
  return select(inputs, { label: "Changes of rules", cubes: ["rule_changes"] }, ["came_from", "state"]);
}

/** All times that rules came under watch, with what these led to, whatever days the slice has: a short period has no long waits. */
export function promotionRows(
  inputs: Inputs,
): { readonly rows: readonly SumRow[]; readonly notes: readonly string[] } | Missing {
  const selected = select(inputs, { label: "Promotions of rules", cubes: ["rule_promotions"] });
  if (isMissing(selected)) return selected;
  return { rows: sumRows(selected.cells, rulePromotion), notes: selected.notes };
}

/** Rules in some states at the end of a day; null where that is unknown. */
export function rulesAt(cells: Cells, day: string, states: readonly string[] = actingStates): number | null {
  return rulesIn(rowsOf(within(cells, { from: "", to: day })), states);
}

/** Rules in some states at the end of each period. */
export function standingAt(cells: Cells, periods: readonly Period[], states: readonly string[]): Point[] {
  return periods.map(({ from, to }) => {
    const rules = rulesAt(cells, to, states);
    return { x: from, y: rules, n: rules };
  });
}

/** The course of the rules in some states through the slice, for a sparkline. */
export function standingPoints(
  inputs: Inputs,
  cells: Cells,
  states: readonly string[] = actingStates,
): Point[] {
  const { slice, frame } = inputs;
  return standingAt(cells, periodsOf(slice, sparkGrain(slice), frame.range), states);
}

/** What the changes of some cells amount to. */
export function movesIn(cells: Cells): Moves {
  const moves = { launched: 0, promoted: 0, withdrawn: 0, demoted: 0 };
  for (const { came_from, state, changes } of rowsOf(cells)) {
    const move = moveOf(phaseOf(String(came_from)), phaseOf(String(state)));
    if (move !== null) moves[move] += Number(changes ?? 0);
  }
  return moves;
}

/** How often rules went from one state to another. */
export function rowsOf(cells: Cells): { came_from: string; state: string; changes: number | null }[] {
  return [...by(cells, "came_from")].flatMap(([came_from, part]) =>
    [...by(part, "state")].map(([state, both]) => ({ came_from, state, changes: sumOf(both, "changes") })),
  );
}

type Phase = "off" | "watched" | "acting";

function phaseOf(state: string): Phase {
  if (actingStates.some((acting) => acting === state)) return "acting";
  return watchedStates.some((watched) => watched === state) ? "watched" : "off";
}

function moveOf(from: Phase, to: Phase): keyof Moves | null {
  if (from === to) return null;
  if (to === "off") return "withdrawn";
  if (from === "off") return "launched";
  return to === "acting" ? "promoted" : "demoted";
}

/** A length of time in words: "10.2 days", "5.25 h". */
export function span(hours: number): string {
  return hours >= hoursAsDays ? `${rounded(hours / 24)} days` : formatDuration(hours * 3600);
}

/** The filters that bear on the changes of rules, to go on a subtitle. */
export function filterText(inputs: Inputs): string {
  const changes = selectChanges(inputs);
  const filters = isMissing(changes) ? "" : sliceText(inputs, changes.cells.cube);
  return filters ? `; ${filters}` : "";
}

/** "95 % interval 7.09–13.1 days"; null where there is none. */
export function spanInterval({ value, low, high, ...rest }: Estimate): string | null {
  if (low === high) return null;
  const inDays = value !== null && value >= hoursAsDays;
  const scaled = (hours: number | null): number | null =>
    hours === null ? null : inDays ? hours / 24 : hours * 3600;
  const text = intervalText(
    { ...rest, value: scaled(value), low: scaled(low), high: scaled(high) },
    inDays ? rounded : formatDuration,
  );
  return text === null || !inDays ? text : `${text} days`;
}

/** Interval of a share, end to end, beyond which a sentence about it would say more than is known. */
const widest = 0.3;

/** Whether a share is known well enough to be a headline. */
export function isFirm({ value, low, high }: Estimate): boolean {
  return value !== null && low !== null && high !== null && high - low <= widest;
}
