import type { PublishedTable } from "../../../src/lib/sql/table-manifest.js";
import { canonicalTableNamed, contract } from "../../source/contract/index.js";
import { labTables } from "../../../src/lib/rule/lab/lab-tables.js";
import { labColumnMeaning } from "./lab-columns.js";

/** A table that is published for SQL in the browser. */
export interface TableToPublish {
  readonly name: string;
  readonly about: string;
  /** Column by whose months a large table is parted. */
  readonly time: string | null;
}

/** Orders other than by key, for the questions asked of the table. */
const orders: Readonly<Record<string, readonly string[]>> = {
  events: ["occurred_at", "event_id"],
  sessions: ["started_at", "session_id"],
  event_objects: ["kind", "object_id", "event_id"],
  rule_hits: ["rule_id", "hit_at", "hit_id"],
  actions: ["action_at", "action_id"],
  review_decisions: ["decided_at", "decision_id"],
  [labTables.accounts]: ["draw"],
  [labTables.kinds]: ["kind"],
  [labTables.segments]: ["segment"],
};

const lab: readonly TableToPublish[] = [
  {
    name: labTables.accounts,
    about: "The rule lab's accounts, each as it was at the end of its last active hour.",
    time: null,
  },
  {
    name: labTables.kinds,
    about: "Accounts alike in what reviewers found of them and in the rules that match them.",
    time: null,
  },
  { name: labTables.segments, about: "Country, language and age that accounts share.", time: null },
];

/** Every canonical table that there is, the rows that Explore counts, and, where `present` has them, the rule lab's. */
export function tablesToPublish(present: ReadonlySet<string>, exploreTime: string | null): TableToPublish[] {
  const canonical = [
    ...contract
      .filter(({ name }) => present.has(name))
      .map(({ name, meaning, time }) => ({ name, about: meaning, time })),
    ...lab.filter(({ name }) => present.has(name)),
  ];
  if (exploreTime === null) return canonical;
  return [
    ...canonical,
    {
      name: "explore_rows",
      about:
        "What the Explore page counts, a row each, with every dimension and, where it was reviewed, its label.",
      time: exploreTime,
    },
  ];
}

/** What a table's rows are ordered by, total: what is asked for together lies together, so that few blocks are read. */
export function orderOf({ name, columns }: PublishedTable): string {
  const canonical = canonicalTableNamed(name);
  if (canonical === undefined && orders[name] === undefined) {
    const has = (column: string): boolean => columns.some(({ name }) => name === column);
    return has("hit_at") ? "hit_at, hit_id" : "occurred_at, event_id";
  }
  const order = orders[name] ?? canonical?.key ?? [];
  return order.length > 0 ? order.join(", ") : "ALL";
}

/** Names of the canonical tables that there are not. */
export function missingTables(present: ReadonlySet<string>): string[] {
  return contract.map(({ name }) => name).filter((name) => !present.has(name));
}

/** What a column means, as the contract has it; null for a column of the source's own. */
export function meaningOf(table: string, column: string): string | null {
  return lab.some(({ name }) => name === table)
    ? labColumnMeaning(column)
    : (canonicalTableNamed(table)?.columns[column]?.meaning ?? null);
}
