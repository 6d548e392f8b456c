import type { SumRow } from "../../../src/lib/metrics/definition.js";
import { sum } from "../../../src/lib/metrics/sums.js";
import { ruleHealth, type RuleOverview, type RulesArtifact } from "../../../src/lib/rule/index.js";
import type { TrippedRow } from "../../../src/lib/rule/enforce/index.js";
import { addDays } from "../../../src/lib/time/index.js";
import type { Engine } from "../../engine/engine.js";
import type { Rule } from "../read-rules.js";
import { readHandleSeconds } from "../backtest/report-context.js";
import { contributionOf, recallOf } from "./contribution.js";
import { counterfactualOf } from "./counterfactual.js";
import { precisionByMonth, precisionOfAccounts, precisionOfHits } from "./precision.js";
import { promotionNeeds } from "./promotion.js";
import { segmentsOf } from "./segments.js";
import { subjects, type Subject } from "./subjects.js";
import { overviewTables, type OverviewTables } from "./tables.js";

/** Days of hits that an overview holds. */
const hitDays = 180;

/** Rules beyond which those that changed last are kept. */
const mostRules = 400;

interface Surroundings {
  readonly tables: OverviewTables;
  readonly reviewers: readonly SumRow[];
  readonly handleSeconds: number | null;
  /** Last day of the data. */
  readonly asOf: string;
  readonly accountsOf: ReadonlyMap<string, number>;
  readonly brakes: Brakes;
}

/** The brakes that stop a rule now, by rule. */
export type Brakes = ReadonlyMap<string, readonly Pick<TrippedRow, "reason" | "since">[]>;

/**
 * All that is known of every rule, from a complete warehouse.
 *
 * @param asOf last day of the data, `YYYY-MM-DD`
 */
export async function rulesOverview(
  engine: Engine,
  rules: readonly Rule[],
  asOf: string,
  brakes: Brakes = new Map(),
): Promise<RulesArtifact> {
  const tables = await overviewTables(engine);
  const all = subjects(rules, tables, asOf);
  const surroundings: Surroundings = {
    tables,
    reviewers: tables.all("metric_reviewer_gold"),
    brakes,
    handleSeconds: tables.has("review_decisions") ? await readHandleSeconds(engine) : null,
    asOf,
    accountsOf: new Map(
      tables.all("rule_contributions").map((row) => [String(row["rule"]), sum([row], "accounts") ?? 0]),
    ),
  };
  const overviews = all.slice(0, mostRules).map((subject) => overviewOf(subject, surroundings));
  return {
    asOf,
    total: all.length,
    rules: overviews,
    union: all.filter(({ state }) => state === "enforce" || state === "limited").map(({ rule }) => rule),
    handleSeconds: surroundings.handleSeconds,
  };
}

function overviewOf({ params, ...subject }: Subject, around: Surroundings): RuleOverview {
  const { tables, reviewers, handleSeconds, asOf } = around;
  const { rule } = subject;
  const labels = tables.rows("metric_rule_labels", rule);
  const [contribution] = tables.rows("rule_contributions", rule);
  const days = tables.rows("rule_days", rule);
  const present = labels.filter((row) => row["version"] === subject.version);
  const precision =
    labels.length === 0 && contribution !== undefined
      ? precisionOfAccounts(contribution, reviewers)
      : precisionOfHits(present, reviewers);
  const months = precisionByMonth(labels, reviewers);
  const parity = parityOf(tables.rows("rule_parity", rule)[0]);
  const hits = hitsByDay(days, asOf);
  const lastHit = days.length > 0 ? days.reduce((last, row) => max(last, String(row["day"])), "") : null;
  const versionFrom = subject.steps.find(({ version }) => version === subject.version)?.on ?? null;
  return {
    ...subject,
    ...hits,
    accountsHit: sum(contribution === undefined ? [] : [contribution], "accounts") ?? 0,
    lastHit,
    precision,
    versions: versionsOf(subject, params, labels, days, reviewers),
    months,
    health: [
      ...brakeFindings(around.brakes.get(rule) ?? []),
      ...ruleHealth({ ...subject, ...hits, lastHit, months, parity, versionFrom, asOf }),
    ],
    promotion: promotionNeeds(subject.state, subject.target, precision, handleSeconds),
    recall: recallOf(
      contribution,
      tables.all("rule_union").find((row) => row["policy"] === subject.policy),
    ),
    contribution: contributionOf(contribution, handleSeconds),
    overlaps: tables
      .rows("rule_overlaps", rule)
      .map((row) => ({
        rule: String(row["other"]),
        accounts: around.accountsOf.get(String(row["other"])) ?? 0,
        both: sum([row], "both_accounts") ?? 0,
      }))
      .sort((a, b) => b.both - a.both || (a.rule < b.rule ? -1 : 1)),
    segments: segmentsOf(tables.rows("rule_segments", rule)),
    counterfactual: counterfactualOf(tables.rows("rule_holdouts", rule)),
    parity,
    samples: tables.rows("rule_samples", rule).map((row) => ({
      account: String(row["account_id"]),
      at: String(row["day"]),
      version: Number(row["version"]),
      environment: String(row["environment"]),
      label: row["label"] as RuleOverview["samples"][number]["label"],
    })),
    actions: tables.has("metric_actions_by_rule")
      ? (sum(tables.rows("metric_actions_by_rule", rule), "actions") ?? 0)
      : null,
  };
}

function brakeFindings(brakes: NonNullable<ReturnType<Brakes["get"]>>): RuleOverview["health"] {
  return brakes.map(({ reason, since }) => ({
    kind: "brake",
    text: `The emergency brake stops it: ${reason}`,
    since: since.slice(0, 10),
  }));
}

function max(a: string, b: string): string {
  return a > b ? a : b;
}

function hitsByDay(days: readonly SumRow[], asOf: string): Pick<RuleOverview, "hits" | "hitsFrom"> {
  const [first] = days.map((row) => String(row["day"])).sort();
  if (first === undefined) return { hitsFrom: null, hits: [] };
  const from = max(first, addDays(asOf, 1 - hitDays));
  const counts = new Map<string, number>();
  for (const row of days)
    counts.set(String(row["day"]), (counts.get(String(row["day"])) ?? 0) + (sum([row], "hits") ?? 0));
  const hits: number[] = [];
  for (let day = from; day <= asOf; day = addDays(day, 1)) hits.push(counts.get(day) ?? 0);
  return { hitsFrom: from, hits };
}

function versionsOf(
  { steps, version: present }: Pick<Subject, "steps" | "version">,
  params: Subject["params"],
  labels: readonly SumRow[],
  days: readonly SumRow[],
  reviewers: readonly SumRow[],
): RuleOverview["versions"] {
  const numbers = new Set([
    ...steps.map(({ version }) => version),
    ...days.map((row) => Number(row["version"])),
    present,
  ]);
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted.map((version, index) => ({
    version,
    from: steps.find((step) => step.version === version)?.on ?? null,
    until: steps.find((step) => step.version === sorted[index + 1])?.on ?? null,
    params: params.get(version) ?? {},
    hits:
      sum(
        days.filter((row) => row["version"] === version),
        "hits",
      ) ?? 0,
    ...precisionOfHits(
      labels.filter((row) => row["version"] === version),
      reviewers,
    ),
  }));
}

function parityOf(row: SumRow | undefined): RuleOverview["parity"] {
  if (row === undefined) return null;
  const count = (column: string): number => sum([row], column) ?? 0;
  return {
    both: count("both_hits"),
    onlyEvaluated: count("only_evaluated"),
    onlyPlatform: count("only_platform"),
  };
}
