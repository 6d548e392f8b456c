const millisecondsPerDay = 86_400_000;

/** The day `days` after a day. Both are `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * millisecondsPerDay).toISOString().slice(0, 10);
}

/**
 * The condition, in portable SQL, that a date or timestamp lies in one of the days; the bounds let an engine skip
 * blocks of rows that the list of days alone would not.
 *
 * @param expression a DATE or TIMESTAMP in SQL
 * @param days `YYYY-MM-DD` in order; null for every day
 */
export function inDays(expression: string, days: readonly string[] | null): string {
  if (days === null) return `(${expression}) IS NOT NULL`;
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return `(${expression}) IS NOT NULL AND 1 = 0`;
  const bounds = `(${expression}) >= DATE '${first}' AND (${expression}) < DATE '${addDays(last, 1)}'`;
  if (addDays(first, days.length - 1) === last) return `(${bounds})`;
  return `(${bounds} AND @day(${expression}) IN (${days.map((day) => `DATE '${day}'`).join(", ")}))`;
}

/**
 * Replaces each `@in_days(expression)` of a query.
 *
 * @throws when a call is not closed
 */
export function expandInDays(sql: string, days: readonly string[] | null): string {
  const call = "@in_days(";
  let expanded = "";
  let rest = sql;
  for (let start = rest.indexOf(call); start >= 0; start = rest.indexOf(call)) {
    const from = start + call.length;
    const end = closingParenthesis(rest, from);
    expanded += rest.slice(0, start) + inDays(rest.slice(from, end).trim(), days);
    rest = rest.slice(end + 1);
  }
  return expanded + rest;
}

function closingParenthesis(sql: string, from: number): number {
  let depth = 1;
  for (let index = from; index < sql.length; index++) {
    if (sql[index] === "(") depth++;
    if (sql[index] === ")" && --depth === 0) return index;
  }
  throw new Error(`@in_days is not closed: ${sql.slice(from, from + 60)}`);
}

/** How far around a changed day a stage's output changes. */
export interface Reach {
  readonly lookBack: number;
  readonly lookAhead: number;
}

/** A day of an input whose rows have changed; null where the rows belong to no one day. */
export interface ChangedDay extends Reach {
  readonly day: string | null;
}

/**
 * The days of its output that a stage must compute again.
 *
 * @param changed changed days of its inputs
 * @param lastDay last day that any of its inputs, or its output, has or had; null when none has
 * @param knownDays number of days that its inputs have
 * @returns days in order, or null where computing all of them is needed or is less work
 */
export function daysToCompute(
  changed: readonly ChangedDay[],
  lastDay: string | null,
  knownDays: number,
): string[] | null {
  const days = new Set<string>();
  for (const { day, lookBack, lookAhead } of changed) {
    if (day === null || (lookBack === Infinity && lastDay === null)) return null;
    const last = lookBack === Infinity ? (lastDay ?? day) : addDays(day, lookBack);
    for (let next = addDays(day, -lookAhead); next <= last; next = addDays(next, 1)) days.add(next);
    if (days.size * 2 > knownDays) return null;
  }
  return [...days].sort();
}
