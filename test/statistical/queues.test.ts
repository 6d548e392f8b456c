import { describe, expect, test } from "vitest";
import { erringReviewers } from "./support/population.js";
import { measureQueueCoverage, type RuleCoverage } from "./support/queue-coverage.js";
import { queuePopulation } from "./support/queue-population.js";

const population = await queuePopulation(5, erringReviewers(20_260_101), { accounts: 20_000, days: 150 });
const design = { reviews: 700, runs: 2, certain: 70, baseline: 140, response: 0.94 };
const coverage = await measureQueueCoverage(population, design, [1, 2], 50);

function pooled(of: (rule: RuleCoverage) => number): number {
  return coverage.reduce((sum, rule) => sum + of(rule), 0) / coverage.length;
}

describe("95 % intervals of rule precision, every rule that hits anyone on the simulated platform, two runs of all queues drawn a hundred times", () => {
  test("as reviewed they hold what a census by the same reviewers would say, corrected the planted truth: 94–99 % pooled", () => {
    const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
    process.stdout.write(
      `${coverage.length} rules: as reviewed ${percent(pooled(({ asReviewed }) => asReviewed))}, corrected ${percent(pooled(({ corrected }) => corrected))}, each label counted once ${percent(pooled(({ unweighted }) => unweighted))}\n`,
    );
    expect(coverage.length).toBeGreaterThan(40);
    for (const of of [
      ({ asReviewed }: RuleCoverage) => asReviewed,
      ({ corrected }: RuleCoverage) => corrected,
    ]) {
      expect(pooled(of)).toBeGreaterThanOrEqual(0.94);
      expect(pooled(of)).toBeLessThanOrEqual(0.99);
    }
  });

  test("as reviewed they hold it in 85 % or more of any one rule", () => {
    for (const { rule, asReviewed } of coverage) expect(asReviewed, rule).toBeGreaterThanOrEqual(0.85);
  });

  test("true positives ÷ labels, each label counted once, is wrong: accounts that many rules hit are drawn for all of them", () => {
    expect(pooled(({ unweighted }) => unweighted)).toBeLessThan(0.85);
  });

  test("a second run makes every rule's interval narrower, or leaves it where nearly all is labelled", () => {
    for (const { rule, widths } of coverage) expect(widths[1], rule).toBeLessThanOrEqual(widths[0]! + 0.005);
    const [before, after] = [pooled(({ widths }) => widths[0]!), pooled(({ widths }) => widths[1]!)];
    expect(after).toBeLessThan(before * 0.85);
  });
});
