import { formatDay } from "../format/date.js";
import { quoteForReader } from "../text/plain.js";
import { isDay } from "../time/day.js";
import type { SliceFrame } from "./slice-frame.js";
import { readList } from "./list.js";
import { automations, comparisons, grains, listKeys, type Slice, type SliceKey } from "./slice.js";

/** A value of the URL that was ignored: under which key, what stood there (made safe to show), and why. */
export interface SliceProblem {
  readonly key: SliceKey;
  readonly raw: string;
  readonly why: string;
}

/** What a key of the URL says. */
type Parsed<T> =
  | { readonly state: "valid"; readonly value: T; readonly problems: readonly SliceProblem[] }
  | { readonly state: "invalid"; readonly problems: readonly SliceProblem[] }
  | { readonly state: "missing" };

const longestValue = 20_000;
const mostProblems = 20;

/**
 * Reads the slice of a URL. A value that cannot be used is named and ignored: the default stands in its place.
 * Keys that are not the slice's are left to others.
 *
 * @param frame its defaults, range and options decide what is valid
 * @returns at most 20 problems; the last one says how many more there are
 */
export function parseSlice(
  parameters: URLSearchParams,
  frame: SliceFrame,
): { slice: Slice; problems: readonly SliceProblem[] } {
  const { defaults } = frame;
  const problems: SliceProblem[] = [];
  const take = <T>(parsed: Parsed<T>, fallback: T): T => {
    if (parsed.state !== "missing") problems.push(...parsed.problems);
    return parsed.state === "valid" ? parsed.value : fallback;
  };
  const lists = Object.fromEntries(
    listKeys.map((key) => [key, take(parseList(parameters, key, frame), defaults[key])]),
  ) as Pick<Slice, (typeof listKeys)[number]>;
  let from = take(parseDay(parameters, "from", frame), defaults.from);
  let to = take(parseDay(parameters, "to", frame), defaults.to);
  if (from > to) {
    const why = `the period would start on ${formatDay(from)} and end before that, on ${formatDay(to)}`;
    for (const key of ["from", "to"] as const)
      if (parameters.has(key)) problems.push(problem(key, parameters.get(key) ?? "", why));
    ({ from, to } = defaults);
  }
  const slice: Slice = {
    from,
    to,
    tz: take(parseZone(parameters), defaults.tz),
    grain: take(parseWord(parameters, "grain", grains), defaults.grain),
    vs: take(parseWord(parameters, "vs", comparisons), defaults.vs),
    ...lists,
    auto: take(parseWord(parameters, "auto", automations), defaults.auto),
  };
  return { slice, problems: capped(problems) };
}

function parseDay(parameters: URLSearchParams, key: "from" | "to", { range }: SliceFrame): Parsed<string> {
  return parseOne(parameters, key, (raw) => {
    if (!isDay(raw)) return "expected a day, YYYY-MM-DD";
    return raw < range.from || raw > range.to
      ? `the data cover ${formatDay(range.from)} to ${formatDay(range.to)}`
      : null;
  });
}

function parseZone(parameters: URLSearchParams): Parsed<string> {
  return parseOne(parameters, "tz", (raw) =>
    raw === "UTC"
      ? null
      : "the published figures are counted by days in UTC; another zone needs the events themselves",
  );
}

function parseWord<T extends string>(
  parameters: URLSearchParams,
  key: SliceKey,
  words: readonly T[],
): Parsed<T> {
  const parsed = parseOne(parameters, key, (raw) =>
    words.some((word) => word === raw) ? null : `expected one of ${words.join(", ")}`,
  );
  return parsed as Parsed<T>;
}

function parseOne(
  parameters: URLSearchParams,
  key: SliceKey,
  refuse: (raw: string) => string | null,
): Parsed<string> {
  const [raw, ...more] = parameters.getAll(key);
  if (raw === undefined) return { state: "missing" };
  const repeated = more.map((other) => problem(key, other, "given more than once; the first one counts"));
  const why = refuse(raw);
  return why === null
    ? { state: "valid", value: raw, problems: repeated }
    : { state: "invalid", problems: [problem(key, raw, why), ...repeated] };
}

function parseList(
  parameters: URLSearchParams,
  key: (typeof listKeys)[number],
  { options }: SliceFrame,
): Parsed<readonly string[]> {
  if (!parameters.has(key)) return { state: "missing" };
  const raw = parameters.getAll(key).join(",");
  if (raw.length > longestValue)
    return { state: "invalid", problems: [problem(key, raw, `longer than ${longestValue} characters`)] };
  const offered = new Set(options[key].map(({ value }) => value));
  const values = [...new Set(readList(raw))];
  const known = values.filter((value) => offered.has(value));
  const problems = values
    .filter((value) => !offered.has(value))
    .map((value) =>
      problem(key, value, offered.size ? "the data have no such value" : "the data are not recorded by it"),
    );
  return known.length > 0 || values.length === 0
    ? { state: "valid", value: known.sort(), problems }
    : { state: "invalid", problems };
}

function problem(key: SliceKey, raw: string, why: string): SliceProblem {
  return { key, raw: quoteForReader(raw), why };
}

function capped(problems: readonly SliceProblem[]): readonly SliceProblem[] {
  const [kept, left] = [problems.slice(0, mostProblems - 1), problems.slice(mostProblems - 1)];
  const [first] = left;
  if (first === undefined || left.length === 1) return problems;
  return [...kept, { ...first, why: `${first.why}; and ${left.length - 1} more values were ignored` }];
}
