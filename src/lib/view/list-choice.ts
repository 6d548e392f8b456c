import { quoteForReader } from "../text/plain.js";

/** How a list is sorted, filtered and searched: what the URL carries of it. */
export interface ListChoice {
  /** Chosen value by filter; a filter that is not in it takes all. */
  readonly filters: Readonly<Record<string, string>>;
  readonly search: string;
  /** Null: in the order in which the rows came. */
  readonly sort: { readonly column: string; readonly descending: boolean } | null;
}

/** A value of the URL that was ignored: under which key, what stood there (made safe to show), and why. */
export interface ListProblem {
  readonly key: string;
  readonly raw: string;
  readonly why: string;
}

/** What a choice is read against. */
export interface ListShape {
  readonly filters: readonly { readonly key: string; readonly values: readonly string[] }[];
  readonly columns: readonly string[];
}

const longestSearch = 200;

/** Reads the choice of a URL; a value that cannot be used is named and ignored, keys of others are left to them. */
export function readChoice(
  parameters: URLSearchParams,
  { filters, columns }: ListShape,
): { choice: ListChoice; problems: readonly ListProblem[] } {
  const problems: ListProblem[] = [];
  const ignore = (key: string, raw: string, why: string): void => {
    problems.push({ key, raw: quoteForReader(raw), why });
  };
  const chosen: Record<string, string> = {};
  for (const { key, values } of filters) {
    const raw = parameters.get(key) ?? "";
    if (raw === "") continue;
    if (values.includes(raw)) chosen[key] = raw;
    else ignore(key, raw, "no row has this value");
  }
  const raw = parameters.get("sort") ?? "";
  const column = raw.replace(/^-/, "");
  const known = columns.includes(column);
  if (raw !== "" && !known)
    ignore("sort", raw, `expected one of ${columns.join(", ")}, with "-" in front for the largest first`);
  return {
    choice: {
      filters: chosen,
      search: (parameters.get("q") ?? "").slice(0, longestSearch),
      sort: known ? { column, descending: raw.startsWith("-") } : null,
    },
    problems,
  };
}

/** The choice as a query string without `?`: only what was chosen, keys always in the same order. */
export function writeChoice({ filters, search, sort }: ListChoice, shape: ListShape): string {
  const parameters = new URLSearchParams();
  for (const { key } of shape.filters) if (filters[key]) parameters.set(key, filters[key]);
  if (search !== "") parameters.set("q", search);
  if (sort !== null) parameters.set("sort", `${sort.descending ? "-" : ""}${sort.column}`);
  return parameters.toString();
}

/** What pressing a heading leads to: smallest first, largest first, and as the rows came. */
export function nextSort<Column>(
  sort: { readonly column: Column; readonly descending: boolean } | null,
  column: Column,
): { readonly column: Column; readonly descending: boolean } | null {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? null : { column, descending: true };
}

/** What a row is chosen by: its values for each filter, and all of its text, in lower case. */
export interface ListFacts {
  readonly facets: Readonly<Record<string, readonly string[]>>;
  readonly text: string;
}

/** Whether a row is shown: it has every chosen value, and all the words that are searched for. */
export function isChosen({ facets, text }: ListFacts, { filters, search }: ListChoice): boolean {
  return (
    Object.entries(filters).every(([key, value]) => facets[key]?.includes(value) ?? false) &&
    search
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word))
  );
}

/**
 * The order of rows by what they are sorted by; rows that have nothing to be sorted by come last either way.
 *
 * @param keys one for each row
 * @returns places of the rows, in order
 */
export function sortedPlaces(keys: readonly (string | number | null)[], descending: boolean): number[] {
  const sign = descending ? -1 : 1;
  return keys
    .map((_, place) => place)
    .sort((a, b) => {
      const [left, right] = [keys[a] ?? null, keys[b] ?? null];
      if (left === null || right === null) return Number(left === null) - Number(right === null) || a - b;
      return left < right ? -sign : left > right ? sign : a - b;
    });
}
