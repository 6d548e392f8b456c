import { agreementBounds, reviewerAgreement } from "../../metrics/reviewer-agreement.js";
import { reviewerAccuracy } from "../../metrics/reviewer-accuracy.js";
import type { SumRow } from "../../metrics/definition.js";
import { sum } from "../../metrics/sums.js";
import { platformText } from "../../text/index.js";
import { figureCard, missingCard, tableOf } from "../cards.js";
import { by, cellsOf } from "../cells.js";
import { cubeNamed, type Inputs, lacking, missingTables } from "../inputs.js";
import { everyRow, sumRows } from "../metric-rate.js";
import type { CardSpec } from "../page-view.js";
import type { Estimate } from "../../statistics/estimate.js";
import { exact, many, percent } from "../words.js";
import { ofReviewers } from "./queue-rates.js";

/** How good agreement is, in words. */
export function agreementText({ value, low, high }: Estimate): string {
  if (value === null || low === null || high === null) return "unknown: no job has been reviewed twice";
  const interval = `α = ${value.toFixed(2)}, 95\u202f% interval ${low.toFixed(2)}–${high.toFixed(2)}`;
  if (low >= agreementBounds.good) return `good (${interval})`;
  if (value >= agreementBounds.good) return `good, though not surely (${interval})`;
  if (value >= agreementBounds.floor) return `fair, under ${agreementBounds.good.toFixed(2)} (${interval})`;
  return `too low to rest conclusions on (${interval})`;
}

/** Agreement by queue. */
export function agreementCard(inputs: Inputs): CardSpec {
  const text = {
    id: "agreement",
    metric: "reviewer_agreement",
    width: 4 as const,
    title: "Reviewer agreement",
    subtitle: `Krippendorff's α of independent decisions on one job, by queue, all time; whisker: 95\u202f% interval; line: ${agreementBounds.good.toFixed(2)}, good`,
  };
  const cube = cubeNamed(inputs.artifacts, "review_agreement");
  if (!cube)
    return missingCard(
      inputs,
      text,
      lacking(missingTables(inputs.artifacts["review_agreement"]) ?? [], "Agreement of reviewers"),
    );
  const whole = reviewerAgreement.estimate(sumRows(cellsOf(cube), reviewerAgreement));
  const queues = [...by(cellsOf(cube), "queue")].map(([queue, part]) => ({
    category: platformText(queue.replaceAll("_", " "), 40) || "no queue",
    ...reviewerAgreement.estimate(sumRows(part, reviewerAgreement)),
  }));
  const known = queues.filter(({ value }) => value !== null);
  // Whiskers far below zero say no more than that labels cannot be relied on: the axis ends where the lowest dot needs it.
  const lowest = Math.min(0, ...known.map(({ value }) => Math.floor((value ?? 0) * 5) / 5));
  return figureCard(
    inputs,
    {
      ...text,
      title: `Agreement of reviewers is ${agreementText(whole)}`,
      sample: whole.denominator ? `n = ${exact(whole.denominator)} jobs reviewed twice` : null,
      notes: [
        "Where nearly all items are of one kind, as among accounts drawn at random, α is low though reviewers rarely err: chance alone makes them agree.",
        "Every false positive gets a second reviewer and few true positives do: jobs are weighted by the share of their kind that was seen twice.",
        `Below ${agreementBounds.floor} no conclusion should rest on labels (Krippendorff 2004).`,
      ],
    },
    known.length === 0
      ? null
      : {
          kind: "dot-intervals",
          unit: "index",
          target: agreementBounds.good,
          ...(lowest < 0 ? { floor: lowest } : {}),
          values: known.map(({ category, value, low, high, denominator }) => ({
            category,
            value,
            low: low === null ? null : Math.max(lowest, low),
            high,
            n: denominator,
          })),
        },
    tableOf(
      [
        ["queue", "Queue", "text"],
        ["alpha", "α", "number"],
        ["low", "95 % interval, low", "number"],
        ["high", "95 % interval, high", "number"],
        ["jobs", "Jobs reviewed twice", "number"],
      ],
      queues.map(({ category, value, low, high, denominator }) => [category, value, low, high, denominator]),
    ),
  );
}

