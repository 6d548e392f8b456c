import type { Engine } from "../../engine/engine.js";
import type { CheckResult } from "../../pipeline/source-tables.js";
import type { CanonicalTable } from "../contract/index.js";

/** A table that has rows on this many of its last 28 days is one that grows daily. */
const dailyDays = 24;
/** Days by which a daily table may end before the source's latest one. */
const toleratedDays = 2;
const millisecondsPerDay = 86_400_000;

/**
 * Warns of tables that grow daily yet end days before the source's latest does: a delivery has stopped. Tables are compared with
 * one another and not with the present, so that data of years ago is not stale.
 */
export async function stalenessWarnings(
  engine: Engine,
  tables: readonly CanonicalTable[],
): Promise<CheckResult[]> {
  const daily: { table: string; column: string; last: number }[] = [];
  for (const { name, time } of tables) {
    if (time === null) continue;
    const days = (
      await engine.query<{ day: string }>(
        `SELECT DISTINCT CAST("${time}" AS DATE) AS day FROM "${name}" WHERE "${time}" IS NOT NULL ORDER BY 1`,
      )
    ).map(({ day }) => Date.parse(day) / millisecondsPerDay);
    const last = days.at(-1);
    if (last !== undefined && days.filter((day) => day > last - 28).length >= dailyDays)
      daily.push({ table: name, column: time, last });
  }
  const latest = daily.reduce((best, one) => (one.last > best.last ? one : best), {
    table: "",
    column: "",
    last: -Infinity,
  });
  return daily
    .filter(({ last }) => latest.last - last > toleratedDays)
    .map(({ table, column, last }) => ({
      severity: "warn" as const,
      table,
      column,
      check: "freshness",
      message: `ends on ${dayText(last)}, ${latest.last - last} days before ${latest.table} does, though it grows daily: a delivery may have stopped`,
      rows: 0,
      samples: [],
    }));
}

function dayText(day: number): string {
  return new Date(day * millisecondsPerDay).toISOString().slice(0, 10);
}
