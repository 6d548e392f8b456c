import { readFileSync } from "node:fs";
import { printSql } from "../../../src/lib/predicate/index.js";
import { labTables } from "../../../src/lib/rule/lab/lab-tables.js";
import type { LabColumn, LabRule, RuleLab, RuleLabMissing } from "../../../src/lib/rule/lab/manifest.js";
import { latestDays, latestHits, type ReportContext } from "../../../src/lib/rule/report/index.js";
import { riskScore } from "../../../src/lib/rule/index.js";
import type { Engine } from "../../engine/engine.js";
import { accountFeatures } from "../../features/registry.js";
import { rangeOf, type DayRange } from "../../rules/backtest/prepare.js";
import { reportContext } from "../../rules/backtest/report-context.js";
import { reportBasis, runReport, type ReportBasis } from "../../rules/backtest/run-report.js";
import type { Rule } from "../../rules/read-rules.js";
import { usedColumns } from "../../rules/rule-accounts.js";
import type { PublishedSource } from "../published-source.js";
import type { MadeTable } from "../tables/write-tables.js";
import { labTablesToMake } from "./lab-tables.js";

/** The folder that commands read where none is named. */
const ownSource = "data-loaders/source/demo";

const tables = { ...labTables, hits: "lab_hits" };

export interface PublishRuleLabOptions {
  readonly engine: Engine;
  readonly source: PublishedSource;
  /** Every rule of the source's folder. */
  readonly rules: readonly Rule[];
  readonly present: ReadonlySet<string>;
}

/** Artifact `rule_lab.json`, and the tables that the page asks; none where there is nothing to try a rule on. */
export async function publishRuleLab({
  engine,
  source,
  rules,
  present,
}: PublishRuleLabOptions): Promise<{ artifact: RuleLab | RuleLabMissing; made: readonly MadeTable[] }> {
  const own = rules.filter(({ rule }) => rule.grain === "account");
  if (own.length === 0) return { artifact: { missing: ["rules"] }, made: [] };
  if (!present.has("rule_accounts")) return { artifact: { missing: ["accounts"] }, made: [] };
  const context = await reportContext(engine, rules);
  const range = await rangeOf(engine, undefined, undefined);
  const made = labTablesToMake(context.running.length);
  for (const { name, select } of made)
    await engine.execute(`CREATE OR REPLACE TEMP TABLE ${name} AS ${select}`);
  const basis = await reportBasis(engine, context, tables);
  const published: LabRule[] = [];
  for (const rule of own) published.push(await labRule(engine, rule, context, range, basis));
  const columns = usedColumns(rules);
  const artifact: RuleLab = {
    simulated: source.about.simulated,
    range,
    context,
    columns: columns.map(labColumn),
    otherColumns: Object.keys(accountFeatures)
      .filter((name) => !columns.includes(name))
      .map(labColumn),
    policies: await policies(engine, present, own),
    rules: published,
    eventRules: rules.length - own.length,
    featured: featured(published),
    source: source.folder === ownSource ? null : source.folder,
  };
  return { artifact, made };
}

function labColumn(name: string): LabColumn {
  const { type = "number", meaning = "A column of the source's own." } =
    name === riskScore
      ? { meaning: "Score of the newest risk model trained before the hour, 0 to 1; for rules of kind ml." }
      : (accountFeatures[name] ?? {});
  return { name, type, meaning };
}

async function labRule(
  engine: Engine,
  { file, rule, when, periods }: Rule,
  context: ReportContext,
  range: DayRange,
  basis: ReportBasis,
): Promise<LabRule> {
  const { id, title, owner, policy, kind, action, target_precision, falsepositives } = rule;
  const last = periods.at(-1);
  const condition = printSql(when, last?.params ?? {});
  const live = context.running.find((running) => running.rule === id);
  await engine.execute(
    `CREATE OR REPLACE TEMP TABLE ${tables.hits} AS ${latestHits(labTables.accounts, { candidate: condition, live: live === undefined ? null : condition })}`,
  );
  const report = await runReport(engine, {
    subject: { rule: id, policy },
    context,
    scope: { ...range, live: live?.version ?? null, basis: "latest" },
    basis,
    days: latestDays(tables.hits),
    tables,
  });
  return {
    id,
    title,
    owner,
    policy,
    kind,
    action,
    target_precision,
    falsepositives,
    state: rule.state,
    version: last?.version ?? 1,
    since: last?.from ?? range.from,
    params: Object.entries(rule.params).map(([name, range]) => ({ name, ...range })),
    when: rule.when,
    text: readFileSync(file, "utf8"),
    report,
  };
}

async function policies(
  engine: Engine,
  present: ReadonlySet<string>,
  rules: readonly Rule[],
): Promise<RuleLab["policies"]> {
  const named = present.has("policies")
    ? await engine.query<{ id: string; name: string }>(
        "SELECT policy_id AS id, name FROM policies ORDER BY policy_id",
      )
    : [];
  const known = new Set(named.map(({ id }) => id));
  const others = new Set(rules.map(({ rule }) => rule.policy).filter((id) => !known.has(id)));
  return [...named, ...[...others].sort().map((id) => ({ id, name: id }))];
}

/** The acting rule that hits most accounts wrongly beyond what its target allows, as far as can be told; else the one that hits most. */
function featured(rules: readonly LabRule[]): string {
  const acting = rules.filter(({ state }) => state === "enforce" || state === "limited");
  const excess = ({ report: { precision, accountsHit }, target_precision: target }: LabRule): number =>
    Math.max(0, target - (precision.high ?? 1)) * accountsHit;
  const [first] = (acting.length > 0 ? acting : rules).toSorted(
    (a, b) => excess(b) - excess(a) || b.report.accountsHit - a.report.accountsHit || (a.id < b.id ? -1 : 1),
  );
  return first?.id ?? "";
}
