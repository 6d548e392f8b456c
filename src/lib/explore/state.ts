import { quoteForReader } from "../text/plain.js";
import { readList, writeList } from "../slice/list.js";
import { addDays, isDay } from "../time/day.js";
import type { ExploreManifest } from "./manifest.js";

/** What the Explore page shows: what is brushed in each view, which view was swapped, and the week that is shown by the hour. */
export interface ExploreState {
  /** First and last moment brushed, both included: days, or `YYYY-MM-DDTHH` in a week; null where time is not brushed. */
  readonly time: { readonly from: string; readonly to: string } | null;
  /** Monday of the week shown by the hour; null for all days. */
  readonly week: string | null;
  /** Dimension that takes the place of a view; null for none. */
  readonly swap: string | null;
  /** Values of the bins brushed, by dimension; a dimension that is not brushed is not in it. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/** A value of the link that was ignored: under which key, what stood there (made safe to show), and why. */
export interface StateProblem {
  readonly key: string;
  readonly raw: string;
  readonly why: string;
}

export const untouched: ExploreState = { time: null, week: null, swap: null, values: {} };

const longestValue = 20_000;
const mostProblems = 20;

/** Reads the state of a link. A value that cannot be used is named and ignored; keys of others are left to them. */
export function parseExplore(
  parameters: URLSearchParams,
  manifest: ExploreManifest,
): { state: ExploreState; problems: readonly StateProblem[] } {
  const problems: StateProblem[] = [];
  const ignore = (key: string, raw: string, why: string): null => {
    problems.push({ key, raw: quoteForReader(raw), why });
    return null;
  };
  const swap = read(parameters, "swap", (raw) =>
    raw in manifest.swaps
      ? raw
      : ignore(
          "swap",
          raw,
          `expected one of ${Object.keys(manifest.swaps).join(", ") || "none: no view can be swapped here"}`,
        ),
  );
  const week = read(parameters, "week", (raw) =>
    manifest.weeks.some(({ from }) => from === raw)
      ? raw
      : ignore("week", raw, "expected the Monday, YYYY-MM-DD, of a week of the data"),
  );
  if (week !== null && swap !== null)
    ignore("swap", swap, "hours of a week are counted for the page's own views alone");
  const shownSwap = week === null ? swap : null;
  const values: Record<string, string[]> = {};
  for (const name of shownViews(manifest, shownSwap)) {
    const raw = parameters.getAll(name).join(",");
    if (raw === "") continue;
    if (raw.length > longestValue) {
      ignore(name, raw, `longer than ${longestValue} characters`);
      continue;
    }
    const bins = new Set(
      manifest.dimensions.find((dimension) => dimension.name === name)?.bins.map(({ value }) => value),
    );
    const given = [...new Set(readList(raw.replaceAll(notRecorded, "")))];
    if (readList(raw).includes(notRecorded)) given.push("");
    for (const value of given) if (!bins.has(value)) ignore(name, value, "the data have no such value");
    const known = given.filter((value) => bins.has(value)).sort();
    if (known.length > 0) values[name] = known;
  }
  return {
    state: { time: parseTime(parameters, manifest, week, ignore), week, swap: shownSwap, values },
    problems: problems.length > mostProblems ? problems.slice(0, mostProblems) : problems,
  };
}

/** Stands in links for the bin of rows where a dimension is not recorded. */
const notRecorded = "(none)";

function read(
  parameters: URLSearchParams,
  key: string,
  parse: (raw: string) => string | null,
): string | null {
  const raw = parameters.get(key);
  return raw === null || raw === "" ? null : parse(raw);
}

function parseTime(
  parameters: URLSearchParams,
  { time, weeks }: ExploreManifest,
  week: string | null,
  ignore: (key: string, raw: string, why: string) => null,
): ExploreState["time"] {
  const hours = week !== null && weeks.length > 0;
  const [least, most] = hours ? [`${week}T00`, `${addDays(week, 6)}T23`] : [time.from, time.to];
  const moment = (key: string): string | null =>
    read(parameters, key, (raw) => {
      const valid = hours
        ? /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3])$/.test(raw) && isDay(raw.slice(0, 10))
        : isDay(raw);
      if (!valid)
        return ignore(key, raw, hours ? "expected an hour, YYYY-MM-DDTHH" : "expected a day, YYYY-MM-DD");
      return raw < least || raw > most ? ignore(key, raw, `the view shows ${least} to ${most}`) : raw;
    });
  const [from, to] = [moment("from"), moment("to")];
  if (from === null && to === null) return null;
  const range = { from: from ?? least, to: to ?? most };
  if (range.from <= range.to) return range;
  ignore("from", range.from, "lies after `to`");
  return null;
}

/** The state as a query string without `?`: only what differs from the untouched page, keys always in the same order. */
export function writeExplore({ time, week, swap, values }: ExploreState): string {
  const parts = [
    ...(time ? [`from=${time.from}`, `to=${time.to}`] : []),
    ...(week ? [`week=${week}`] : []),
    ...(swap ? [`swap=${swap}`] : []),
    ...Object.keys(values)
      .sort()
      .filter((name) => (values[name] ?? []).length > 0)
      .map(
        (name) =>
          `${name}=${encode(writeList([...new Set(values[name])].sort().map((value) => value || notRecorded)))}`,
      ),
  ];
  return parts.join("&");
}

/** Names of the four views that a state shows beside time. */
export function shownViews({ views, swaps }: ExploreManifest, swap: string | null): string[] {
  return views.map((view) => (swap !== null && swaps[swap] === view ? swap : view));
}

/** Whether anything was brushed, swapped or zoomed. */
export function isTouched(state: ExploreState): boolean {
  return writeExplore(state) !== "";
}

function encode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd")).replaceAll("%2C", ",");
}
