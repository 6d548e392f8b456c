import * as fc from "fast-check";
import type { Engine } from "../../../../data-loaders/engine/engine.js";

type Value = string | number | boolean | null;
export type Row<Columns extends string> = Record<Columns, Value>;

/** Types of the columns that the metrics read, by canonical table. */
const types = {
  accounts: { account_id: "VARCHAR", country: "VARCHAR" },
  events: {
    event_id: "VARCHAR",
    account_id: "VARCHAR",
    occurred_at: "TIMESTAMP",
    surface: "VARCHAR",
    views: "BIGINT",
  },
  rules: { rule_id: "VARCHAR", policy_id: "VARCHAR" },
  rule_state_changes: {
    rule_id: "VARCHAR",
    version: "INTEGER",
    state: "VARCHAR",
    changed_at: "TIMESTAMP",
  },
  rule_hits: {
    hit_id: "VARCHAR",
    rule_id: "VARCHAR",
    version: "INTEGER",
    environment: "VARCHAR",
    event_id: "VARCHAR",
    account_id: "VARCHAR",
    hit_at: "TIMESTAMP",
    held_out: "BOOLEAN",
  },
  actions: {
    action_id: "VARCHAR",
    account_id: "VARCHAR",
    event_id: "VARCHAR",
    action_type: "VARCHAR",
    policy_id: "VARCHAR",
    action_at: "TIMESTAMP",
    automated_decision: "BOOLEAN",
    first_report_at: "TIMESTAMP",
    views_before: "BIGINT",
    reversed_at: "TIMESTAMP",
    via_appeal: "BOOLEAN",
  },
  action_rules: { action_id: "VARCHAR", hit_id: "VARCHAR", is_primary: "BOOLEAN" },
  review_jobs: {
    job_id: "VARCHAR",
    queue: "VARCHAR",
    account_id: "VARCHAR",
    event_id: "VARCHAR",
    hit_id: "VARCHAR",
    sample_design: "VARCHAR",
    stratum: "VARCHAR",
    inclusion_prob: "DOUBLE",
    run_id: "VARCHAR",
    enqueued_at: "TIMESTAMP",
    due_at: "TIMESTAMP",
    gold_label: "VARCHAR",
  },
  review_frames: {
    run_id: "VARCHAR",
    queue: "VARCHAR",
    stratum: "VARCHAR",
    frame_size: "BIGINT",
    selected: "BIGINT",
  },
  review_decisions: {
    decision_id: "VARCHAR",
    job_id: "VARCHAR",
    reviewer_id: "VARCHAR",
    label: "VARCHAR",
    decided_at: "TIMESTAMP",
  },
  appeals: { action_id: "VARCHAR", outcome: "VARCHAR" },
  reports: { account_id: "VARCHAR", event_id: "VARCHAR", reason: "VARCHAR", reported_at: "TIMESTAMP" },
  sessions: {
    account_id: "VARCHAR",
    kind: "VARCHAR",
    started_at: "TIMESTAMP",
    challenge_result: "VARCHAR",
  },
  prevalence_samples: {
    event_id: "VARCHAR",
    sampled_on: "DATE",
    views: "BIGINT",
    inclusion_prob: "DOUBLE",
    label: "VARCHAR",
  },
} as const;

type Tables = typeof types;
/** A small platform: the rows of every canonical table that a metric reads. */
export type Platform = { readonly [T in keyof Tables]: readonly Row<keyof Tables[T] & string>[] };

const start = Date.UTC(2026, 1, 26);
/** A moment within eight days across the end of a month, on a grid of 20 minutes so that ties occur. */
const moment = fc
  .nat(8 * 72)
  .map((step) => new Date(start + step * 1_200_000).toISOString().slice(0, 19).replace("T", " "));
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 3 });
const one = fc.constantFrom;
const account = one("a1", "a2", "a3", "a4");
const event = one("e1", "e2", "e3", "e4", "e5", "e6");
const hit = one("h0", "h1", "h2", "h3", "h4", "h5", "h6", "h7");
const probability = one(1, 0.5, 0.3, 0.07, 0.001);
const label = one("true_positive", "true_positive", "false_positive", "novel", "uncertain");

/** Rows of a table, named by their place where the table has a key. */
function rows<T extends Record<string, fc.Arbitrary<Value>>>(columns: T, most: number, key?: string) {
  return fc
    .array(fc.record(columns), { maxLength: most, size: "max" })
    .map((list) => list.map((row, index) => (key ? { ...row, [`${key}_id`]: `${key[0]}${index}` } : row)));
}

