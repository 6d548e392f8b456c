import { packCounts, printPacked, printUnpacked, type PackedCounts } from "./packed-counts.js";
import { hourlyCounts, windows } from "./registry.js";

/** What the SELECT of features depends on beside their names. */
export interface AccountFeaturesOptions {
  /** Features, in order. */
  readonly columns: readonly string[];
  /** Canonical tables that the source has: what would be counted from others is unknown. */
  readonly tables: ReadonlySet<string>;
  /** The most that each hourly count adds up to over all hours of an account. */
  readonly largest: Readonly<Record<string, number>>;
}

/** The hourly count that a feature adds up, and over which window; undefined where it is a fact of the account. */
export function countOf(feature: string): { readonly count: string; readonly suffix: string } | undefined {
  const [, count = "", suffix = ""] = /^(.+)_([^_]+)$/.exec(feature) ?? [];
  return count in hourlyCounts && suffix in windows ? { count, suffix } : undefined;
}

/**
 * SELECT of one row for each account and hour in which it was active, from events up to that hour's end: nothing later bears on it.
 * Hours in which it was reported and did nothing count in its windows, and have no row.
 */
export function selectAccountFeatures({ columns, tables, largest }: AccountFeaturesOptions): string {
  const counted = columns.flatMap((feature) => countOf(feature) ?? []);
  const known = new Set(counted.map(({ count }) => count).filter((count) => isKnown(count, tables)));
  const packs = packCounts(["events", ...[...known].filter((count) => count !== "events")], largest);
  const packed = packs.map((pack, index) => ({ pack, name: `counts_${index}` }));
  const used = Object.entries(windows).filter(
    ([name, { hours }]) => hours > 1 && counted.some(({ suffix }) => suffix === name),
  );
  const sums = used.flatMap(([suffix]) =>
    packed
      .filter(({ pack }) => pack.some(({ count }) => columns.includes(`${count}_${suffix}`)))
      .map(({ name }) => `@i64(sum(${name}) OVER in_${suffix}) AS ${name}_${suffix}`),
  );
  const frames = used.map(
    ([suffix, { hours }]) =>
      `in_${suffix} AS (PARTITION BY number ORDER BY n RANGE BETWEEN ${hours - 1} PRECEDING AND CURRENT ROW)`,
  );
  const expressions = new Map(
    Object.entries(windows).flatMap(([suffix, { hours }]) =>
      packed.flatMap(({ pack, name }) =>
        printUnpacked(hours > 1 ? `${name}_${suffix}` : name, pack).map(
          ({ count, sql }): [string, string] => [`${count}_${suffix}`, sql],
        ),
      ),
    ),
  );
  const listed = columns.map((column) => {
    const sql = countOf(column) ? (expressions.get(column) ?? "CAST(NULL AS BIGINT)") : factOf(column);
    return `${sql} AS ${column}`;
  });
  return `SELECT
  ${["a.account_id", `${timeOf("h.n")} AS hour`, ...listed].join(",\n  ")}
FROM (
  SELECT ${["*", ...sums].join(",\n    ")}
  FROM (${hourRows(new Set(["events", ...known]), packed)}) AS hours${frames.length > 0 ? `\n  WINDOW ${frames.join(",\n    ")}` : ""}
) AS h
JOIN account_profiles a ON a.number = h.number
LEFT JOIN signups s ON s.account_id = a.account_id AND s.signed_up_at < ${timeOf("h.n + 1")}
WHERE h.active`;
}

/**
 * SELECT of one row for each account of a source that does not say what accounts do: at the hour in which the account was made, else
 * of the day that the data describe. Counts are unknown. An account of which neither is known has no row.
 *
 * @param asOf `YYYY-MM-DD`
 */
export function selectProfileFeatures(columns: readonly string[], asOf: string | null): string {
  const day = asOf === null ? "CAST(NULL AS TIMESTAMP)" : `TIMESTAMP '${asOf} 00:00:00'`;
  const listed = columns.map(
    (column) => `${countOf(column) ? "CAST(NULL AS BIGINT)" : factOf(column)} AS ${column}`,
  );
  return `SELECT
  ${["a.account_id", `${timeOf("h.n")} AS hour`, ...listed].join(",\n  ")}
FROM (
  SELECT number, @idiv(@secs(TIMESTAMP '1970-01-01 00:00:00', @hour(coalesce(created_at, ${day}))), 3600) AS n
  FROM account_profiles
) AS h
JOIN account_profiles a ON a.number = h.number
LEFT JOIN signups s ON s.account_id = a.account_id AND s.signed_up_at < ${timeOf("h.n + 1")}
WHERE h.n IS NOT NULL`;
}

/** The tables of hourly counts, by what each is counted from. */
export const hourTables: readonly (readonly [table: string, counts: readonly string[]])[] = [
  ["account_hours", Object.keys(hourlyCounts).filter((count) => count !== "repeats" && count !== "reports")],
  ["repeat_hours", ["repeats"]],
  ["report_hours", ["reports"]],
];

/** Every hour's counts in whole numbers; an account's hour may have several rows, of which one is active. */
function hourRows(
  known: ReadonlySet<string>,
  packed: readonly { pack: PackedCounts; name: string }[],
): string {
  return hourTables
    .filter(([, counts]) => counts.some((count) => known.has(count)))
    .map(
      ([table, counts]) =>
        `SELECT number, n, ${table === "account_hours" ? "TRUE" : "FALSE"} AS active${packed.map(({ pack, name }) => `, ${printPacked(pack, counts)} AS ${name}`).join("")} FROM ${table}`,
    )
    .join("\n    UNION ALL ");
}

function isKnown(count: string, tables: ReadonlySet<string>): boolean {
  return tables.has(hourlyCounts[count]?.from ?? "");
}

function timeOf(hour: string): string {
  return `@add_s(TIMESTAMP '1970-01-01 00:00:00', CAST(${hour} AS BIGINT) * 3600)`;
}

function factOf(feature: string): string {
  if (feature === "account_age_hours") return `@f64(@secs(a.created_at, ${timeOf("h.n")})) / 3600 + 1`;
  return feature.startsWith("signup") ? `s.${feature}` : `a.${feature}`;
}
