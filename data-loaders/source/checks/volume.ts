import type { Engine } from "../../engine/engine.js";
import type { CheckResult } from "../../pipeline/source-tables.js";
import type { CanonicalTable } from "../contract/index.js";

/** A day is odd when its rows are this many times fewer or more than the median of the 28 days before it. */
const oddFactor = 4;
/** Below so many rows a day, days differ by chance alone. */
const leastMedian = 100;

/** Warns of days whose volume is far from that of the four weeks before: lost or doubled deliveries look so. */
export async function volumeWarnings(engine: Engine, table: CanonicalTable): Promise<CheckResult[]> {
  if (table.time === null) return [];
  const days = await engine.query<{ day: string; rows: number }>(
    `SELECT CAST("${table.time}" AS DATE) AS day, count(*) AS rows FROM "${table.name}" WHERE "${table.time}" IS NOT NULL GROUP BY 1 ORDER BY 1`,
  );
  const odd = days.slice(0, -1).filter(({ rows }, index) => {
    const before = days.slice(Math.max(0, index - 28), index).map((day) => day.rows);
    const median = before.sort((a, b) => a - b)[Math.floor(before.length / 2)] ?? 0;
    return (
      before.length >= 14 && median >= leastMedian && (rows * oddFactor < median || rows > oddFactor * median)
    );
  });
  if (odd.length === 0) return [];
  return [
    {
      severity: "warn",
      table: table.name,
      column: table.time,
      check: "volume",
      message: `${odd.length === 1 ? "a day holds" : `${odd.length} days hold`} less than 1/${oddFactor} or more than ${oddFactor} times the rows of the median day of the four weeks before: a delivery may be lost or doubled`,
      rows: odd.reduce((sum, { rows }) => sum + rows, 0),
      samples: odd.slice(0, 3).map(({ day, rows }) => `${day}: ${rows} rows`),
    },
  ];
}
