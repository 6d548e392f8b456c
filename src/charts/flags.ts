import * as Plot from "npm:@observablehq/plot";
import type { Annotation } from "../lib/view/page-view.js";
import { colour } from "./theme.js";
import { toDate } from "./time.js";

/** A numbered flag over a chart. */
export interface Flag {
  readonly date: Date;
  /** "5", or "5–8" for all that stand behind it. */
  readonly number: string;
  /** Radius in pixels. */
  readonly radius: number;
}

/**
 * Flags over the days of annotations, numbered in their order; those that would overlap are one, in their middle.
 *
 * @param annotations in order of time
 * @param domain first and last moment of the axis
 * @param pixels how long the axis is
 */
export function flagsOf(
  annotations: readonly Annotation[],
  domain: readonly [Date, Date],
  pixels: number,
): Flag[] {
  const [from, to] = [domain[0].getTime(), domain[1].getTime()];
  const scale = to > from ? pixels / (to - from) : 0;
  const groups: Group[] = [];
  for (const [index, { day }] of annotations.entries()) {
    const time = toDate(day).getTime();
    if (time < from || time > to) continue;
    groups.push({ first: index + 1, last: index + 1, start: time, end: time });
    // What has grown may now touch what stood before it.
    for (let [before, group] = groups.slice(-2); before !== undefined && group !== undefined;) {
      if ((middle(group) - middle(before)) * scale >= radius(before) + radius(group)) break;
      groups.splice(-2, 2, { ...before, last: group.last, end: group.end });
      [before, group] = groups.slice(-2);
    }
  }
  return groups.map((group) => ({
    date: new Date(middle(group)),
    number: numberText(group),
    radius: radius(group),
  }));
}

/** Annotations behind one flag: numbers and times of the first and the last. */
interface Group {
  readonly first: number;
  readonly last: number;
  readonly start: number;
  readonly end: number;
}

function middle({ start, end }: Group): number {
  return (start + end) / 2;
}

function numberText({ first, last }: Group): string {
  return first === last ? String(first) : `${first}–${last}`;
}

function radius(group: Group): number {
  const { length } = numberText(group);
  return length < 3 ? 8 : length === 3 ? 11 : 14;
}

/** A line at the day of each annotation, and the flags over them. */
export function flagMarks(
  annotations: readonly Annotation[],
  domain: readonly [Date, Date] | undefined,
  pixels: number,
): Plot.Markish[] {
  if (domain === undefined) return [];
  const flags = flagsOf(annotations, domain, pixels);
  const days = [...new Set(annotations.map(({ day }) => day))]
    .map((day) => ({ date: toDate(day) }))
    .filter(({ date }) => date >= domain[0] && date <= domain[1]);
  const place = { x: "date", frameAnchor: "top", dy: -10 } as const;
  return [
    Plot.ruleX(days, { x: "date", stroke: colour.muted, strokeDasharray: "2 3" }),
    Plot.dot(flags, { ...place, r: "radius", fill: colour.surface, stroke: colour.muted }),
    Plot.text(flags, { ...place, text: "number", fill: colour.text, fontSize: 10, lineAnchor: "middle" }),
  ];
}
