import type { Engine } from "../engine/engine.js";
import { contract } from "../source/contract/index.js";
import type { TableRun } from "../../src/lib/view/freshness.js";

/** The tables of a source: which it has, and from when to when their rows speak. */
export interface Coverage {
  readonly tables: readonly TableRun[];
  /** First and last day of the data that the pages are about. */
  readonly range: { readonly from: string; readonly to: string };
  /** Last moment that the data covers, ISO 8601 in UTC. */
  readonly asOf: string;
}

/** Tables whose times say what span of time a source is about; those that are there, in this order of preference. */
const pacemakers = [
  "events",
  "actions",
  "rule_hits",
  "reports",
  "prevalence_samples",
  "published_metrics",
  "rule_state_changes",
];

/**
 * Measures every canonical table.
 *
 * @param asOf the day that a source without times says it describes, `YYYY-MM-DD`
 * @throws when no table of the source has a time and it does not say which day it describes: there is nothing to put on a page
 */
export async function readCoverage(
  engine: Engine,
  present: ReadonlySet<string>,
  asOf: string | null = null,
): Promise<Coverage> {
  const spans = new Map<string, { first: string; last: string }>();
  const tables: TableRun[] = [];
  for (const { name, time } of contract) {
    if (!present.has(name)) {
      tables.push({ table: name, present: false, rows: null, first: null, last: null });
      continue;
    }
    const at = time ?? (name === "published_metrics" ? "released_on" : "CAST(NULL AS TIMESTAMP)");
    const [span] = await engine.query<{ rows: number; first: string | null; last: string | null }>(
      `SELECT count(*) AS rows, CAST(min(${at}) AS TIMESTAMP) AS first, CAST(max(${at}) AS TIMESTAMP) AS last FROM ${name}`,
    );
    const { first = null, last = null } = span ?? {};
    if (first !== null && last !== null) spans.set(name, { first, last });
    tables.push({
      table: name,
      present: true,
      rows: span?.rows ?? 0,
      first: first?.slice(0, 10) ?? null,
      last: last?.slice(0, 10) ?? null,
    });
  }
  const leading = pacemakers.map((name) => spans.get(name)).find((span) => span !== undefined);
  if (!leading) {
    if (asOf !== null) return { tables, range: { from: asOf, to: asOf }, asOf: `${asOf}T23:59:59Z` };
    throw new Error(
      `nothing to publish: none of the tables ${pacemakers.join(", ")} has a row with a time; connect at least one of them, or say in source.yaml which day the data describe: as_of: YYYY-MM-DD`,
    );
  }
  const lasts = pacemakers.flatMap((name) => {
    const span = spans.get(name);
    return span && name !== "published_metrics" ? [span.last] : [];
  });
  const last = lasts.length ? lasts.reduce((a, b) => (a > b ? a : b)) : leading.last;
  return {
    tables,
    range: { from: leading.first.slice(0, 10), to: leading.last.slice(0, 10) },
    asOf: `${last.slice(0, 19).replace(" ", "T")}Z`,
  };
}
