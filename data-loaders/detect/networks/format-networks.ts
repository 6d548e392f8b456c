import { formatCount, formatPercent } from "../../../src/lib/format/index.js";
import type { NetworksArtifact } from "../../../src/lib/network/artifact.js";

/** Networks that are printed. */
const printed = 20;

/** The networks that were found as a table for a terminal, those that are active first. */
export function formatNetworks({
  networks,
  total,
  active,
  activeAccounts,
  search,
}: NetworksArtifact): string {
  const looked = `looked at ${formatCount(search.shares)} shares of ${formatCount(search.objects)} objects that several accounts shared (${formatCount(search.pairs)} pairs within the window)${Object.entries(
    search.acts,
  )
    .map(([signal, count]) => `, ${formatCount(count)} accounts and targets by ${signal}`)
    .join("")}`;
  if (search.shares === 0 && Object.values(search.acts).every((count) => count === 0))
    return "nothing to look at: no object is shared by two accounts, and no follow or like has a target";
  const rows = networks
    .slice(0, printed)
    .map(({ id, accounts, peak, first, last, evolution }) => [
      id,
      formatCount(accounts),
      formatCount(peak.size),
      formatPercent(peak.density),
      first,
      last,
      evolution,
    ]);
  const heads = ["network", "accounts", "at most", "density", "first", "last", "now"];
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ");
  return [
    `${formatCount(total)} networks, ${formatCount(active)} of them active with ${formatCount(activeAccounts)} accounts; ${looked}`,
    search.scoreCut === null
      ? "shared moments: chance explains all edges"
      : `shared moments: score of ${search.scoreCut.toFixed(3)} or more, ${formatCount(search.edges)} edges, ${formatCount(search.chanceEdges)} by chance`,
    ...(rows.length === 0 ? [] : [line(heads), ...rows.map(line)]),
    ...(total > printed ? [`and ${formatCount(total - printed)} more`] : []),
  ].join("\n");
}
