import { correctForReviewers } from "../../metrics/corrected.js";
import type { SumRow } from "../../metrics/definition.js";
import { sum } from "../../metrics/sums.js";
import { type Estimate, noData } from "../../statistics/estimate.js";
import { hajekRatio } from "../../statistics/hajek-ratio.js";
import { kishSize } from "../../statistics/kish.js";
import { stratifiedShare, type StratifiedShare, type Stratum } from "../../statistics/stratified-share.js";
import { unionOf, type ReportContext } from "./context.js";
import type { LabelCounts, Overlap, RuleReport, SampleHit, Segment } from "./report.js";

/** Rows that the queries of a report answered with. */
export interface ReportRows {
  readonly totals: readonly SumRow[];
  readonly figures: readonly SumRow[];
  readonly days: readonly SumRow[];
  readonly segments: readonly SumRow[];
  readonly sample: readonly {
    readonly account_id: string;
    readonly day: string;
    readonly decided: boolean;
    readonly violating: number | null;
    readonly positive: boolean;
  }[];
}

export interface ReportScope {
  readonly basis: RuleReport["basis"];
  readonly from: string;
  readonly to: string;
  /** The version that runs, if the rule does. */
  readonly live: number | null;
}

/**
 * A report from the rows of its queries: every division happens here. Precision is a post-stratified share: the accounts that the
 * review of hits could reach, those that a sample of accounts could, and the rest, of which nothing is known.
 */
export function readReport(rows: ReportRows, scope: ReportScope, context: ReportContext): RuleReport {
  const { figures } = rows;
  const [total = {}] = rows.totals;
  const accountsHit = sum(figures, "accounts") ?? 0;
  const hits = sum(figures, "hits") ?? 0;
  const precision = shareOfHits(figures, "true");
  const part = shareOfHits(
    figures.filter((row) => count(row, "reviewed_n") > 0),
    "true",
  );
  return {
    basis: scope.basis,
    from: scope.from,
    to: scope.to,
    accounts: count(total, "accounts"),
    sampledFrom: context.sampledFrom,
    hits,
    accountsHit,
    days: rows.days.map((row) => ({ day: String(row["day"]), hits: count(row, "hits") })),
    labels: labelCounts(figures, "hit"),
    precision: { ...precision, basis: "as reviewed" },
    precisionCorrected: correctForReviewers(part, context.reviewers, precision.covered),
    anyViolation: { ...shareOfHits(figures, "violating"), basis: "as reviewed" },
    recall: {
      relative: recall(total, "union_positives", figures, "union_true"),
      absolute: context.accountsDrawn ? recall(total, "positives", figures, "true") : noData(null),
      union: unionOf(context).flatMap((place) => context.running[place]?.rule ?? []),
    },
    unique: { accounts: sum(figures, "unique_accounts") ?? 0, labels: labelCounts(figures, "unique") },
    overlap: context.running.map((other, place) => overlap(other, place, total, figures, accountsHit)),
    reviewHours: context.handleSeconds === null ? null : (hits * context.handleSeconds) / 3600,
    segments: rows.segments.map(segment).sort(worstFirst),
    live:
      scope.live === null
        ? null
        : {
            version: scope.live,
            accounts: sum(figures, "live_accounts") ?? 0,
            kept: sum(figures, "kept") ?? 0,
            added: accountsHit - (sum(figures, "kept") ?? 0),
            removed: (sum(figures, "live_accounts") ?? 0) - (sum(figures, "kept") ?? 0),
            addedLabels: labelCounts(figures, "added"),
            removedLabels: labelCounts(figures, "removed"),
          },
    sample: rows.sample.map((row): SampleHit => ({
      account: row.account_id,
      day: row.day,
      label: !row.decided
        ? null
        : row.violating === null
          ? "uncertain"
          : row.violating === 0
            ? "false_positive"
            : row.positive
              ? "true_positive"
              : "novel",
    })),
  };
}

function count(row: SumRow, column: string): number {
  return sum([row], column) ?? 0;
}

function shareOfHits(figures: readonly SumRow[], positives: "true" | "violating"): StratifiedShare {
  return stratifiedShare(
    figures.map((row): Stratum => {
      const weight = count(row, "reviewed_micro") / 1e6;
      const items = count(row, "reviewed_n");
      return {
        weight: count(row, "accounts"),
        items,
        positives: count(row, `${positives}_n`),
        ...(weight > 0
          ? {
              share: count(row, `${positives}_micro`) / 1e6 / weight,
              effectiveItems: Math.min(items, kishSize(weight, count(row, "reviewed_squared") / 1e3)),
            }
          : {}),
      };
    }),
  );
}

/** Of the positives, those found: a weighted share of labelled positives. */
function recall(total: SumRow, all: string, figures: readonly SumRow[], found: string): Estimate {
  return hajekRatio({
    items: count(total, `${all}_n`),
    positives: sum(figures, `${found}_n`) ?? 0,
    weight: count(total, `${all}_micro`) / 1e6,
    weightPositive: (sum(figures, `${found}_micro`) ?? 0) / 1e6,
    weightSquared: count(total, `${all}_squared`) / 1e3,
    weightSquaredPositive: (sum(figures, `${found}_squared`) ?? 0) / 1e3,
  });
}

function labelCounts(rows: readonly SumRow[], name: string): LabelCounts {
  const [truePositives, falsePositives, novel, uncertain] = [
    "true_positives",
    "false_positives",
    "novel",
    "uncertain",
  ].map((label) => sum(rows, `${name}_${label}`) ?? 0) as [number, number, number, number];
  return {
    reviewed: truePositives + falsePositives + novel,
    truePositives,
    falsePositives,
    novel,
    uncertain,
  };
}

function overlap(
  { rule, state }: ReportContext["running"][number],
  place: number,
  total: SumRow,
  figures: readonly SumRow[],
  accountsHit: number,
): Overlap {
  const accounts = count(total, `accounts_${place}`);
  const both = sum(figures, `both_${place}`) ?? 0;
  const either = accounts + accountsHit - both;
  return {
    rule,
    state,
    accounts,
    both,
    jaccard: either > 0 ? both / either : null,
    contained: accountsHit > 0 ? both / accountsHit : null,
  };
}

function segment(row: SumRow): Segment {
  return {
    dimension: row["dimension"] as Segment["dimension"],
    value: String(row["value"] ?? ""),
    accounts: count(row, "accounts"),
    reviewed: count(row, "reviewed_n"),
    wrong: count(row, "wrong_n"),
    share: hajekRatio({
      items: count(row, "reviewed_n"),
      positives: count(row, "wrong_n"),
      weight: count(row, "reviewed_micro") / 1e6,
      weightPositive: count(row, "wrong_micro") / 1e6,
      weightSquared: count(row, "reviewed_squared") / 1e3,
      weightSquaredPositive: count(row, "wrong_squared") / 1e3,
    }),
  };
}

/** By the lower end of the share of wrong hits, so that two of two do not lead. */
function worstFirst(a: Segment, b: Segment): number {
  return (
    (b.share.low ?? 0) - (a.share.low ?? 0) ||
    b.reviewed - a.reviewed ||
    (a.dimension + a.value < b.dimension + b.value ? -1 : 1)
  );
}
