import { type Stratum, stratifiedShare } from "../statistics/stratified-share.js";
import { wilsonInterval } from "../statistics/wilson.js";

/**
 * Numbers of labels at which a rule's gate may be read, and at no other. A bound that is read at every build is crossed by
 * chance sooner or later (Armitage, McPherson and Rowe 1969, Journal of the Royal Statistical Society A 132:235–244); five
 * readings of a 99 % interval let a rule that sits exactly at its target through in fewer than 2 % of cases.
 */
export const gateSizes = [200, 400, 800, 1600, 3200] as const;

/** Level of the interval whose lower bound must reach the target. */
export const gateLevel = 0.99;

/** A gate as it was read at a transition: what a rule file keeps in `changes[].gate`. */
export interface GateRecord {
  readonly labels: number;
  readonly true_positives: number;
  /** Lower bound of the 99 % interval of precision, rounded down to four digits. */
  readonly low: number;
}

/** Labels of a sample in which every hit was as likely. */
export type GateCounts = Pick<GateRecord, "labels" | "true_positives">;

/** What a reading of the gate says. */
export interface GateReading {
  /** Null where the number of labels is no gate size: the gate cannot be read. */
  readonly record: GateRecord | null;
  readonly passes: boolean;
}

/**
 * Reads a rule's gate at the labels that it has.
 *
 * @param labels counts, or strata as the rule was sampled in; exactly as many labels as a gate size: of 230, the first 200 that
 *   were decided
 * @param target precision to be reached, in (0, 1]
 */
export function readGate(labels: GateCounts | readonly Stratum[], target: number): GateReading {
  const record = "labels" in labels ? recordOfCounts(labels) : recordOfStrata(labels);
  return isGateSize(record.labels)
    ? { record, passes: gatePasses(record, target) }
    : { record: null, passes: false };
}

/** Whether a record was read at a gate size and its lower bound reaches the target. */
export function gatePasses({ labels, true_positives: positives, low }: GateRecord, target: number): boolean {
  return isGateSize(labels) && positives <= labels && low >= target;
}

/** The largest gate size that so many labels reach; null under the first. */
export function gateReached(labels: number): number | null {
  return gateSizes.findLast((size) => size <= labels) ?? null;
}

/**
 * The next gate size at which the lower bound would reach the target if precision stays as it is.
 *
 * @param precision so far, in [0, 1]; null where it is unknown
 * @param labels so far
 * @param effect effective labels per label of the design, 1 for a simple random sample
 * @returns null where no gate that is left would be passed: never at this precision
 */
export function labelsNeeded(
  precision: number | null,
  target: number,
  labels: number,
  effect = 1,
): number | null {
  if (precision === null) return gateSizes.find((size) => size > labels) ?? null;
  return (
    gateSizes.find(
      (size) => size > labels && wilsonInterval(precision, size * effect, gateLevel).low >= target,
    ) ?? null
  );
}

function isGateSize(labels: number): boolean {
  return gateSizes.some((size) => size === labels);
}

function recordOfCounts({ labels, true_positives: positives }: GateCounts): GateRecord {
  const { low } = wilsonInterval(labels > 0 ? positives / labels : 0, labels, gateLevel);
  return { labels, true_positives: positives, low: roundedDown(low) };
}

function recordOfStrata(strata: readonly Stratum[]): GateRecord {
  const { low, numerator, denominator } = stratifiedShare(strata, gateLevel);
  return { labels: denominator ?? 0, true_positives: numerator ?? 0, low: roundedDown(low ?? 0) };
}

/** A bound that is written down must not be better than it was. */
function roundedDown(low: number): number {
  return Math.floor(low * 1e4 + 1e-9) / 1e4;
}
