import { printSql, type ParameterValues } from "../../../src/lib/predicate/index.js";
import type {
  Conditions,
  ReportContext,
  ReportScope,
  ReportSubject,
  RuleReport,
} from "../../../src/lib/rule/report/index.js";
import type { Estimate } from "../../../src/lib/statistics/estimate.js";
import type { Engine } from "../../engine/engine.js";
import type { Rule } from "../read-rules.js";
import { namesRisk } from "../risk-score.js";
import {
  accountsOfHistory,
  accountsOfLatest,
  hitsOfHistory,
  hitsOfLatest,
  rangeOf,
  type DayRange,
} from "./prepare.js";
import { reportContext } from "./report-context.js";
import { reportBasis, runReport, type ReportBasis } from "./run-report.js";

export interface BacktestOptions {
  /** A complete warehouse. */
  readonly engine: Engine;
  /** Every rule of the source. */
  readonly rules: readonly Rule[];
  /** The rule to be tried: one of them, or another. */
  readonly rule: Rule;
  /** Values in place of the parameters' defaults. */
  readonly set: Readonly<Record<string, number>>;
  /** Left out, all days that there are. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** A version of the rule, measured over the same days and accounts as the candidate. */
export interface VersionReport {
  readonly version: number;
  readonly params: ParameterValues;
  readonly hits: number;
  readonly accountsHit: number;
  readonly precision: RuleReport["precision"];
  readonly recall: RuleReport["recall"]["relative"];
}

/** The figures asked for first. */
export interface Headline {
  readonly hits: number;
  readonly accountsHit: number;
  readonly labels: RuleReport["labels"];
  readonly precision: RuleReport["precision"];
  readonly recall: Estimate;
  /** Of all true positives, or, where these are unknown, of those that running rules find together. */
  readonly recallOf: "all" | "union";
}

export interface Backtest {
  readonly rule: string;
  readonly title: string;
  readonly policy: string;
  readonly target: number;
  readonly params: ParameterValues;
  readonly when: string;
  /** What `history` comes to. */
  readonly headline: Headline;
  /** Each account as it last was: what the rule lab shows. Null for a rule about events. */
  readonly latest: RuleReport | null;
  /** Every active hour of every account. */
  readonly history: RuleReport;
  /** Versions with the parameters of their last days, oldest first, on the basis `history`. */
  readonly versions: readonly VersionReport[];
}

/**
 * Tries a rule on all that has happened: what it would have hit, and what is known of it.
 *
 * @throws when a parameter is not the rule's or out of its range, the range is empty, or the rule names a feature that the
 *   warehouse does not hold
 */
export async function backtest({ engine, rules, rule, set, from, to }: BacktestOptions): Promise<Backtest> {
  const params = valuesOf(rule, set);
  await requireColumns(engine, rule);
  const context = await reportContext(engine, rules);
  const range = await rangeOf(engine, from, to);
  const running = context.running.find((other) => other.rule === rule.rule.id);
  const live = rules.find(({ rule: { id } }) => id === running?.rule);
  const conditions = {
    candidate: printSql(rule.when, params),
    live: live === undefined ? null : printSql(live.when, live.periods.at(-1)?.params ?? {}),
  };
  const scored = namesRisk(rule) || (live !== undefined && namesRisk(live));
  const scope = { ...range, live: running?.version ?? null };
  const subject = { rule: rule.rule.id, policy: rule.rule.policy };

  const latest =
    rule.rule.grain === "event" ? null : await latestReport(engine, subject, context, scope, conditions);
  const whole = { ...context, sampledFrom: null };
  await accountsOfHistory(engine, range, whole);
  const basis = await reportBasis(engine, whole);
  const versions: VersionReport[] = [];
  for (const period of lastPeriods(rule))
    versions.push({
      version: period.version,
      params: period.params,
      ...(await versionFigures(engine, rule, period.params, range, whole, basis)),
    });
  const days = await hitsOfHistory(engine, rule.rule.grain, range, conditions, scored);
  const history = await runReport(engine, {
    subject,
    context: whole,
    scope: { ...scope, basis: "history" },
    basis,
    days,
  });
  const { title, policy, target_precision: target, id } = rule.rule;
  const when = rule.rule.when.trim();
  return {
    rule: id,
    title,
    policy,
    target,
    params,
    when,
    headline: headlineOf(history),
    latest,
    history,
    versions,
  };
}

function headlineOf({ hits, accountsHit, labels, precision, recall }: RuleReport): Headline {
  const all = recall.absolute.value !== null;
  return {
    hits,
    accountsHit,
    labels,
    precision,
    recall: all ? recall.absolute : recall.relative,
    recallOf: all ? "all" : "union",
  };
}

async function latestReport(
  engine: Engine,
  subject: ReportSubject,
  context: ReportContext,
  scope: Omit<ReportScope, "basis">,
  conditions: Conditions,
): Promise<RuleReport> {
  await accountsOfLatest(engine, scope, context);
  const days = await hitsOfLatest(engine, conditions);
  return runReport(engine, {
    subject,
    context,
    scope: { ...scope, basis: "latest" },
    basis: await reportBasis(engine, context),
    days,
  });
}

async function versionFigures(
  engine: Engine,
  { rule, when, columns }: Rule,
  params: ParameterValues,
  range: DayRange,
  context: ReportContext,
  basis: ReportBasis,
): Promise<Omit<VersionReport, "version" | "params">> {
  const conditions = { candidate: printSql(when, params), live: null };
  const { hits, accountsHit, precision, recall } = await runReport(engine, {
    subject: { rule: rule.id, policy: rule.policy },
    context,
    scope: { ...range, live: null, basis: "history" },
    basis,
    days: await hitsOfHistory(engine, rule.grain, range, conditions, namesRisk({ columns })),
  });
  return { hits, accountsHit, precision, recall: recall.relative };
}

function lastPeriods({ periods }: Rule): Rule["periods"] {
  return [...new Map(periods.map((period) => [period.version, period])).values()];
}

function valuesOf({ file, rule }: Rule, set: Readonly<Record<string, number>>): Record<string, number> {
  const values = Object.fromEntries(
    Object.entries(rule.params).map(([name, range]) => [name, range.default]),
  );
  for (const [name, value] of Object.entries(set)) {
    const range = rule.params[name];
    if (range === undefined)
      throw new Error(
        `--set ${name}=${value}: ${file} has no parameter "${name}"; it has ${Object.keys(rule.params).join(", ") || "none"}`,
      );
    if (value < range.min || value > range.max)
      throw new Error(
        `--set ${name}=${value}: outside the range ${range.min}–${range.max} that ${file} gives; choose a value in it, or widen it there`,
      );
    values[name] = value;
  }
  return values;
}

async function requireColumns(engine: Engine, { file, columns, rule: { grain } }: Rule): Promise<void> {
  const rows = await engine.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns WHERE table_name = '${grain === "event" ? "event_features" : "rule_accounts"}'`,
  );
  const known = new Set(rows.map(({ name }) => name));
  const lacking = columns.filter((column) => !known.has(column));
  if (lacking.length > 0)
    throw new Error(
      `${file}: no rule of the source names ${lacking.join(", ")}, so the warehouse does not hold it: put the file into the source's folder rules (state: draft will do) and try again`,
    );
}
