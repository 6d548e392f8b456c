import { baselineDays, baselineGap, baselineOf, expectedCount } from "./baseline.js";
import { type Calibration, highest, thresholds } from "./calibration.js";
import { decoyDay, noveltyDecoy } from "./decoys.js";
import { Dispersion } from "./dispersion.js";
import { entityKey, groupOf, neverNovel, type EntitySeries, type Group } from "./series.js";
import { binomialTail, deviate, negativeBinomialTail } from "./tails.js";
import { UsualSpread } from "./usual-spread.js";

export type Detector = "burst" | "novelty";
export const detectors = ["burst", "novelty"] as const;

/** What each detector is calibrated by, for each group of entities. */
export type Calibrations = Readonly<Record<Detector, Readonly<Record<Group, Calibration>>>>;

/** Deviations below this are not summed: k of the cumulative sum. */
const slack = 1;
/** Days whose accounts of a new entity are looked at together, and days of data before anything can be new. */
const noveltyDays = 28;
const leastHistory = 3;
/** Accounts a day from which an entity has a baseline. */
const leastExpected = 1;
/** Deviates beyond this teach the dispersion nothing. */
const unusual = 4;

/** How surprising each entity is on a day, summed over the days up to it, and the same of a decoy of each. */
export class Scores {
  readonly #series: EntitySeries;
  readonly #floor: number;
  readonly #calibration: Calibrations;
  readonly #kinds: readonly string[];
  readonly #kindOf: Int32Array;
  readonly #groups: readonly Group[];
  readonly #keys: Uint32Array;
  readonly #dispersion: Dispersion;
  /** Whether an entity has ever had as many accounts on a day as an alert must. */
  readonly #admitted: Uint8Array;
  readonly #baseline: Float64Array;
  readonly #recent: Float64Array;
  /** Deviates of days with a baseline and without an alert, by entity and day; NaN elsewhere. */
  readonly #deviates: Float32Array;
  /** The same in units of how wide the entity's usual days spread. */
  readonly #standard: Float32Array;
  readonly #firstSeen: Int32Array;
  readonly #firstTested: Int32Array;
  readonly #usual: UsualSpread;
  readonly #score: Float64Array;
  readonly #decoy: Float64Array;
  readonly #above: Uint8Array;
  readonly #decoyAbove: Uint8Array;
  /** Of today: index into `detectors`, or -1; accounts, expected accounts, dispersion, deviate, ln of the tail. */
  readonly #detector: Int8Array;
  readonly #observed: Float64Array;
  readonly #expected: Float64Array;
  readonly #phi: Float64Array;
  readonly #raw: Float64Array;
  readonly #tail: Float64Array;

  constructor(series: EntitySeries, floor: number, calibration: Calibrations) {
    const { entities, days } = series;
    const numbers = (): Float64Array => new Float64Array(entities.length);
    this.#series = series;
    this.#floor = floor;
    this.#calibration = calibration;
    this.#kinds = [...new Set(entities.map(({ kind }) => kind))].sort();
    this.#kindOf = Int32Array.from(entities, ({ kind }) => this.#kinds.indexOf(kind));
    this.#groups = this.#kinds.map(groupOf);
    this.#keys = Uint32Array.from(entities, entityKey);
    this.#dispersion = new Dispersion(this.#kinds.length, days);
    this.#admitted = new Uint8Array(entities.length);
    this.#baseline = numbers();
    this.#recent = numbers();
    this.#deviates = new Float32Array(entities.length * days).fill(Number.NaN);
    this.#standard = new Float32Array(entities.length * days).fill(Number.NaN);
    this.#firstSeen = new Int32Array(entities.length).fill(-1);
    this.#firstTested = new Int32Array(entities.length).fill(-1);
    this.#usual = new UsualSpread(entities.length);
    this.#score = numbers();
    this.#decoy = numbers();
    this.#above = new Uint8Array(entities.length * thresholds.length);
    this.#decoyAbove = new Uint8Array(entities.length * thresholds.length);
    this.#detector = new Int8Array(entities.length);
    this.#observed = numbers();
    this.#expected = numbers();
    this.#phi = numbers();
    this.#raw = numbers();
    this.#tail = numbers();
  }

