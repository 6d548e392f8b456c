/** What a column holds, as far as a chart cares. */
export type Measure = "time" | "number" | "category";

/** How a result is drawn. */
export type ResultMark = "line" | "bar" | "dot" | "histogram";

/** Which columns go where; null for none. */
export interface ChartChoice {
  readonly mark: ResultMark;
  readonly x: string;
  readonly y: string | null;
  readonly series: string | null;
  /** Columns of the lower and the upper end of an interval, where there is one. */
  readonly interval?: readonly [low: string, high: string];
}

/** What a column of a DuckDB type holds. */
export function measureOf(type: string): Measure {
  if (/^(?:DATE|TIMESTAMP[\w ]*)$/.test(type)) return "time";
  return /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|DOUBLE|FLOAT|DECIMAL\(\d+,\d+\))$/.test(type)
    ? "number"
    : "category";
}

/**
 * The chart that a result most likely wants: a line over time, bars by category, a dot for each pair of numbers, or the
 * distribution of one number.
 *
 * @returns null where nothing can be drawn: no column, or only categories
 */
export function chooseChart(
  columns: readonly { readonly name: string; readonly type: string }[],
): ChartChoice | null {
  const of = (measure: Measure): string[] =>
    columns.filter(({ type }) => measureOf(type) === measure).map(({ name }) => name);
  const [times, numbers, categories] = [of("time"), of("number"), of("category")];
  const [time] = times;
  const [number, second] = numbers;
  const [category] = categories;
  if (number === undefined) return null;
  if (time !== undefined) return { mark: "line", x: time, y: number, series: category ?? null };
  if (category !== undefined) return { mark: "bar", x: category, y: number, series: null };
  if (second !== undefined) return { mark: "dot", x: number, y: second, series: null };
  return { mark: "histogram", x: number, y: null, series: null };
}
