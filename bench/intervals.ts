/**
 * Coverage and width of the intervals of rule precision, on a fixed population with planted truth: what
 * `test/statistical/intervals.test.ts` holds them to, as a table.
 *
 *     npx tsx bench/intervals.ts
 */
import { register } from "node:module";

register("../data-loaders/site/npm-specifiers.js", import.meta.url);
const { measureCoverage } = await import("../test/statistical/support/coverage.js");
const { plantedPopulation } = await import("../test/statistical/support/population.js");
const { printTable } = await import("./support/table.js");

const redraws = Number(process.argv[2] ?? 1000);
const coverage = measureCoverage(plantedPopulation(20_260_101), [1, 2, 3], redraws);
const percent = (share: number, digits = 1): string => `${(share * 100).toFixed(digits)} %`;

printTable(
  [
    "P × n × design",
    "as reviewed",
    "corrected",
    "uncorrected",
    "width",
    "reference",
    "corrected width",
    "TP ÷ all labels off by",
    "it covers",
  ],
  coverage.map(({ cell, asReviewed, corrected, uncorrected, width, naive }) => [
    `${cell.precision.toFixed(3)} × ${cell.labels} × ${cell.design}`,
    percent(asReviewed),
    percent(corrected),
    percent(uncorrected),
    percent(width.asReviewed, 2),
    percent(width.reference, 2),
    percent(width.corrected, 2),
    percent(naive.off, 2),
    percent(naive.coverage),
  ]),
);
const pooled = (of: (cell: (typeof coverage)[number]) => number): string =>
  percent(coverage.reduce((sum, cell) => sum + of(cell), 0) / coverage.length, 2);
console.log(
  `\npooled: as reviewed ${pooled((cell) => cell.asReviewed)}, corrected ${pooled((cell) => cell.corrected)}; ${redraws} redraws of the samples at each of three seeds`,
);
