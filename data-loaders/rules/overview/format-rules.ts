import {
  formatCount,
  formatInterval,
  formatNumber,
  formatPercent,
  noData,
} from "../../../src/lib/format/index.js";
import type { RuleOverview, RulesArtifact } from "../../../src/lib/rule/index.js";
import { platformText } from "../../../src/lib/text/index.js";

/** Rules as the command line prints them: a paragraph each, by owner of attention: what is wrong first. */
export function formatRules({ rules, total, asOf }: RulesArtifact): string {
  const sorted = rules.toSorted((a, b) => b.health.length - a.health.length || (a.rule < b.rule ? -1 : 1));
  const unwell = rules.filter(({ health }) => health.length > 0).length;
  const shown = total > rules.length ? `; the ${formatCount(rules.length)} that changed last are listed` : "";
  return [
    `${formatCount(total)} rules to ${asOf}, ${formatCount(unwell)} with something wrong${shown}`,
    ...sorted.flatMap((rule) => ["", ...paragraph(rule)]),
    "",
  ].join("\n");
}

function paragraph(rule: RuleOverview): string[] {
  const { reviewed, corrected, counts } = rule.precision;
  const since = rule.since === null ? "" : ` since ${rule.since}`;
  const rollout = rule.rollout < 100 ? ` at ${formatNumber(rule.rollout)} %` : "";
  const precision =
    counts.reviewed === 0
      ? "unknown: no label"
      : `${formatPercent(reviewed.value)} (95 % interval ${formatInterval(reviewed.low, reviewed.high, formatPercent)}) as reviewed, ${formatPercent(corrected.value)} corrected, ${formatCount(counts.reviewed)} labels`;
  return [
    `${platformText(rule.rule)}: ${rule.state}${rollout}, version ${rule.version}${since}`,
    `  precision  ${precision}; target ${rule.target === null ? noData : formatPercent(rule.target)}`,
    `  next       ${needs(rule)}`,
    ...rule.health.map(
      ({ kind, text, since: from }) =>
        `  ${kind.padEnd(9)}  ${text}${from === null ? "" : ` (since ${from})`}`,
    ),
    ...(rule.health.length === 0 ? ["  health     nothing wrong"] : []),
  ];
}

function needs({ promotion, overlaps, accountsHit }: RuleOverview): string {
  const { next, open, labels, labelsNeeded, low, hours } = promotion;
  if (next === null) return "nothing: it is where it is to be";
  const bound = low === null ? "" : `, lower bound ${formatPercent(low)}`;
  const [closest] = overlaps;
  const overlap =
    closest === undefined || accountsHit === 0
      ? ""
      : `; ${formatPercent(closest.both / accountsHit)} of its accounts are hit by ${platformText(closest.rule)}`;
  if (open) return `${next}: the gate may be read${bound} at ${formatCount(labels)} labels${overlap}`;
  if (labelsNeeded === null) return `${next}: no gate would be passed at this precision${bound}${overlap}`;
  return `${next}: ${formatCount(labelsNeeded - labels)} labels more (${formatCount(labels)} of ${formatCount(labelsNeeded)}${bound})${hours === null ? "" : `, ${formatNumber(hours)} person-hours`}${overlap}`;
}
