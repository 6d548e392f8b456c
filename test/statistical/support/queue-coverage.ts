import type { SumRow } from "../../../src/lib/metrics/definition.js";
import { metric } from "../../../src/lib/metrics/index.js";
import {
  type AllocationStratum,
  fittingBudget,
  inclusionProbability,
  isDrawn,
  neymanAllocation,
} from "../../../src/lib/rule/sampling/index.js";
import { sum } from "../../../src/lib/metrics/sums.js";
import { share } from "../../../src/lib/statistics/wilson.js";
import type { Estimate } from "../../../src/lib/statistics/estimate.js";
import { chanceBand, drawWeights } from "../../lib/metrics/support/readings/draw-weights.js";
import type { QueuePopulation, Reading } from "./queue-population.js";
import { Random } from "./random.js";

/** How often intervals of one rule held what they should, over all redraws in which it had labels. */
export interface RuleCoverage {
  readonly rule: string;
  readonly hits: number;
  readonly precision: number;
  readonly asReviewed: number;
  readonly corrected: number;
  /** The same of true positives ÷ labels, each label counted once, with Wilson's interval. */
  readonly unweighted: number;
  /** Mean widths as reviewed, after each run of the queues. */
  readonly widths: readonly number[];
  readonly labels: number;
}

export interface QueueDesign {
  /** Reviews that each run of the queues has time for. */
  readonly reviews: number;
  readonly runs: number;
  /** Of these, certain ones of the accounts that most rules hit, and random ones of all active accounts. */
  readonly certain: number;
  readonly baseline: number;
  /** Share of jobs that are decided. */
  readonly response: number;
}

interface Label {
  readonly run: string;
  readonly probability: number;
  readonly first: Reading;
  readonly agreed: Reading;
  /** What was agreed on; null where it is not decided. */
  readonly label: Reading | null;
}

const goldDecisions = 1500;
const { estimate, corrected } = metric("rule_precision");

/** Draws the queues again and again, run after run, each run's strata allocated by what the runs before it found. */
export async function measureQueueCoverage(
  population: QueuePopulation,
  design: QueueDesign,
  seeds: readonly number[],
  redraws: number,
): Promise<RuleCoverage[]> {
  const truths = population.rules.map((rule) => truthOf(population, rule));
  const totals = population.rules.map(() => ({
    asReviewed: 0,
    corrected: 0,
    unweighted: 0,
    labels: 0,
    widths: Array.from({ length: design.runs }, () => 0),
  }));
  for (const seed of seeds) {
    const random = new Random(seed);
    for (let redraw = 0; redraw < redraws; redraw++) {
      const labels: Label[][] = population.strata.map(() => []);
      const told = new Set<string>();
      for (let run = 0; run < design.runs; run++) {
        await drawQueues(population, design, run, random, { labels, told });
        population.rules.forEach((rule, index) => {
          totals[index]!.widths[run]! += width(estimate(...sumsOf(population, rule, labels)));
        });
      }
      const reviewers = [drawGold(population, random)];
      population.rules.forEach((rule, index) => {
        const [rows, { frames }] = sumsOf(population, rule, labels);
        const total = totals[index]!;
        total.asReviewed += Number(holds(estimate(rows, { frames }), truths[index]!.census));
        total.corrected += Number(holds(corrected!(rows, { frames, reviewers }), truths[index]!.precision));
        total.unweighted += Number(
          holds(share(sum(rows, "true_positives"), sum(rows, "reviewed")), truths[index]!.census),
        );
        total.labels += sum(rows, "reviewed") ?? 0;
      });
    }
  }
  const all = seeds.length * redraws;
  return population.rules.map((rule, index) => ({
    rule,
    hits: truths[index]!.hits,
    precision: truths[index]!.precision,
    asReviewed: totals[index]!.asReviewed / all,
    corrected: totals[index]!.corrected / all,
    unweighted: totals[index]!.unweighted / all,
    labels: totals[index]!.labels / all,
    widths: totals[index]!.widths.map((sum) => sum / all),
  }));
}

/** One run of all queues: an account is reviewed if its number lies under the largest of its chances. */
async function drawQueues(
  { accounts, strata, active }: QueuePopulation,
  { reviews, certain, baseline, response }: QueueDesign,
  run: number,
  random: Random,
  { labels, told }: { labels: Label[][]; told: Set<string> },
): Promise<void> {
  const mostHit = accounts
    .map(({ strata: lies }, place) => ({ place, rules: lies.length }))
    .sort((a, b) => b.rules - a.rules || a.place - b.place)
    .slice(0, certain);
  const certainty = new Set(mostHit.map(({ place }) => place));
  const chance = baseline / active;
  const open = strata.map(
    ({ accounts: members }, place) => members.filter((one) => !told.has(`${one} ${place}`)).length,
  );
  const ofRule = new Map<string, number>();
  for (const { rule, accounts: members } of strata)
    ofRule.set(rule, (ofRule.get(rule) ?? 0) + members.length);
  const known = strata.map(({ rule, accounts: members }, place): AllocationStratum => {
    const decided = labels[place]!.filter(({ label }) => label === 0 || label === 1);
    return {
      size: open[place]!,
      weight: members.length / ofRule.get(rule)!,
      labels: decided.length,
      positives: decided.filter(({ agreed }) => agreed === 0).length,
    };
  });
  const chances = (budget: number): number[] =>
    neymanAllocation(known, budget).map((drawn, place) => (open[place]! > 0 ? drawn / open[place]! : 0));
  const probability = (place: number, rates: readonly number[]): number =>
    inclusionProbability([
      chance,
      certainty.has(place) ? 1 : 0,
      ...accounts[place]!.strata.filter((one) => !told.has(`${place} ${one}`)).map((one) => rates[one]!),
    ]);
  const budget = await fittingBudget(
    (tried) => {
      const rates = chances(tried);
      return accounts.reduce((sum, _, place) => sum + probability(place, rates), 0);
    },
    reviews,
    open.reduce((sum, size) => sum + size, 0),
  );
  const rates = chances(budget);
  accounts.forEach(({ strata: lies, first, agreed }, place) => {
    const pi = probability(place, rates);
    if (!isDrawn(random.uniform(), pi)) return;
    const label = random.chance(response) ? agreed : null;
    for (const one of lies) {
      if (told.has(`${place} ${one}`)) continue;
      told.add(`${place} ${one}`);
      labels[one]!.push({ run: String(run), probability: pi, first, agreed, label });
    }
  });
}

