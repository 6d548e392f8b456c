import { type Need, partsOf } from "../../account/needs.js";
import { lacking, listed } from "../inputs.js";
import type { Missing } from "../page-view.js";

/** What stands in for a kind of object, where a source has it. */
const objectsOf: Readonly<Record<string, string>> = {
  url: "the address",
  domain: "its domain",
  media: "a hash of the picture or video",
};

/**
 * Says which tables a figure lacks or, where the tables are there, what they leave empty, and what to do about it.
 *
 * @param tables those that the source does not have
 * @param blank columns and kinds of objects that hold nothing
 * @param purpose what cannot be shown, e.g. "Media"
 */
export function unknownFor(tables: readonly string[], blank: readonly Need[], purpose: string): Missing {
  if (tables.length > 0 || blank.length === 0) return lacking(tables, purpose);
  const parts = blank.map(partsOf);
  const columns = parts.filter(({ kind }) => kind === null);
  const kinds = parts.flatMap(({ kind }) => (kind === null ? [] : [kind]));
  const names = columns.map(({ table, column }) => `${table}.${column}`);
  const files = [...new Set(columns.map(({ table }) => `${table}.sql`))];
  const why = [
    columns.length === 0
      ? ""
      : `${listed(names)} ${names.length === 1 ? "is" : "are"} empty in every row of this source`,
    kinds.length === 0 ? "" : `no event of this source holds an object of kind ${kinds.join(" or ")}`,
  ].filter((part) => part !== "");
  const remedy = [
    columns.length === 0
      ? ""
      : `select ${listed(columns.map(({ column }) => column))} in ${listed(files)} of the source's folder`,
    kinds.length === 0
      ? ""
      : `add rows to event_objects.sql: the event, ${listed(kinds.map((kind) => `'${kind}' with ${objectsOf[kind] ?? "what names it"} as object_id`))}`,
  ].filter((part) => part !== "");
  return {
    tables: [],
    why: `${purpose}: unknown, not zero. ${sentences(why)}`,
    remedy: `To connect ${blank.length === 1 ? "it" : "them"}, ${remedy.join("; ")}.`,
  };
}

function sentences(parts: readonly string[]): string {
  const text = parts.join("; ");
  // Names of tables keep their small letter.
  return `${text.startsWith("no ") ? `N${text.slice(1)}` : text}.`;
}
