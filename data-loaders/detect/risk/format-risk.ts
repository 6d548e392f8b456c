import { formatCount, formatPercent } from "../../../src/lib/format/index.js";
import type { RiskReport } from "../../../src/lib/risk/report.js";
import type { TrainedRisk } from "./train-risk.js";

const names = { logistic: "logistic regression", trees: "boosted trees" } as const;

/** A trained model as the command line prints it. */
export function formatRisk({ file, report }: TrainedRisk): string {
  const { candidates, chosen, gain, timeSplit } = report;
  return [
    `${formatCount(report.accounts)} labelled accounts, ${formatCount(report.violating)} of them violating, stand for ${formatCount(Math.round(report.represents))}; ${formatCount(report.features)} features, ${formatCount(report.flags)} flags of heuristic rules`,
    ...(report.leftOut > 0
      ? [
          `${formatCount(report.leftOut)} labelled accounts had done nothing yet when they were judged, and are left out`,
        ]
      : []),
    "",
    `${report.repeats} times ${report.folds} stratified folds, seeds ${report.seed} to ${report.seed + report.repeats - 1}: mean (standard deviation)`,
    ...candidates.map(
      (each) =>
        `  ${names[each.kind].padEnd(19)}  ${[
          `AUC ${spread(each.auc)}`,
          `unweighted ${spread(each.aucUnweighted)}`,
          `AP ${spread(each.averagePrecision)}`,
          `slope ${spread(each.slope)}`,
          `ECE top 5 % ${spread(each.topError)}`,
          `precision at ${formatCount(report.queue)} ${spread(each.precisionAtQueue)}`,
        ].join("  ")}`,
    ),
    `chosen: ${names[chosen]}; average precision of the trees is ${signed(gain.mean)} (${three(gain.deviation)}) beside the logistic model's`,
    "",
    ...(timeSplit === null
      ? ["no split in time: labels have no times, or one side lacks a class"]
      : [
          `fitted to ${formatCount(timeSplit.past)} accounts judged before ${timeSplit.at.slice(0, 16).replace("T", " ")} UTC, held to ${formatCount(timeSplit.future)} judged since`,
          ...timeSplit.candidates.map(
            (each) =>
              `  ${names[each.kind].padEnd(19)}  AUC ${three(each.auc)}  unweighted ${three(each.aucUnweighted)}  AP ${three(each.averagePrecision)}  slope ${three(each.slope)}  ECE top 5 % ${three(each.topError)}`,
          ),
        ]),
    "",
    "average precision lost without",
    ...report.drops.slice(0, 8).map(({ group, drop }) => `  ${group.padEnd(28)}  ${three(drop)}`),
    "",
    ...report.segments.map(
      ({ dimension, value, accounts, auc, predicted, observed }) =>
        `  ${`${dimension} ${value}`.padEnd(28)}  AUC ${three(auc)}  predicted ${formatPercent(predicted)}  observed ${formatPercent(observed)}  (${formatCount(accounts)} accounts)`,
    ),
    "",
    `model ${file.version}: ${formatCount(JSON.stringify(file).length)} bytes`,
    "",
  ].join("\n");
}

function spread({ mean, deviation }: RiskReport["gain"]): string {
  return deviation === null ? three(mean) : `${three(mean)} (${three(deviation)})`;
}

function three(value: number | null): string {
  return value === null ? "unknown" : value.toFixed(3);
}

function signed(value: number | null): string {
  return value === null ? "unknown" : `${value < 0 ? "" : "+"}${value.toFixed(3)}`;
}
