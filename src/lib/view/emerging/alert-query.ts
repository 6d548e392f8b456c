import type { PublishedAlert } from "../../emerging/artifact.js";
import { queryValue } from "../query-value.js";

/** The rows behind an alert, as a query in the fragment of a link to the SQL page. */
export function alertQuery({ kind, entity, day }: Pick<PublishedAlert, "kind" | "entity" | "day">): string {
  return queryValue(`${selectOf(kind, entity, day)} LIMIT 1000`);
}

function selectOf(kind: string, entity: string, day: string): string {
  const text = `'${entity.replaceAll("'", "''")}'`;
  const on = (time: string): string => `CAST(${time} AS DATE) = DATE '${day}'`;
  if (kind === "text")
    return `SELECT e.* FROM event_texts t JOIN events e USING (event_id) WHERE t.cluster_id = ${text} AND ${on("e.occurred_at")}`;
  if (kind === "asn")
    return `SELECT * FROM sessions WHERE kind = 'signup' AND asn = ${text} AND ${on("started_at")}`;
  if (kind === "prefix")
    return `SELECT * FROM sessions WHERE kind = 'signup' AND ip_prefix_h = ${text} AND ${on("started_at")}`;
  if (kind === "email_domain")
    return `SELECT * FROM accounts WHERE email_domain = ${text} AND ${on("created_at")}`;
  if (kind === "handle") return `SELECT * FROM accounts WHERE ${on("created_at")}`;
  if (kind === "rule")
    return `SELECT * FROM rule_hits WHERE environment = 'live' AND rule_id || ' v' || version = ${text} AND ${on("hit_at")}`;
  if (kind === "reason") return `SELECT * FROM reports WHERE reason = ${text} AND ${on("reported_at")}`;
  if (kind === "place") {
    const [country = "", surface = ""] = entity.split(" × ");
    const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;
    return `SELECT e.* FROM events e JOIN accounts a USING (account_id) WHERE a.country = ${quoted(country)} AND e.surface = ${quoted(surface)} AND ${on("e.occurred_at")}`;
  }
  return `SELECT e.* FROM event_objects o JOIN events e USING (event_id) WHERE o.kind = '${kind}' AND o.object_id = ${text} AND ${on("e.occurred_at")}`;
}