  group(entity: number): Group {
    return this.#groups[this.#kindOf[entity] ?? 0] ?? "content";
  }
  /** What the day's deviate was judged by; null where it could not be judged. */
  detector(entity: number): Detector | null {
    return detectors[this.#detector[entity] ?? -1] ?? null;
  }
  observed(entity: number): number {
    return this.#observed[entity] ?? 0;
  }
  expected(entity: number): number {
    return this.#expected[entity] ?? 0;
  }
  dispersionOf(entity: number): number {
    return this.#phi[entity] ?? 0;
  }
  /** P of as many accounts or more. */
  tail(entity: number): number {
    return Math.exp(this.#tail[entity] ?? 0);
  }
  score(entity: number): number {
    return this.#score[entity] ?? 0;
  }

  step(day: number): void {
    this.#dispersion.begin(day);
    const past = baselineOf(day);
    const shares = this.#kinds.map((kind) => this.#activityOf(kind, day));
    for (let entity = 0; entity < this.#series.entities.length; entity++) {
      this.#roll(entity, day);
      this.#detector[entity] = -1;
      const activity = shares[this.#kindOf[entity] ?? 0];
      const deviation =
        this.#admitted[entity] === 1 && activity !== undefined && activity.today > 0
          ? this.#deviation(entity, day, past, activity)
          : 0;
      this.#sum(entity, day, deviation, activity?.share ?? 0);
    }
  }

  /** Lets the day teach what is usual; a day of an alert teaches nothing. */
  learn(entity: number, day: number, isAlert: boolean): void {
    if (this.#detector[entity] !== 0) return;
    if ((this.#firstTested[entity] ?? -1) < 0) this.#firstTested[entity] = day;
    if (isAlert) return;
    const raw = this.#raw[entity] ?? 0;
    this.#deviates[entity * this.#series.days + day] = raw;
    this.#standard[entity * this.#series.days + day] = this.#usual.standardised(entity, raw);
    if (Math.abs(raw) < unusual)
      this.#dispersion.learn(this.#kindOf[entity] ?? 0, day, this.observed(entity), this.expected(entity));
  }

  #activityOf(kind: string, day: number): Activity {
    const counts = this.#series.activity.get(kind) ?? new Float64Array(this.#series.days);
    const today = counts[day] ?? 0;
    const recent = sumOf(counts, Math.max(0, day - noveltyDays + 1), day);
    return {
      counts,
      today,
      share: recent === 0 ? 0 : today / recent,
    };
  }

  /** Moves the windows of an entity on by a day. */
  #roll(entity: number, day: number): void {
    const { counts, days } = this.#series;
    const offset = entity * days;
    const count = counts[offset + day] ?? 0;
    const [enters, leaves] = [day - baselineGap, day - baselineGap - baselineDays];
    if (enters >= 0) {
      this.#baseline[entity] = (this.#baseline[entity] ?? 0) + (counts[offset + enters] ?? 0);
      this.#usual.add(entity, this.#deviates[offset + enters] ?? Number.NaN);
    }
    if (leaves >= 0) {
      this.#baseline[entity] = (this.#baseline[entity] ?? 0) - (counts[offset + leaves] ?? 0);
      this.#usual.remove(entity, this.#deviates[offset + leaves] ?? Number.NaN);
    }
    this.#recent[entity] =
      (this.#recent[entity] ?? 0) +
      count -
      (day >= noveltyDays ? (counts[offset + day - noveltyDays] ?? 0) : 0);
    this.#observed[entity] = count;
    if (count >= this.#floor) this.#admitted[entity] = 1;
    if (count > 0 && (this.#firstSeen[entity] ?? -1) < 0) this.#firstSeen[entity] = day;
  }

  #deviation(entity: number, day: number, platform: Window, activity: Activity): number {
    const { counts, days } = this.#series;
    const count = this.observed(entity);
    const kind = this.#kindOf[entity] ?? 0;
    const isNovel = !neverNovel.has(this.#kinds[kind] ?? "");
    const past = isNovel ? platform : baselineOf(day, this.#firstSeen[entity] ?? 0);
    if (!isNovel && past === null) return 0;
    const expected =
      past === null
        ? ((this.#recent[entity] ?? 0) - count) / Math.max(1, Math.min(day, noveltyDays - 1))
        : expectedCount(counts, entity * days, activity.counts, day, past.from, {
            counted: this.#baseline[entity] ?? 0,
            active: sumOf(activity.counts, past.from, past.to),
          });
    this.#expected[entity] = expected;
    this.#phi[entity] = this.#dispersion.of(kind, expected);
    if (past !== null && expected >= leastExpected) return this.#burst(entity, count, expected);
    if (expected >= leastExpected || day < leastHistory || !isNovel) return 0;
    this.#detector[entity] = 1;
    if (count < this.#floor) return 0;
    const trials = this.#recent[entity] ?? 0;
    const tail = (least: number): number => binomialTail(least, trials, activity.share);
    this.#tail[entity] = tail(count);
    return deviate(count, tail);
  }

  #burst(entity: number, count: number, expected: number): number {
    const dispersion = this.#phi[entity] ?? 0;
    const tail = (least: number): number => negativeBinomialTail(least, expected, dispersion);
    this.#detector[entity] = 0;
    const raw = deviate(count, tail);
    this.#raw[entity] = raw;
    this.#tail[entity] = raw > 0 ? tail(count) : 0;
    return this.#usual.standardised(entity, raw);
  }

  #sum(entity: number, day: number, deviation: number, share: number): void {
    const step = (scores: Float64Array, by: number): number =>
      (scores[entity] = Math.min(highest, Math.max(0, (scores[entity] ?? 0) + by - slack)));
    const detector = this.detector(entity);
    const score = step(this.#score, deviation);
    const decoy = step(this.#decoy, detector === null ? 0 : this.#decoyDeviation(entity, day, share));
    const calibration = detector === null ? null : this.#calibration[detector][this.group(entity)];
    calibration?.countTested(day, false);
    this.#cross(this.#above, entity, score, (at) => calibration?.countAlert(at, day));
    this.#cross(this.#decoyAbove, entity, decoy, (at) => calibration?.countDecoy(at, day));
  }

  /** Calls back for each threshold that a score has risen to since it last was 0. */
  #cross(above: Uint8Array, entity: number, score: number, crossed: (threshold: number) => void): void {
    const offset = entity * thresholds.length;
    if (score === 0) {
      if (above[offset] === 1) above.fill(0, offset, offset + thresholds.length);
      return;
    }
    for (let at = 0; at < thresholds.length && score >= (thresholds[at] ?? highest); at++)
      if (above[offset + at] === 0) {
        above[offset + at] = 1;
        crossed(at);
      }
  }

  #decoyDeviation(entity: number, day: number, share: number): number {
    const key = this.#keys[entity] ?? 0;
    if (this.#detector[entity] === 1) {
      this.#calibration.novelty[this.group(entity)].countTested(day, true);
      return noveltyDecoy(key, day, this.#recent[entity] ?? 0, share, this.#floor);
    }
    const drawn = decoyDay(key, day, this.#firstTested[entity] ?? -1);
    if (drawn === null || (this.#firstTested[entity] ?? -1) < 0) return 0;
    this.#calibration.burst[this.group(entity)].countTested(day, true);
    const deviation = this.#standard[entity * this.#series.days + drawn] ?? Number.NaN;
    return Number.isNaN(deviation) ? 0 : deviation;
  }
}

type Window = ReturnType<typeof baselineOf>;

interface Activity {
  /** Accounts active on each day. */
  readonly counts: Float64Array;
  readonly today: number;
  /** Of those active in the last 28 days. */
  readonly share: number;
}

function sumOf(counts: Float64Array, from: number, to: number): number {
  let total = 0;
  for (let at = from; at <= to; at++) total += counts[at] ?? 0;
  return total;
}
