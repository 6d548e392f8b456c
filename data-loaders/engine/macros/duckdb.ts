import type { MacroTable } from "./table.js";

/**
 * The macro layer for DuckDB. Another engine is another table of the same names; every stage and metric is
 * written with these where engines differ.
 */
export const duckdbMacros: MacroTable = {
  /** Start of the unit ('hour', 'week', 'month') that a time lies in. */
  trunc: (unit, time) => `date_trunc(${unit}, ${time})`,
  /** Date of a time. */
  day: (time) => `CAST(${time} AS DATE)`,
  /** Start of the hour that a time lies in. */
  hour: (time) => `date_trunc('hour', ${time})`,
  /** Hour of the day, 0–23. */
  hour_of_day: (time) => `CAST(extract('hour' FROM ${time}) AS INTEGER)`,
  /** Day of the week, 0 = Monday. */
  weekday: (time) => `(CAST(extract('isodow' FROM ${time}) AS INTEGER) - 1)`,
  /** Whole seconds from one time to another. */
  secs: (from, to) => `date_diff('second', ${from}, ${to})`,
  /** Calendar days from one date to another. */
  days_between: (from, to) => `date_diff('day', ${from}, ${to})`,
  add_s: (time, seconds) => `(${time} + to_seconds(${seconds}))`,
  add_days: (date, days) => `CAST(${date} + to_days(CAST(${days} AS INTEGER)) AS DATE)`,
  /** Text of a date, `YYYY-MM-DD`. */
  date_text: (date) => `strftime(${date}, '%Y-%m-%d')`,
  lag: (value, distance, window) => `lag(${value}, ${distance}) OVER (${window})`,
  /** Quotient as a double; null where the divisor is 0. */
  ratio: (a, b) => `(CAST(${a} AS DOUBLE) / nullif(${b}, 0))`,
  /** Whole quotient, towards zero. */
  idiv: (a, b) => `((${a}) // (${b}))`,
  f64: (value) => `CAST(${value} AS DOUBLE)`,
  i64: (value) => `CAST(${value} AS BIGINT)`,
  text: (value) => `CAST(${value} AS VARCHAR)`,
  /** A double as a whole number of millionths, half away from zero: sums of these are exact. */
  micro: (value) => `CAST(round(CAST(${value} AS DOUBLE) * 1000000) AS BIGINT)`,
  /** floor(log2(value) × steps) of a positive whole number, 0 for 0: a fixed-bin histogram of a heavy tail. */
  log_bin: (value, steps) =>
    `CASE WHEN (${value}) <= 0 THEN 0 ELSE CAST(floor(log2(CAST(${value} AS DOUBLE)) * (${steps})) AS INTEGER) END`,
  count_if: (condition) => `count(CASE WHEN ${condition} THEN 1 END)`,
  sum_if: (value, condition) => `coalesce(sum(CASE WHEN ${condition} THEN ${value} END), 0)`,
  /** Elements of a list, one a row, as `alias(column)`. */
  unnest: (list, alias, column) => `CROSS JOIN UNNEST(${list}) AS ${alias}(${column})`,
  re_group: (value, pattern) => `regexp_extract(${value}, ${pattern}, 1)`,
  re_match: (value, pattern) => `regexp_matches(${value}, ${pattern})`,
  re_sub: (value, pattern, replacement) => `regexp_replace(${value}, ${pattern}, ${replacement}, 'g')`,
  md5: (value) => `md5(${value})`,
  /** First 60 bits of the MD5 of a text, as a whole number: the same on every engine. */
  h60: (value) => `CAST(('0x' || substr(md5(${value}), 1, 15)) AS BIGINT)`,
  /** Distinct texts in order, joined by commas. */
  list_distinct: (value) => `string_agg(DISTINCT ${value}, ',' ORDER BY ${value})`,
  /** The least values of a group, at most so many, as a list in order. */
  least_n: (value, count) => `min(${value}, ${count})`,
  list_by: (value, order) => `array_agg(${value} ORDER BY ${order})`,
  argmax: (value, by) => `arg_max(${value}, ${by})`,
  argmin: (value, by) => `arg_min(${value}, ${by})`,
  /** A query of every date from one to another, both included, in column `d`. */
  spine: (from, to) =>
    `SELECT CAST(g AS DATE) AS d FROM generate_series(CAST(${from} AS DATE), CAST(${to} AS DATE), INTERVAL 1 DAY) AS series(g)`,
  len: (value) => `length(${value})`,
  sub: (value, start, count) => `substr(${value}, ${start}, ${count})`,
};
