import type { Interval } from "./estimate.js";
import { criticalValue } from "./normal-quantile.js";
import { wilsonInterval } from "./wilson.js";

/** What happened to the items of a cohort within one step of time. */
export interface TimeStep {
  /** End of the step, in any unit; rising from step to step. */
  readonly time: number;
  /** Items by outcome, in the order of the curves. */
  readonly events: readonly number[];
  /** Items still open when last seen, at the end of this step. */
  readonly censored: number;
}

/** Share of a cohort that had met one outcome by a time, with a pointwise interval. */
export interface IncidencePoint extends Interval {
  readonly time: number;
  readonly share: number;
  /** Items still open, and still in sight, when the step began. */
  readonly atRisk: number;
}

/**
 * Cumulative incidence of one outcome where others compete with it: F(t) = ΣS(tⱼ₋₁) dⱼ ÷ nⱼ
 * (Aalen and Johansen 1978, Scandinavian Journal of Statistics 5:141–150). Variance by the delta method (Marubini and Valsecchi 1995,
 * Analysing Survival Data, 10.2); the interval is symmetric on the scale log(−log F), as Kalbfleisch and Prentice have it for survival.
 * While F is 0 its upper end is Wilson's for the items at risk. Items censored in a step count as at risk through it.
 *
 * @param outcome index into each step's `events`
 * @returns a point a step, up to the last step with items at risk; none for an empty cohort
 */
export function cumulativeIncidence(
  steps: readonly TimeStep[],
  outcome: number,
  level = 0.95,
): IncidencePoint[] {
  const z = criticalValue(level);
  const sums = { a: 0, af: 0, aff: 0, b: 0, c: 0, cf: 0 };
  let atRisk = steps.reduce((sum, { events, censored }) => sum + total(events) + censored, 0);
  let survival = 1;
  let share = 0;
  const points: IncidencePoint[] = [];
  for (const { time, events, censored } of steps) {
    if (atRisk <= 0) break;
    const [all, own] = [total(events), events[outcome] ?? 0];
    share = Math.min(1, share + (survival * own) / atRisk);
    if (all > 0) addJump(sums, { atRisk, all, own, before: survival, share });
    survival *= 1 - all / atRisk;
    points.push({ time, share, atRisk, ...band(share, varianceOf(share, sums), atRisk, z, level) });
    atRisk -= all + censored;
  }
  return points;
}

/** When a share of the cohort had met the outcome; null is "not reached". */
export interface IncidenceQuantile {
  readonly time: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * The first time by which a share of the cohort had met the outcome; its interval inverts the pointwise one
 * (Brookmeyer and Crowley 1982, Biometrics 38:29–41).
 */
export function incidenceQuantile(points: readonly IncidencePoint[], quantile: number): IncidenceQuantile {
  const first = (reached: (point: IncidencePoint) => boolean): number | null =>
    points.find(reached)?.time ?? null;
  return {
    time: first(({ share }) => share >= quantile),
    low: first(({ high }) => high >= quantile),
    high: first(({ low }) => low >= quantile),
  };
}

interface Jump {
  readonly atRisk: number;
  readonly all: number;
  readonly own: number;
  /** Share still open just before. */
  readonly before: number;
  /** Incidence just after. */
  readonly share: number;
}

/**
 * Sums over jumps, from which the variance at any later incidence F follows: Σ(F − Fⱼ)² aⱼ + Σbⱼ − 2Σ(F − Fⱼ) cⱼ with aⱼ = d ÷ (n(n − d)),
 * bⱼ = S² dₒ(n − dₒ) ÷ n³ and cⱼ = S dₒ ÷ n², multiplied out.
 */
interface JumpSums {
  a: number;
  af: number;
  aff: number;
  b: number;
  c: number;
  cf: number;
}

function addJump(sums: JumpSums, { atRisk, all, own, before, share }: Jump): void {
  const a = atRisk > all ? all / (atRisk * (atRisk - all)) : 0;
  const c = (before * own) / atRisk ** 2;
  sums.a += a;
  sums.af += a * share;
  sums.aff += a * share * share;
  sums.b += (before * before * own * (atRisk - own)) / atRisk ** 3;
  sums.c += c;
  sums.cf += c * share;
}

function varianceOf(share: number, { a, af, aff, b, c, cf }: JumpSums): number {
  return Math.max(0, share * share * a - 2 * share * af + aff + b - 2 * (share * c - cf));
}

function band(share: number, variance: number, atRisk: number, z: number, level: number): Interval {
  if (share <= 0) return { low: 0, high: wilsonInterval(0, atRisk, level).high };
  if (share >= 1) return { low: wilsonInterval(1, atRisk, level).low, high: 1 };
  const power = Math.exp((z * Math.sqrt(variance)) / (share * -Math.log(share)));
  return { low: share ** power, high: share ** (1 / power) };
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
