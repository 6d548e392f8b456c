import { formatNumber, formatPercent } from "../../../src/lib/format/index.js";
import type { QueueRun } from "./queue.js";

/** A run of the queues in lines of text. */
export function formatQueues(run: QueueRun): string {
  const none = run.strata.filter(({ chance, open }) => chance === 0 && open > 0);
  const most = [...run.strata].sort((a, b) => b.selected - a.selected || (a.stratum < b.stratum ? -1 : 1));
  return `${[
    `${formatNumber(run.hours)} hours at ${formatNumber(run.handleSeconds)} seconds a review are ${run.reviews} reviews; run ${run.runId}, hits to ${run.asOf.slice(0, 10)}`,
    ...run.files
      .filter(({ name }) => !name.startsWith("review_"))
      .map(({ name, rows }) => `  ${name.padEnd(14)}${String(rows).padStart(6)}  ${run.out}/${name}.csv`),
    ...(most.length > 0 ? ["most labels go to"] : []),
    ...most
      .slice(0, 5)
      .map(
        ({ stratum, selected, open, labels, chance }) =>
          `  ${stratum}: ${selected} of ${open} accounts (chance ${formatPercent(chance)}), beside ${labels} labels that it has`,
      ),
    ...(none.length > 0
      ? [
          `${none.length} of ${run.strata.length} strata get none of their own: there is not time for five in each`,
        ]
      : []),
  ].join("\n")}\n`;
}
