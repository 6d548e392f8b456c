import { accountFact } from "./account-features.js";
import { eventFacts } from "./registry.js";
import { countOf, windowCounts, type CountsOptions } from "./window-counts.js";

/** What the SELECT of events' features depends on. */
export interface EventFeaturesOptions extends Omit<CountsOptions, "until"> {
  /** Those of the features that are the source's own columns of `events`. */
  readonly own: ReadonlySet<string>;
}

/**
 * SELECT of one row for each event: event_id, account_id, occurred_at, what the event says of itself, and its account's features as
 * they were when the event's hour began: of that hour, which is not over yet, nothing is counted.
 */
export function selectEventFeatures({ own, ...options }: EventFeaturesOptions): string {
  const { select, countSql } = windowCounts({ ...options, until: "hour before" });
  const sqlOf = (column: string): string => {
    if (own.has(column)) return `e."${column}"`;
    if (column in eventFacts)
      return options.tables.has(eventFacts[column]?.from ?? "") ? `e.${column}` : unknownFact(column);
    if (countOf(column)) return countSql(column);
    if (column === "account_age_hours") return "@f64(@secs(a.created_at, e.occurred_at)) / 3600";
    return accountFact(column, "a.signed_up_at <= e.occurred_at");
  };
  const listed = options.columns.map((column) => `${sqlOf(column)} AS "${column}"`);
  return `SELECT
  ${["e.event_id", "e.account_id", "e.occurred_at", ...listed].join(",\n  ")}
FROM (
  ${select}
) AS h
JOIN account_acts e ON e.number = h.number AND e.n = h.n
JOIN account_profiles a ON a.number = e.number
WHERE h.active`;
}

function unknownFact(column: string): string {
  return `CAST(NULL AS ${eventFacts[column]?.type === "boolean" ? "BOOLEAN" : "BIGINT"})`;
}
