import { wilsonInterval } from "../statistics/wilson.js";
import { addDays } from "../time/day.js";
import { gateLevel, gatePasses, type GateRecord, gateSizes } from "./gate.js";
import { ruleError, type RuleProblem } from "./problem.js";
import type { RuleFile } from "./rule-file.js";
import { ruleTimeline, type RulePeriod } from "./timeline.js";

/** How long a waiver may stand in for a gate, in days. */
const longestWaiver = 28;

/** How far weights of a stratified sample may move a bound above that of its bare counts. */
const mostGainedByWeights = 0.05;

/**
 * What is wrong with a rule's gates. Every entry into `enforce` needs a record that passes, or a waiver; a waiver is always said,
 * and ends when its day has come: by then the version has left `enforce` or has a record that passes.
 *
 * @param today `YYYY-MM-DD`; left out, a waiver of the present never runs out
 */
export function gateProblems(rule: RuleFile, today?: string): RuleProblem[] {
  const periods = ruleTimeline(rule);
  return rule.changes.flatMap(({ gate, waiver }, index) => {
    const period = periods[index];
    if (period === undefined) return [];
    const enters = period.state === "enforce" && periods[index - 1]?.state !== "enforce";
    const problems = gate === undefined ? [] : recordProblems(gate, ["changes", index, "gate"]);
    if (problems.length > 0) return problems;
    const passes = gate !== undefined && gatePasses(gate, rule.target_precision);
    if (waiver !== undefined) return waiverProblems(rule, periods, index, { passes, enters, today });
    if (period.state !== "enforce" || passes) return [];
    if (gate !== undefined)
      return [ruleError(["changes", index, "gate"], failure(gate, rule.target_precision))];
    return enters ? [ruleError(["changes", index, "state"], missing(rule, period))] : [];
  });
}

function missing({ target_precision: target }: RuleFile, { version, from }: RulePeriod): string {
  return `version ${version} goes to enforce on ${from} without a gate: add gate: { labels, true_positives, low } with low of at least ${target}, or a waiver`;
}

function failure({ labels, low }: GateRecord, target: number): string {
  return isGateSize(labels)
    ? `low ${low} is under target_precision ${target}: the rule stays where it is until a gate passes`
    : `labels ${labels} is no size at which a gate is read (${gateSizes.join(", ")})`;
}

/** A record that contradicts itself was not read from a gate. */
function recordProblems(gate: GateRecord, path: readonly PropertyKey[]): RuleProblem[] {
  const { labels, true_positives: positives, low } = gate;
  if (positives > labels)
    return [
      ruleError([...path, "true_positives"], `true_positives ${positives} are more than labels ${labels}`),
    ];
  const best = wilsonInterval(1, labels, gateLevel).low;
  const counted = wilsonInterval(positives / labels, labels, gateLevel).low;
  const most = Math.min(best, counted + mostGainedByWeights);
  return low > most + 1e-9
    ? [
        ruleError(
          [...path, "low"],
          `low ${low} does not follow from ${positives} of ${labels}: at most ${floor(most)}, and ${floor(counted)} where every hit was as likely to be labelled`,
        ),
      ]
    : [];
}

interface WaiverContext {
  readonly passes: boolean;
  readonly enters: boolean;
  readonly today: string | undefined;
}

function waiverProblems(
  rule: RuleFile,
  periods: readonly RulePeriod[],
  index: number,
  { passes, enters, today }: WaiverContext,
): RuleProblem[] {
  const [waiver, period] = [rule.changes[index]?.waiver, periods[index]];
  if (waiver === undefined || period === undefined) return [];
  const path = ["changes", index, "waiver"];
  if (!enters) return [ruleError(path, "only a transition to enforce has a gate to waive: leave it out")];
  if (passes) return [ruleError(path, "the gate passes, so nothing is waived: leave it out")];
  const latest = addDays(period.from, longestWaiver);
  if (waiver.until <= period.from || waiver.until > latest)
    return [
      ruleError(
        [...path, "until"],
        `${waiver.until}: a waiver ends within ${longestWaiver} days, from ${addDays(period.from, 1)} to ${latest}`,
      ),
    ];
  const ended = endOfNeed(rule, periods, index);
  if ((ended ?? today ?? "") > waiver.until || (ended === null && today === waiver.until))
    return [
      ruleError(
        [...path, "until"],
        `the waiver ran out on ${waiver.until} with version ${period.version} in enforce: record a gate that passes, or take the rule out of enforce`,
      ),
    ];
  const message = `version ${period.version} went to enforce on ${period.from} without a gate: waived by ${waiver.by} until ${waiver.until}: ${waiver.why}`;
  return [{ severity: "warning", path, message }];
}

/** The day on which a waived transition was left or made good; null where it has not been. */
function endOfNeed(rule: RuleFile, periods: readonly RulePeriod[], index: number): string | null {
  const later = periods.findIndex((period, at) => {
    if (at <= index) return false;
    const gate = rule.changes[at]?.gate;
    return period.state !== "enforce" || (gate !== undefined && gatePasses(gate, rule.target_precision));
  });
  return periods[later]?.from ?? null;
}

function isGateSize(labels: number): boolean {
  return gateSizes.some((size) => size === labels);
}

/** A bound that is written down must not be better than it was. */
function floor(bound: number): number {
  return Math.floor(bound * 1e4 + 1e-9) / 1e4;
}
