import { metric } from "../metrics/index.js";
import type { Annotation, CardSpec, FigureSpec, Missing, Point, TableView } from "./page-view.js";
import type { DayRange } from "./periods.js";
import type { Inputs } from "./inputs.js";
import { dayText } from "./words.js";

/** What a card says, without what every card of a page says alike. */
export interface CardText {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly metric: string;
  readonly width: CardSpec["width"];
  readonly sample?: string | null;
  readonly notes?: readonly string[];
}

/** A card with a figure and the table under it. */
export function figureCard(
  inputs: Inputs,
  text: CardText,
  figure: FigureSpec | null,
  table: TableView,
): CardSpec {
  return {
    ...withDefaults(inputs, text),
    figure,
    table,
  };
}

/** A card in whose place stands what is missing, why, and what would make it possible. */
export function missingCard(inputs: Inputs, text: CardText, missing: Missing): CardSpec {
  return { ...withDefaults(inputs, text), figure: null, table: null, missing };
}

function withDefaults(inputs: Inputs, text: CardText): Omit<CardSpec, "figure" | "table"> {
  return {
    ...text,
    definition: text.metric === "" ? null : metric(text.metric).definition,
    sample: text.sample ?? null,
    notes: text.notes ?? [],
    source: sourceLine(inputs),
  };
}

/** "Source: simulated platform (simulated), data to 28 Aug 2026 (UTC)". */
export function sourceLine({ frame }: Inputs): string {
  const simulated = frame.source.simulated && !/simulated/i.test(frame.source.title) ? " (simulated)" : "";
  return `Source: ${frame.source.title}${simulated}, data to ${dayText(frame.asOf.slice(0, 10))} (UTC)`;
}

/** "Simulated data" where the source says so. */
export function bannerOf({ frame }: Inputs): string | null {
  return frame.source.simulated ? "Simulated data" : null;
}

/** The days from the first point of a chart to its last; the range where it has none. */
export function spanOf(points: readonly Point[], range: DayRange): DayRange {
  const [first, last] = [points[0]?.x, points.at(-1)?.x];
  return first === undefined || last === undefined
    ? range
    : { from: first.slice(0, 10), to: last.slice(0, 10) };
}

/** The annotations of a range that matter most, in order of time. */
export function annotationsOf(inputs: Inputs, range: DayRange, limit = 12): Annotation[] {
  const artifact = inputs.artifacts["annotations"] as { annotations?: RankedAnnotation[] } | undefined;
  return (artifact?.annotations ?? [])
    .filter(({ day }) => day >= range.from && day <= range.to)
    .sort((a, b) => b.weight - a.weight || (a.day < b.day ? -1 : 1))
    .slice(0, limit)
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
    .map(({ day, kind, label, href }) => ({ day, kind, label, ...(href ? { href } : {}) }));
}

/** An annotation with how much it matters: what is shown first where there is room for few. */
export interface RankedAnnotation extends Annotation {
  readonly weight: number;
}

/** The columns of a table, each as [name, label, type]. */
export function tableOf(
  columns: readonly (readonly [string, string, TableView["columns"][number]["type"]])[],
  rows: TableView["rows"],
): TableView {
  return { columns: columns.map(([name, label, type]) => ({ name, label, type })), rows };
}
