import { packCounts, printPacked, printUnpacked, type PackedCounts } from "./packed-counts.js";
import { hourlyCounts, windows } from "./registry.js";

/** What counts over windows depend on beside their names. */
export interface CountsOptions {
  /** Features, in order; those that are no counts are passed over. */
  readonly columns: readonly string[];
  /** Canonical tables that the source has: what would be counted from others is unknown. */
  readonly tables: ReadonlySet<string>;
  /** The most that each hourly count adds up to over all hours of an account. */
  readonly largest: Readonly<Record<string, number>>;
  /** The last hour that counts: the row's own, or the one before. */
  readonly until: "own hour" | "hour before";
}

/** The tables of hourly counts, by what each is counted from. */
export const hourTables: readonly (readonly [table: string, counts: readonly string[]])[] = [
  ["account_hours", Object.keys(hourlyCounts).filter((count) => count !== "repeats" && count !== "reports")],
  ["repeat_hours", ["repeats"]],
  ["report_hours", ["reports"]],
];

/** SQL of a count that nothing says. */
export const unknownCount = "CAST(NULL AS BIGINT)";

/** The hourly count that a feature adds up, and over which window; undefined where it is none. */
export function countOf(feature: string): { readonly count: string; readonly suffix: string } | undefined {
  const [, count = "", suffix = ""] = /^(.+)_([^_]+)$/.exec(feature) ?? [];
  return count in hourlyCounts && suffix in windows ? { count, suffix } : undefined;
}

/** SQL of the time at which an hour, numbered from 1970, begins. */
export function timeOfHour(hour: string): string {
  return `@add_s(TIMESTAMP '1970-01-01 00:00:00', CAST(${hour} AS BIGINT) * 3600)`;
}

/**
 * SELECT of `number`, `n`, `active` and sums over windows: one row for each account's hour in which it was active, and some that are
 * not active. `countSql` gives what becomes of each count on such a row.
 */
export function windowCounts({ columns, tables, largest, until }: CountsOptions): {
  select: string;
  countSql: (feature: string) => string;
} {
  const counted = columns.flatMap((feature) => countOf(feature) ?? []);
  const known = [...new Set(["events", ...counted.map(({ count }) => count)])].filter((count) =>
    tables.has(hourlyCounts[count]?.from ?? ""),
  );
  const packed = packCounts(known, largest).map((pack, index) => ({ pack, name: `counts_${index}` }));
  const sums: string[] = [];
  const frames: string[] = [];
  const expressions = new Map<string, string>();
  for (const [suffix, { hours }] of Object.entries(windows)) {
    const asked = packed.filter(({ pack }) =>
      pack.some(({ count }) => columns.includes(`${count}_${suffix}`)),
    );
    const own = hours === 1 && until === "own hour";
    for (const { pack, name } of asked) {
      const sum = own ? name : `${name}_${suffix}`;
      if (!own) sums.push(`coalesce(@i64(sum(${name}) OVER in_${suffix}), 0) AS ${sum}`);
      for (const { count, sql } of printUnpacked(sum, pack))
        expressions.set(`${count}_${suffix}`, `CAST(${sql} AS ${typeFor(largest[count] ?? 0)})`);
    }
    if (asked.length > 0 && !own) frames.push(`in_${suffix} AS (${frame(hours, until)})`);
  }
  const windowed = frames.length > 0 ? `\n  WINDOW ${frames.join(",\n    ")}` : "";
  return {
    select: `SELECT ${["*", ...sums].join(",\n    ")}\n  FROM (${hourRows(known, packed)}) AS hours${windowed}`,
    countSql: (feature) => expressions.get(feature) ?? unknownCount,
  };
}

/** The narrowest type that holds a count: most of what features take to write and to read is their size. */
function typeFor(largest: number): string {
  if (largest < 2 ** 15) return "SMALLINT";
  return largest < 2 ** 31 ? "INTEGER" : "BIGINT";
}

function frame(hours: number, until: CountsOptions["until"]): string {
  const range =
    until === "own hour" ? `${hours - 1} PRECEDING AND CURRENT ROW` : `${hours} PRECEDING AND 1 PRECEDING`;
  return `PARTITION BY number ORDER BY n RANGE BETWEEN ${range}`;
}

/** Every hour's counts in whole numbers; an account's hour may have several rows, of which one is active. */
function hourRows(known: readonly string[], packed: readonly { pack: PackedCounts; name: string }[]): string {
  return hourTables
    .filter(([, counts]) => counts.some((count) => known.includes(count)))
    .map(([table, counts]) => {
      const numbers = packed.map(({ pack, name }) => `${printPacked(pack, counts)} AS ${name}`);
      const active = table === "account_hours" ? "TRUE" : "FALSE";
      return `SELECT ${["number", "n", `${active} AS active`, ...numbers].join(", ")} FROM ${table}`;
    })
    .join("\n    UNION ALL ");
}
