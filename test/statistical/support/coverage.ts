import type { Estimate } from "../../../src/lib/statistics/estimate.js";
import type { SumRow } from "../../../src/lib/metrics/definition.js";
import { metric } from "../../../src/lib/metrics/index.js";
import { share } from "../../../src/lib/statistics/wilson.js";
import { clopperPearson } from "./clopper-pearson.js";
import type { Population, PopulationCell } from "./population.js";
import { Random } from "./random.js";

/** How often intervals held what they should, and how wide they were, over many redraws of one cell. */
export interface CellCoverage {
  readonly cell: PopulationCell;
  readonly redraws: number;
  /** Share of as-reviewed intervals that hold what a census by the same reviewers would say. */
  readonly asReviewed: number;
  /** Share of corrected intervals that hold the planted truth. */
  readonly corrected: number;
  /** Share of as-reviewed intervals that hold the planted truth: what leaving the correction out costs. */
  readonly uncorrected: number;
  /** Mean widths, of Clopper and Pearson's interval at the same effective size, and of ours. */
  readonly width: { readonly asReviewed: number; readonly reference: number; readonly corrected: number };
  /** True positives ÷ all labels: mean distance from the planted truth, and how often its Wilson interval holds it. */
  readonly naive: { readonly off: number; readonly coverage: number };
}

const goldDecisions = 1500;
const { estimate, corrected } = metric("rule_precision");

/** Redraws the samples of every cell, and gold items with them. */
export function measureCoverage(
  population: Population,
  seeds: readonly number[],
  redraws: number,
): CellCoverage[] {
  return population.cells.map((cell) => {
    const census = censusShare(cell);
    const totals = { asReviewed: 0, corrected: 0, uncorrected: 0, naive: 0, off: 0 };
    const widths = { asReviewed: 0, reference: 0, corrected: 0 };
    for (const seed of seeds) {
      const random = new Random(seed);
      for (let redraw = 0; redraw < redraws; redraw++) {
        const rows = drawLabels(cell, random);
        const reviewed = estimate(rows);
        const right = corrected!(rows, { reviewers: [drawGold(population, random)] });
        const naive = share(total(rows, "true_positives"), total(rows, "decided"));
        totals.asReviewed += Number(holds(reviewed, census));
        totals.corrected += Number(holds(right, cell.precision));
        totals.uncorrected += Number(holds(reviewed, cell.precision));
        totals.naive += Number(holds(naive, cell.precision));
        totals.off += (naive.value ?? 0) - cell.precision;
        widths.asReviewed += width(reviewed);
        widths.corrected += width(right);
        widths.reference += referenceWidth(reviewed);
      }
    }
    const all = seeds.length * redraws;
    return {
      cell,
      redraws: all,
      asReviewed: totals.asReviewed / all,
      corrected: totals.corrected / all,
      uncorrected: totals.uncorrected / all,
      width: {
        asReviewed: widths.asReviewed / all,
        reference: widths.reference / all,
        corrected: widths.corrected / all,
      },
      naive: { off: totals.off / all, coverage: totals.naive / all },
    };
  });
}

/** What the same reviewers would say of all items, uncertain ones left out of each stratum. */
function censusShare({ strata }: PopulationCell): number {
  const items = strata.reduce((sum, { reading }) => sum + reading.length, 0);
  return strata.reduce((sum, { reading }) => {
    const counts = [0, 0, 0];
    for (const label of reading) counts[label]! += 1;
    return sum + (reading.length / items) * (counts[0]! / (counts[0]! + counts[1]!));
  }, 0);
}

/** The sums of `rule_precision` for one draw of labels. */
function drawLabels({ strata, labels, design }: PopulationCell, random: Random): SumRow[] {
  const items = strata.reduce((sum, { reading }) => sum + reading.length, 0);
  return strata.map(({ name, reading }) => {
    const selected =
      design === "equal" ? labels / strata.length : Math.round((labels * reading.length) / items);
    const counts = [0, 0, 0];
    for (const index of random.sample(selected, reading.length)) counts[reading[index]!]! += 1;
    const [right, wrong, uncertain] = counts as [number, number, number];
    const weight = Math.round((reading.length / selected) * 1e6);
    const squared = Math.round((reading.length / selected) ** 2 * 1e3);
    return {
      rule: "r",
      queue: "q",
      stratum: name,
      chance: 1,
      selected,
      selected_micro: selected * weight,
      decided: selected,
      reviewed: right + wrong,
      true_positives: right,
      novel: 0,
      uncertain,
      weight_micro: (right + wrong) * weight,
      weight_true_micro: right * weight,
      weight_squared_milli: (right + wrong) * squared,
      first_reviewed: right + wrong,
      first_true: right,
      first_weight_micro: (right + wrong) * weight,
      first_weight_true_micro: right * weight,
      first_weight_squared_milli: (right + wrong) * squared,
    };
  });
}

/** The sums of `reviewer_accuracy` for one draw of gold decisions. */
function drawGold({ gold }: Population, random: Random): SumRow {
  const row = { positives: 0, positives_found: 0, negatives: 0, negatives_found: 0 };
  for (const index of random.sample(goldDecisions, gold.truth.length)) {
    const reading = gold.reading[index];
    if (reading === 2) continue;
    if (gold.truth[index] === 1) {
      row.positives += 1;
      row.positives_found += Number(reading === 0);
    } else {
      row.negatives += 1;
      row.negatives_found += Number(reading === 1);
    }
  }
  return row;
}

function referenceWidth({ value, effectiveSize }: Estimate): number {
  const { low, high } = clopperPearson((value ?? 0) * (effectiveSize ?? 0), effectiveSize ?? 0);
  return high - low;
}

function holds({ low, high }: Estimate, target: number): boolean {
  return low !== null && high !== null && low <= target && target <= high;
}

function width({ low, high }: Estimate): number {
  return (high ?? 1) - (low ?? 0);
}

function total(rows: readonly SumRow[], column: string): number {
  return rows.reduce((sum, row) => sum + Number(row[column]), 0);
}
