import { escalation, sizeBar } from "./budget.js";
import { Calibration, type CalibrationPoint, type Threshold, uncalibrated } from "./calibration.js";
import { type Calibrations, type Detector, detectors, Scores } from "./scores.js";
import { type EntitySeries, type Group, groupOf, groups } from "./series.js";
import { lowerBound, upperBound } from "./tails.js";

export interface DetectOptions {
  /** Distinct accounts on one day below which nothing is an alert. */
  readonly floor: number;
  /** Alerts a day that a team can look at: where more come, the larger ones are raised. */
  readonly perDay: number;
  /** False share of alerts that thresholds are set by. */
  readonly falseShare: number;
}

export const detectDefaults: DetectOptions = { floor: 5, perDay: 2, falseShare: 0.1 };

export interface Alert {
  /** Index of the entity. */
  readonly entity: number;
  readonly detector: Detector;
  /** Index of the day on which it was raised. */
  readonly day: number;
  /** Distinct accounts on that day, how many were expected, and between which bounds 95 % of such days lie. */
  readonly observed: number;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  /** Dispersion φ of its counts: variance μ + φμ². */
  readonly dispersion: number;
  /** P of as many accounts or more, were nothing new. */
  readonly tail: number;
  /** Cumulative sum of deviates, at most 13. */
  readonly score: number;
  readonly threshold: number;
  /** False share of alerts that score as high, as known on that day; null where there were too few alerts to say. */
  readonly falseShare: number | null;
  /** Whether it follows upon a smaller alert on the same entity, which was over with it. */
  readonly escalated: boolean;
  /** Index of the day on which it was over; null while it lasts. */
  readonly resolved: number | null;
}

/** How a detector was calibrated for a group of entities. */
export interface Stream {
  readonly detector: Detector;
  readonly group: Group;
  /** By day. */
  readonly thresholds: readonly Threshold[];
  /** False shares over all days. */
  readonly calibration: readonly CalibrationPoint[];
}

export interface Detection {
  /** By day, the largest first. */
  readonly alerts: readonly Alert[];
  /** Each detector over each group of entities. */
  readonly streams: readonly Stream[];
  /** What rose to its threshold on each day, of the data and of decoys; null while there are too few decoys. */
  readonly risen: readonly ({ readonly alerts: number; readonly decoys: number } | null)[];
  /** Candidates that were smaller than what a team can look at, by day. */
  readonly withheld: readonly number[];
}

/**
 * Finds entities that more accounts share than their past, or chance, explains. Runs through the days in order and uses nothing later than
 * each day: what it finds on a day is the same however much comes after.
 *
 * An entity with a baseline (one account a day or more, over 14 days or more that end a week before) is held to a negative binomial count;
 * one without, or nearly unseen, to its accounts of the last 28 days, each on a day by itself. Deviates go into an upper cumulative sum
 * (Page 1954, Biometrika 41:100–115; k = 1). An alert is raised when the sum reaches the threshold, and is over when the sum is back at 0.
 */
export function detectEmerging(series: EntitySeries, options: DetectOptions = detectDefaults): Detection {
  const run = new Run(series, options);
  for (let day = 0; day < series.days; day++) run.step(day);
  return run.result();
}

/** Where an entity stands: nothing going on, a candidate too small to be looked at, or an alert. */
const [off, held, raised] = [0, 1, 2];