/** Rows of one reviewer as one. */
function sumsOf(rows: readonly SumRow[]): SumRow {
  const [first = {}] = rows;
  return {
    reviewer: first["reviewer"] ?? "",
    ...Object.fromEntries(
      ["positives", "positives_found", "negatives", "negatives_found"].map((column) => [
        column,
        sum(rows, column),
      ]),
    ),
  };
}

/** Accuracy on gold items, reviewer by reviewer. */
export function reviewersCard(inputs: Inputs): CardSpec {
  const text = {
    id: "reviewers",
    metric: "reviewer_accuracy",
    width: 12 as const,
    title: "Accuracy by reviewer",
    subtitle:
      "Right decisions on items whose answer is known, by reviewer, all time; whisker: 95\u202f% interval; line: all together",
  };
  const cube = cubeNamed(inputs.artifacts, "gold_by_reviewer");
  if (!cube)
    return missingCard(
      inputs,
      text,
      lacking(missingTables(inputs.artifacts["gold_by_reviewer"]) ?? [], "Accuracy of reviewers"),
    );
  const rows = [...by(ofReviewers(cellsOf(cube)), "reviewer").values()].map((part) => sumsOf(everyRow(part)));
  const whole = reviewerAccuracy.estimate(rows);
  const reviewers = rows
    .map((row) => ({
      category: platformText(String(row["reviewer"]), 40),
      row,
      ...reviewerAccuracy.estimate([row]),
    }))
    .sort((a, b) => (a.value ?? 2) - (b.value ?? 2) || (a.category < b.category ? -1 : 1));
  const below = reviewers.filter(({ high }) => high !== null && whole.value !== null && high < whole.value);
  return figureCard(
    inputs,
    {
      ...text,
      title:
        whole.value === null
          ? "No decision on a gold item: reviewers' errors are unknown"
          : below.length === 0
            ? `No reviewer is clearly below the ${percent(whole.value)} of all`
            : `${many(below.length, "reviewer")} of ${exact(reviewers.length)} ${below.length === 1 ? "is" : "are"} clearly below the ${percent(whole.value)} of all`,
      sample: whole.denominator ? `n = ${exact(whole.denominator)} decisions on gold items` : null,
      notes:
        below.length === 0
          ? []
          : [
              `Of ${exact(reviewers.length)} reviewers who are all alike, about ${(reviewers.length * 0.025).toFixed(1)} would stand clearly below by chance.`,
            ],
    },
    reviewers.length === 0
      ? null
      : {
          kind: "dot-intervals",
          unit: "share",
          ...(whole.value === null ? {} : { target: whole.value }),
          floor: Math.floor(Math.min(1, ...reviewers.map(({ low }) => low ?? 1)) * 10) / 10,
          values: reviewers.map(({ category, value, low, high, denominator }) => ({
            category,
            value,
            low,
            high,
            n: denominator,
          })),
        },
    tableOf(
      [
        ["reviewer", "Reviewer", "text"],
        ["accuracy", "Accuracy", "number"],
        ["low", "95 % interval, low", "number"],
        ["high", "95 % interval, high", "number"],
        ["positives", "Violations", "number"],
        ["positives_found", "Called so", "number"],
        ["negatives", "Others", "number"],
        ["negatives_found", "Called no violation", "number"],
      ],
      reviewers.map(({ category, row, value, low, high }) => [
        category,
        value,
        low,
        high,
        row["positives"] ?? null,
        row["positives_found"] ?? null,
        row["negatives"] ?? null,
        row["negatives_found"] ?? null,
      ]),
    ),
  );
}
