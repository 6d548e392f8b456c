import { correctForReviewers } from "../../metrics/corrected.js";
import { noData } from "../../statistics/estimate.js";
import { accountsOf, isReviewed, labelCounts, shareOfHits, weightedShare } from "./cells.js";
import { unionOf, type ReportContext } from "./context.js";
import { isPositive, kindOf, readCells, type Cell, type ReportRow, type Shared } from "./kinds.js";
import type { ReportSubject } from "./queries.js";
import type { LiveChange, Overlap, RuleReport, SampleHit } from "./report.js";
import { segmentsOf } from "./segments.js";

/** Rows that the queries of a report answered with. */
export interface ReportRows {
  readonly shared: Shared;
  readonly totals: readonly ReportRow[];
  readonly figures: readonly ReportRow[];
  readonly days: readonly ReportRow[];
  readonly sample: readonly ReportRow[];
  /** Names of the accounts in the sample, by their places in the random order. */
  readonly accounts: ReadonlyMap<number, string>;
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
export function readReport(
  rows: ReportRows,
  { rule, policy }: ReportSubject,
  scope: ReportScope,
  context: ReportContext,
): RuleReport {
  const all = readCells(rows.totals, rows.shared, policy, context);
  const either = readCells(rows.figures, rows.shared, policy, context);
  const hit = either.filter(({ matched }) => matched);
  const union = unionOf(context);
  const others = union.filter((place) => context.running[place]?.rule !== rule);
  const inUnion = ({ kind }: Cell): boolean => union.some((place) => kind.matches[place] === true);
  const isPositiveCell = ({ positive }: Cell): boolean => positive;
  const unionPositive = (cell: Cell): boolean => cell.positive && inUnion(cell);
  const unique = hit.filter(({ kind }) => !others.some((place) => kind.matches[place] === true));
  const hits = hit.reduce((total, cell) => total + cell.hits, 0);
  const strata = [0, 1, null].map((stratum) => hit.filter(({ kind }) => kind.postStratum === stratum));
  const precision = shareOfHits(strata, isPositiveCell);
  const labelled = shareOfHits(
    strata.filter((stratum) => stratum.some(isReviewed)),
    isPositiveCell,
  );
  return {
    basis: scope.basis,
    from: scope.from,
    to: scope.to,
    accounts: accountsOf(all),
    sampledFrom: context.sampledFrom,
    hits,
    accountsHit: accountsOf(hit),
    days: rows.days.map((row) => ({ day: String(row["day"]), hits: Number(row["hits"]) })),
    labels: labelCounts(hit),
    precision: { ...precision, basis: "as reviewed" },
    precisionCorrected: correctForReviewers(labelled, context.reviewers, precision.covered),
    anyViolation: { ...shareOfHits(strata, ({ kind }) => kind.violating === 1), basis: "as reviewed" },
    recall: {
      relative: weightedShare(all.filter(unionPositive), hit.filter(unionPositive)),
      absolute: context.accountsDrawn
        ? weightedShare(all.filter(isPositiveCell), hit.filter(isPositiveCell))
        : noData(null),
      union: union.flatMap((place) => context.running[place]?.rule ?? []),
    },
    unique: { accounts: accountsOf(unique), labels: labelCounts(unique) },
    overlap: context.running.map((other, place) => overlap(other, place, all, hit)),
    reviewHours: context.handleSeconds === null ? null : (hits * context.handleSeconds) / 3600,
    segments: segmentsOf(hit),
    live: scope.live === null ? null : liveChange(scope.live, either),
    sample: rows.sample.map((row): SampleHit => ({
      account: rows.accounts.get(Number(row["draw"])) ?? "",
      day: String(row["day"]),
      label: sampleLabel(row, rows.shared, policy, context),
    })),
  };
}

function liveChange(version: number, either: readonly Cell[]): LiveChange {
  const kept = either.filter(({ matched, liveMatched }) => matched && liveMatched);
  const added = either.filter(({ matched, liveMatched }) => matched && !liveMatched);
  const removed = either.filter(({ matched, liveMatched }) => !matched && liveMatched);
  return {
    version,
    accounts: accountsOf(kept) + accountsOf(removed),
    kept: accountsOf(kept),
    added: accountsOf(added),
    removed: accountsOf(removed),
    addedLabels: labelCounts(added),
    removedLabels: labelCounts(removed),
  };
}

function sampleLabel(
  row: ReportRow,
  { kinds }: Shared,
  policy: string,
  context: ReportContext,
): SampleHit["label"] {
  const kind = kindOf(row, kinds);
  if (!kind.decided) return null;
  if (kind.violating === null) return "uncertain";
  if (kind.violating === 0) return "false_positive";
  return isPositive(kind, policy, context) ? "true_positive" : "novel";
}

function overlap(
  { rule, state }: ReportContext["running"][number],
  place: number,
  all: readonly Cell[],
  hit: readonly Cell[],
): Overlap {
  const matches = ({ kind }: Cell): boolean => kind.matches[place] === true;
  const accounts = accountsOf(all.filter(matches));
  const both = accountsOf(hit.filter(matches));
  const own = accountsOf(hit);
  const either = accounts + own - both;
  return {
    rule,
    state,
    accounts,
    both,
    jaccard: either > 0 ? both / either : null,
    contained: own > 0 ? both / own : null,
  };
}