class Run {
  readonly #series: EntitySeries;
  readonly #options: DetectOptions;
  readonly #calibrations: Calibrations;
  readonly #streams: readonly (Omit<Stream, "calibration" | "thresholds"> & {
    readonly thresholds: Threshold[];
  })[];
  readonly #scores: Scores;
  readonly #state: Uint8Array;
  /** Size at which a candidate was last held to the budget. */
  readonly #size: Float64Array;
  readonly #open = new Map<number, Alert & { resolved: number | null }>();
  readonly #alerts: Alert[] = [];
  readonly #sizes: number[][] = [];
  readonly #withheld: number[] = [];
  readonly #risen: ({ alerts: number; decoys: number } | null)[] = [];

  constructor(series: EntitySeries, options: DetectOptions) {
    this.#series = series;
    this.#options = options;
    const calibration = (): Calibration => new Calibration(series.days);
    const ofGroups = (): Calibrations[Detector] => ({
      content: calibration(),
      signups: calibration(),
      enforcement: calibration(),
      places: calibration(),
    });
    this.#calibrations = { burst: ofGroups(), novelty: ofGroups() };
    const present = new Set(series.entities.map(({ kind }) => groupOf(kind)));
    this.#streams = detectors.flatMap((detector) =>
      groups.filter((group) => present.has(group)).map((group) => ({ detector, group, thresholds: [] })),
    );
    this.#scores = new Scores(series, options.floor, this.#calibrations);
    this.#state = new Uint8Array(series.entities.length);
    this.#size = new Float64Array(series.entities.length);
  }

  step(day: number): void {
    this.#scores.step(day);
    for (const { detector, group, thresholds } of this.#streams)
      thresholds.push(this.#calibrations[detector][group].threshold(day, this.#options.falseShare));
    const candidates: { readonly entity: number; readonly size: number }[] = [];
    for (let entity = 0; entity < this.#state.length; entity++) {
      const score = this.#scores.score(entity);
      const size = this.#scores.observed(entity) - this.#scores.expected(entity);
      if (score === 0) this.#end(entity, day);
      else if (this.#isCandidate(entity, size)) candidates.push({ entity, size });
      this.#scores.learn(entity, day, this.#state[entity] !== off || score >= uncalibrated);
    }
    this.#sizes.push(candidates.map(({ size }) => size));
    const bar = sizeBar(this.#sizes, this.#options.perDay);
    const seen = candidates
      .filter(({ size }) => size >= bar)
      .sort((a, b) => b.size - a.size || a.entity - b.entity);
    for (const { entity } of seen) this.#raise(entity, day);
    this.#withheld.push(candidates.length - seen.length);
    this.#risen.push(this.#risenOn(day));
  }

  result(): Detection {
    const last = this.#series.days - 1;
    return {
      alerts: this.#alerts,
      streams: this.#streams.map((stream) => ({
        ...stream,
        calibration: this.#calibrations[stream.detector][stream.group].curve(last, this.#series.days),
      })),
      risen: this.#risen,
      withheld: this.#withheld,
    };
  }

  #risenOn(day: number): { alerts: number; decoys: number } | null {
    const known = this.#streams.flatMap(({ detector, group, thresholds }) => {
      const threshold = thresholds.at(-1)?.threshold ?? Number.POSITIVE_INFINITY;
      return this.#calibrations[detector][group].risen(day, threshold) ?? [];
    });
    if (known.length === 0) return null;
    return {
      alerts: known.reduce((sum, { alerts }) => sum + alerts, 0),
      decoys: known.reduce((sum, { decoys }) => sum + decoys, 0),
    };
  }

  /** Today's threshold of what an entity is judged by; infinite where it is not judged. */
  #threshold(entity: number): number {
    const [detector, group] = [this.#scores.detector(entity), this.#scores.group(entity)];
    const stream = this.#streams.find((one) => one.detector === detector && one.group === group);
    return stream?.thresholds.at(-1)?.threshold ?? Number.POSITIVE_INFINITY;
  }

  #isCandidate(entity: number, size: number): boolean {
    if (this.#scores.observed(entity) < this.#options.floor) return false;
    if (this.#scores.score(entity) < this.#threshold(entity)) return false;
    const state = this.#state[entity];
    if (state === held && size <= (this.#size[entity] ?? 0)) return false;
    if (state === raised && size < escalation * (this.#size[entity] ?? 0)) return false;
    if (state === off) this.#state[entity] = held;
    this.#size[entity] = size;
    return true;
  }

  #raise(entity: number, day: number): void {
    const scores = this.#scores;
    const detector = scores.detector(entity);
    if (detector === null) return;
    const score = scores.score(entity);
    const expected = scores.expected(entity);
    const dispersion = scores.dispersionOf(entity);
    const alert = {
      entity,
      detector,
      day,
      observed: scores.observed(entity),
      expected,
      low: expected === 0 ? 0 : lowerBound(expected, dispersion, 0.025),
      high: expected === 0 ? 0 : upperBound(expected, dispersion, 0.025),
      dispersion,
      tail: scores.tail(entity),
      score,
      threshold: this.#threshold(entity),
      falseShare: this.#calibrations[detector][scores.group(entity)].shareAt(day, score),
      escalated: this.#open.has(entity),
      resolved: null,
    };
    const open = this.#open.get(entity);
    if (open !== undefined) open.resolved = day;
    this.#state[entity] = raised;
    this.#open.set(entity, alert);
    this.#alerts.push(alert);
  }

  #end(entity: number, day: number): void {
    if (this.#state[entity] === off) return;
    this.#state[entity] = off;
    const alert = this.#open.get(entity);
    if (alert === undefined) return;
    alert.resolved = day;
    this.#open.delete(entity);
  }
}
