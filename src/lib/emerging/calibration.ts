/** Scores at which false shares are kept account of. */
export const thresholds: readonly number[] = Array.from({ length: 21 }, (_, step) => 3 + step / 2);

/** Days over which alerts and decoys are counted. */
export const calibrationDays = 56;
/** Highest score, after which a sum grows no more. */
export const highest = 13;

export interface CalibrationPoint {
  readonly threshold: number;
  /** Alerts of the data, and of as many decoys, that scored as high in the days before. */
  readonly alerts: number;
  readonly decoys: number;
  /** (1 + decoys) ÷ alerts, made monotone: never more at a higher threshold than at a lower; null where there is no alert. */
  readonly falseShare: number | null;
}

/** What a day's alerts are raised at. */
export interface Threshold {
  readonly threshold: number;
  /** False share of alerts at the threshold; null where there are too few alerts for it to be known. */
  readonly falseShare: number | null;
}

/**
 * Counts alerts and decoy alerts at every threshold, and says from those of the 56 days before which threshold keeps the false share:
 * target–decoy competition (Elias and Gygi 2007, Nature Methods 4:207–214), q-values as of Storey (2002, JRSS B 64:479–498).
 */
export class Calibration {
  readonly #days: number;
  readonly #alerts: Float64Array;
  readonly #decoys: Float64Array;
  readonly #tested: Float64Array;
  readonly #decoysTested: Float64Array;

  constructor(days: number) {
    this.#days = days;
    this.#alerts = new Float64Array(thresholds.length * days);
    this.#decoys = new Float64Array(thresholds.length * days);
    this.#tested = new Float64Array(days);
    this.#decoysTested = new Float64Array(days);
  }

  countAlert(step: number, day: number): void {
    const at = step * this.#days + day;
    this.#alerts[at] = (this.#alerts[at] ?? 0) + 1;
  }

  countDecoy(step: number, day: number): void {
    const at = step * this.#days + day;
    this.#decoys[at] = (this.#decoys[at] ?? 0) + 1;
  }

  countTested(day: number, decoy: boolean): void {
    const tested = decoy ? this.#decoysTested : this.#tested;
    tested[day] = (tested[day] ?? 0) + 1;
  }

  #isCalibrated(day: number): boolean {
    const from = Math.max(0, day - calibrationDays + 1);
    const sum = (counts: Float64Array): number => counts.subarray(from, day + 1).reduce((a, b) => a + b, 0);
    return sum(this.#decoysTested) >= leastDecoys * sum(this.#tested) && sum(this.#tested) > 0;
  }

  /** False shares at every threshold over so many days, as known at the end of a day. */
  curve(day: number, days = calibrationDays): CalibrationPoint[] {
    const from = Math.max(0, day - days + 1);
    const total = (counts: Float64Array, step: number): number => {
      let sum = 0;
      for (let at = from; at <= day; at++) sum += counts[step * this.#days + at] ?? 0;
      return sum;
    };
    const decoysTested = total(this.#decoysTested, 0);
    const scale = decoysTested === 0 ? 1 : total(this.#tested, 0) / decoysTested;
    let best = Number.POSITIVE_INFINITY;
    return thresholds.map((threshold, step) => {
      const alerts = total(this.#alerts, step);
      const decoys = total(this.#decoys, step) * scale;
      if (alerts > 0) best = Math.min(best, (1 + decoys) / alerts);
      return { threshold, alerts, decoys, falseShare: alerts === 0 ? null : Math.min(1, best) };
    });
  }

  /** Alerts and decoys that rose to a threshold on a day, decoys as many as there were entities; null while there are too few decoys. */
  risen(day: number, threshold: number): { readonly alerts: number; readonly decoys: number } | null {
    if (!this.#isCalibrated(day)) return null;
    const at = thresholds.indexOf(threshold) * this.#days + day;
    const [tested, decoysTested] = [this.#tested[day] ?? 0, this.#decoysTested[day] ?? 0];
    const scale = decoysTested === 0 ? 1 : tested / decoysTested;
    return { alerts: this.#alerts[at] ?? 0, decoys: (this.#decoys[at] ?? 0) * scale };
  }

  /** False share of alerts that score as high as this, as known at the end of a day; null where there are too few to say. */
  shareAt(day: number, score: number): number | null {
    const reached = this.curve(day).filter(({ threshold }) => threshold <= score);
    return this.#isCalibrated(day) ? (reached.at(-1)?.falseShare ?? null) : null;
  }

  /**
   * The lowest threshold that keeps the false share; where alerts are too few to say, the lowest that no decoy reached.
   *
   * @param most the false share
   */
  threshold(day: number, most: number): Threshold {
    const curve = this.curve(day);
    if (!this.#isCalibrated(day)) return { threshold: uncalibrated, falseShare: null };
    const kept = curve.find(({ falseShare }) => falseShare !== null && falseShare <= most);
    if (kept !== undefined) return { threshold: kept.threshold, falseShare: kept.falseShare };
    const silent = curve.find(({ threshold, decoys }) => threshold >= uncalibrated && decoys < 2);
    return { threshold: silent?.threshold ?? highest, falseShare: null };
  }
}

/** Score of an alert while there are no decoys yet, and the least where alerts are too few for a false share. */
export const uncalibrated = 5;
/** Share of what was tested that must have a decoy. */
const leastDecoys = 0.5;