/** The sums of `rule_precision` and `metric_rule_frames` for one rule's labels. */
function sumsOf(
  { strata }: QueuePopulation,
  rule: string,
  labels: readonly (readonly Label[])[],
): [rows: SumRow[], context: { frames: SumRow[] }] {
  const rows: SumRow[] = [];
  const frames: SumRow[] = [];
  strata.forEach((stratum, place) => {
    if (stratum.rule !== rule) return;
    const key = { rule, queue: "rule_quality", stratum: `${rule}:${stratum.month}` };
    frames.push({ ...key, frame_micro: stratum.accounts.length * 1e6 });
    const drawn = labels[place]!;
    if (drawn.length === 0) return;
    const all = drawWeights(drawn, () => "");
    const weighted = all
      .filter(({ draw }) => draw.label !== null)
      .map(({ draw, decidedWeight }) => ({ ...draw, weight: decidedWeight }));
    for (const chance of new Set(all.map(({ draw }) => chanceBand(draw.probability)))) {
      const inBand = ({ probability }: Label): boolean => chanceBand(probability) === chance;
      const band = weighted.filter(inBand);
      const selected = all.filter(({ draw }) => inBand(draw));
      const sums = (by: "first" | "agreed") => {
        const reviewed = band.filter((label) => label[by] !== 2);
        const right = reviewed.filter((label) => label[by] === 0);
        return {
          reviewed: reviewed.length,
          right: right.length,
          weight: reviewed.reduce((sum, { weight }) => sum + Math.round(weight * 1e6), 0),
          weightTrue: right.reduce((sum, { weight }) => sum + Math.round(weight * 1e6), 0),
          squared: reviewed.reduce((sum, { weight }) => sum + Math.round(weight * weight * 1e3), 0),
        };
      };
      const [agreed, first] = [sums("agreed"), sums("first")];
      rows.push({
        ...key,
        chance,
        selected: selected.length,
        selected_micro: selected.reduce((sum, { weight }) => sum + Math.round(weight * 1e6), 0),
        decided: band.length,
        reviewed: agreed.reviewed,
        true_positives: agreed.right,
        novel: 0,
        uncertain: band.length - agreed.reviewed,
        weight_micro: agreed.weight,
        weight_true_micro: agreed.weightTrue,
        weight_squared_milli: agreed.squared,
        first_reviewed: first.reviewed,
        first_true: first.right,
        first_weight_micro: first.weight,
        first_weight_true_micro: first.weightTrue,
        first_weight_squared_milli: first.squared,
      });
    }
  });
  return [rows, { frames }];
}

/** A rule's planted precision, and what the same reviewers would say of all its hits, uncertain ones left out of each stratum. */
function truthOf({ strata, accounts }: QueuePopulation, rule: string) {
  const own = strata.filter((stratum) => stratum.rule === rule);
  const hits = own.reduce((sum, stratum) => sum + stratum.accounts.length, 0);
  const part = (members: readonly number[], of: (place: number) => boolean): number =>
    members.filter(of).length / members.length;
  const over = (of: (members: readonly number[]) => number): number =>
    own.reduce((sum, stratum) => sum + (stratum.accounts.length / hits) * of(stratum.accounts), 0);
  return {
    hits,
    precision: over((members) => part(members, (place) => accounts[place]!.violating)),
    census: over((members) =>
      part(
        members.filter((place) => accounts[place]!.agreed !== 2),
        (place) => accounts[place]!.agreed === 0,
      ),
    ),
  };
}

/** The sums of `reviewer_accuracy` for one draw of gold decisions. */
function drawGold({ gold }: QueuePopulation, random: Random): SumRow {
  const row = { positives: 0, positives_found: 0, negatives: 0, negatives_found: 0 };
  for (const index of random.sample(goldDecisions, gold.truth.length)) {
    const said = gold.reading[index];
    if (said === 2) continue;
    if (gold.truth[index]) {
      row.positives += 1;
      row.positives_found += Number(said === 0);
    } else {
      row.negatives += 1;
      row.negatives_found += Number(said === 1);
    }
  }
  return row;
}

function holds({ low, high }: Estimate, target: number): boolean {
  return low !== null && high !== null && low <= target && target <= high;
}

function width({ low, high }: Estimate): number {
  return (high ?? 1) - (low ?? 0);
}
