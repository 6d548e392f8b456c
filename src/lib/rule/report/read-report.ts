import { correctForReviewers } from "../../metrics/corrected.js";
import { type Estimate, noData } from "../../statistics/estimate.js";
import { hajekRatio } from "../../statistics/hajek-ratio.js";
import { kishSize } from "../../statistics/kish.js";
import { stratifiedShare, type StratifiedShare, type Stratum } from "../../statistics/stratified-share.js";
import { unionOf, type ReportContext } from "./context.js";
import { kindSums, type Kind, type KindSums } from "./kinds.js";
import type { ReportSubject } from "./queries.js";
import type { LabelCounts, LiveChange, Overlap, RuleReport, SampleHit, Segment } from "./report.js";

/** A row as a query answers with it. */
export type ReportRow = Readonly<Record<string, string | number | boolean | null>>;

/** Rows that the queries of a report answered with. */
export interface ReportRows {
  /** Of `kinds`, read by `readKinds`. */
  readonly kinds: ReadonlyMap<number, Kind>;
  readonly totals: readonly ReportRow[];
  readonly figures: readonly ReportRow[];
  readonly days: readonly ReportRow[];
  readonly segments: readonly ReportRow[];
  readonly sample: readonly ReportRow[];
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
  const all = kindSums(rows.totals, rows.kinds, policy, context);
  const either = kindSums(rows.figures, rows.kinds, policy, context);
  const hit = either.filter(({ matched }) => matched);
  const union = unionOf(context);
  const others = union.filter((place) => context.running[place]?.rule !== rule);
  const inUnion = ({ kind }: KindSums): boolean => union.some((place) => kind.matches[place] === true);
  const unique = hit.filter(({ kind }) => !others.some((place) => kind.matches[place] === true));
  const accountsHit = accountsOf(hit);
  const hits = hit.reduce((total, one) => total + one.hits, 0);
  const strata = [0, 1, null].map((stratum) => hit.filter(({ kind }) => kind.postStratum === stratum));
  const precision = shareOfHits(strata, ({ positive }) => positive);
  const reviewedStrata = strata.filter((stratum) => accountsOf(stratum.filter(isReviewed)) > 0);
  const part = shareOfHits(reviewedStrata, ({ positive }) => positive);
  return {
    basis: scope.basis,
    from: scope.from,
    to: scope.to,
    accounts: accountsOf(all),
    sampledFrom: context.sampledFrom,
    hits,
    accountsHit,
    days: rows.days.map((row) => ({ day: String(row["day"]), hits: Number(row["hits"]) })),
    labels: labelCounts(hit),
    precision: { ...precision, basis: "as reviewed" },
    precisionCorrected: correctForReviewers(part, context.reviewers, precision.covered),
    anyViolation: {
      ...shareOfHits(strata, ({ kind }) => kind.violating === 1),
      basis: "as reviewed",
    },
    recall: {
      relative: recall(
        all.filter((one) => one.positive && inUnion(one)),
        hit.filter((one) => one.positive && inUnion(one)),
      ),
      absolute: context.accountsDrawn
        ? recall(
            all.filter(({ positive }) => positive),
            hit.filter(({ positive }) => positive),
          )
        : noData(null),
      union: union.flatMap((place) => context.running[place]?.rule ?? []),
    },
    unique: { accounts: accountsOf(unique), labels: labelCounts(unique) },
    overlap: context.running.map((other, place) => overlap(other, place, all, hit)),
    reviewHours: context.handleSeconds === null ? null : (hits * context.handleSeconds) / 3600,
    segments: rows.segments.map(segment).sort(worstFirst),
    live: scope.live === null ? null : liveChange(scope.live, either),
    sample: rows.sample.map((row): SampleHit => ({
      account: String(row["account_id"]),
      day: String(row["day"]),
      label: sampleLabel(row),
    })),
  };
}

function liveChange(version: number, either: readonly KindSums[]): LiveChange {
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

function sampleLabel({ decided, violating, positive }: ReportRow): SampleHit["label"] {
  if (decided !== true) return null;
  if (violating === null) return "uncertain";
  if (violating === 0) return "false_positive";
  return positive === true ? "true_positive" : "novel";
}

function accountsOf(sums: readonly KindSums[]): number {
  return sums.reduce((total, { accounts }) => total + accounts, 0);
}

function isReviewed({ kind }: KindSums): boolean {
  return kind.violating !== null;
}

/** Sums of weights, in weights: divided once. */
function weightOf(sums: readonly KindSums[]): { weight: number; squared: number } {
  return {
    weight: sums.reduce((total, { weightMicro }) => total + weightMicro, 0) / 1e6,
    squared: sums.reduce((total, { weightSquaredMilli }) => total + weightSquaredMilli, 0) / 1e3,
  };
}

function shareOfHits(
  strata: readonly (readonly KindSums[])[],
  isPositive: (sums: KindSums) => boolean,
): StratifiedShare {
  return stratifiedShare(
    strata
      .filter((stratum) => stratum.length > 0)
      .map((stratum): Stratum => {
        const reviewed = stratum.filter(isReviewed);
        const positives = reviewed.filter(isPositive);
        const { weight, squared } = weightOf(reviewed);
        const items = accountsOf(reviewed);
        return {
          weight: accountsOf(stratum),
          items,
          positives: accountsOf(positives),
          ...(weight > 0
            ? {
                share: weightOf(positives).weight / weight,
                effectiveItems: Math.min(items, kishSize(weight, squared)),
              }
            : {}),
        };
      }),
  );
}

/** Of the positives, those found: a weighted share of labelled positives. */
function recall(positives: readonly KindSums[], found: readonly KindSums[]): Estimate {
  const [all, part] = [weightOf(positives), weightOf(found)];
  return hajekRatio({
    items: accountsOf(positives),
    positives: accountsOf(found),
    weight: all.weight,
    weightPositive: part.weight,
    weightSquared: all.squared,
    weightSquaredPositive: part.squared,
  });
}

function labelCounts(sums: readonly KindSums[]): LabelCounts {
  const countOf = (isOne: (one: KindSums) => boolean): number => accountsOf(sums.filter(isOne));
  const truePositives = countOf(({ positive }) => positive);
  const falsePositives = countOf(({ kind }) => kind.violating === 0);
  const novel = countOf(({ kind, positive }) => kind.violating === 1 && !positive);
  return {
    reviewed: truePositives + falsePositives + novel,
    truePositives,
    falsePositives,
    novel,
    uncertain: countOf(({ kind }) => kind.violating === null && kind.decided),
  };
}

function overlap(
  { rule, state }: ReportContext["running"][number],
  place: number,
  all: readonly KindSums[],
  hit: readonly KindSums[],
): Overlap {
  const matches = ({ kind }: KindSums): boolean => kind.matches[place] === true;
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

function segment(row: ReportRow): Segment {
  const value = (column: string): number => Number(row[column]);
  return {
    dimension: row["dimension"] as Segment["dimension"],
    value: String(row["value"] ?? ""),
    accounts: value("accounts"),
    reviewed: value("reviewed_n"),
    wrong: value("wrong_n"),
    share: hajekRatio({
      items: value("reviewed_n"),
      positives: value("wrong_n"),
      weight: value("reviewed_micro") / 1e6,
      weightPositive: value("wrong_micro") / 1e6,
      weightSquared: value("reviewed_squared") / 1e3,
      weightSquaredPositive: value("wrong_squared") / 1e3,
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
