import type { RuleOverview } from "../../rule/overview.js";
import { addDays } from "../../time/index.js";
import type { Point } from "../page-view.js";
import { startOf } from "../periods.js";

type Hits = Pick<RuleOverview, "hits" | "hitsFrom">;

/** Hits of the last days, one number a day; days before the rule's first hit count none, and no hit at all is an empty list. */
export function lastDays({ hits }: Hits, days: number): number[] {
  if (hits.length === 0) return [];
  return [...Array.from({ length: Math.max(0, days - hits.length) }, () => 0), ...hits.slice(-days)];
}

/** Hits of the last days in all. */
export function lately(rule: Hits, days: number): number {
  return lastDays(rule, days).reduce((sum, hits) => sum + hits, 0);
}

/** Hits by day as points. */
export function dailyPoints({ hits, hitsFrom }: Hits): Point[] {
  return hitsFrom === null ? [] : hits.map((y, index) => ({ x: addDays(hitsFrom, index), y, n: y }));
}

/** Hits by week, from the first whole week to the last. */
export function weeklyPoints(rule: Hits): Point[] {
  const weeks = new Map<string, { sum: number; days: number }>();
  for (const { x, y } of dailyPoints(rule)) {
    const week = startOf(x, "week");
    const { sum, days } = weeks.get(week) ?? { sum: 0, days: 0 };
    weeks.set(week, { sum: sum + (y ?? 0), days: days + 1 });
  }
  return [...weeks].flatMap(([x, { sum, days }]) => (days === 7 ? [{ x, y: sum, n: sum }] : []));
}