/** Random small platforms: keys that match and keys that do not, ties, nulls, empty tables. */
export const platforms = fc.record({
  accounts: fc
    .subarray(["a1", "a2", "a3"])
    .chain((ids) =>
      fc.tuple(
        ...ids.map((account_id) =>
          fc.record({ account_id: fc.constant(account_id), country: maybe(one("DE", "BR")) }),
        ),
      ),
    ),
  events: fc.subarray(["e1", "e2", "e3", "e4", "e5"]).chain((ids) =>
    fc.tuple(
      ...ids.map((event_id) =>
        fc.record({
          event_id: fc.constant(event_id),
          account_id: account,
          occurred_at: moment,
          surface: maybe(one("feed", "search")),
          views: maybe(fc.nat(5000)),
        }),
      ),
    ),
  ),
  rules: fc.constant([
    { rule_id: "r1", policy_id: "p1" },
    { rule_id: "r2", policy_id: "p2" },
    { rule_id: "r3", policy_id: null },
  ]),
  rule_state_changes: rows(
    {
      rule_id: one("r1", "r1", "r2", "r4"),
      version: one(1, 2),
      state: one("draft", "shadow", "shadow", "review_only", "limited", "enforce", "paused", "retired"),
      changed_at: moment,
    },
    14,
  ),
  rule_hits: rows(
    {
      rule_id: one("r1", "r2"),
      version: one(1, 2),
      environment: one("live", "live", "shadow"),
      event_id: maybe(event),
      account_id: account,
      hit_at: moment,
      held_out: maybe(one(true, false, false)),
    },
    8,
    "hit",
  ),
  actions: rows(
    {
      account_id: account,
      event_id: maybe(event),
      action_type: one("content_remove", "account_lock", "challenge", "none"),
      policy_id: one("p1", "p2"),
      action_at: moment,
      automated_decision: one(true, false),
      first_report_at: maybe(moment),
      views_before: maybe(fc.nat(3000)),
      reversed_at: maybe(moment),
      via_appeal: maybe(fc.boolean()),
    },
    14,
    "action",
  ),
  action_rules: fc.uniqueArray(
    fc.record({
      action_id: one("a0", "a1", "a2", "a3", "a4", "a5", "a6"),
      hit_id: hit,
      is_primary: one(true, true, false),
    }),
    { minLength: 4, maxLength: 20, selector: ({ action_id, hit_id }) => `${action_id} ${hit_id}` },
  ),
  review_jobs: rows(
    {
      queue: maybe(one("q1", "q2")),
      account_id: account,
      event_id: maybe(event),
      hit_id: maybe(hit),
      sample_design: one("stratified", "census", "certainty", "audit", "audit", "gold", "appeal"),
      stratum: maybe(one("s1", "r3", "r3:low")),
      inclusion_prob: probability,
      run_id: maybe(one("1", "2")),
      enqueued_at: maybe(moment),
      due_at: maybe(moment),
      gold_label: maybe(label),
    },
    20,
    "job",
  ),
  review_frames: fc.uniqueArray(
    fc.record({
      run_id: one("1", "2"),
      queue: one("q1", "q2", "rule_quality"),
      stratum: one("s1", "r3", "r3:low", "r1:2026-02", "r2:2026-03"),
      frame_size: fc.nat(4000),
      selected: fc.nat(10),
    }),
    { maxLength: 12, selector: ({ run_id, queue, stratum }) => `${run_id} ${queue} ${stratum}` },
  ),
  review_decisions: rows(
    {
      job_id: fc.nat(19).map((index) => `j${index}`),
      reviewer_id: maybe(one("v1", "v2", "v3")),
      label,
      decided_at: maybe(moment),
    },
    30,
    "decision",
  ),
  appeals: rows(
    {
      action_id: fc.nat(13).map((index) => `a${index}`),
      outcome: one("upheld", "overturned", "withdrawn", "pending"),
    },
    8,
  ),
  reports: rows(
    { account_id: account, event_id: maybe(event), reason: one("spam", "scam"), reported_at: moment },
    8,
  ),
  sessions: rows(
    {
      account_id: account,
      kind: one("signup", "login"),
      started_at: moment,
      challenge_result: maybe(one("passed", "failed", "abandoned")),
    },
    12,
  ),
  prevalence_samples: rows(
    {
      event_id: event,
      sampled_on: moment.map((time) => time.slice(0, 10)),
      views: fc.nat(100_000),
      inclusion_prob: probability,
      label: one("violating", "benign", "uncertain"),
    },
    15,
  ),
}) as unknown as fc.Arbitrary<Platform>;

/** Writes a platform's tables into a database. */
export async function loadPlatform(engine: Engine, platform: Platform): Promise<void> {
  for (const [table, columns] of Object.entries(types)) {
    const list = platform[table as keyof Platform] as readonly Row<string>[];
    const definitions = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
    await engine.execute(`CREATE OR REPLACE TABLE ${table} (${definitions.join(", ")})`);
    if (list.length === 0) continue;
    const values = list.map(
      (row) =>
        `(${Object.keys(columns)
          .map((name) => literal(row[name] ?? null))
          .join(", ")})`,
    );
    await engine.execute(`INSERT INTO ${table} VALUES ${values.join(", ")}`);
  }
}

function literal(value: Value): string {
  if (typeof value === "string") return `'${value}'`;
  return value === null ? "NULL" : String(value);
}
