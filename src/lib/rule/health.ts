import { formatCount, formatDay, formatPercent } from "../format/index.js";
import type { Estimate } from "../statistics/estimate.js";
import { fallBegan } from "../statistics/cusum.js";
import { addDays } from "../time/index.js";
import type { HealthFinding, PrecisionOf, RuleOverview } from "./overview.js";

/** Days without a hit after which a rule that runs is called silent. */
const silentDays = 30;

/** Weeks of a version that its later yield is compared with. */
const baselineWeeks = 4;

/** Labels of a month with fewer say too little to call it decay: one wrong hit of one is under any target. */
export const leastLabels = 10;

/** What a rule's health is read from. */
export type Examined = Pick<
  RuleOverview,
  "state" | "target" | "hits" | "hitsFrom" | "lastHit" | "months" | "parity" | "since"
> & {
  /** First day of the present version; null where not known. */
  readonly versionFrom: string | null;
  /** Last day of the data. */
  readonly asOf: string;
};

/** What is wrong with a rule that runs; nothing of one that does not. */
export function ruleHealth(rule: Examined): HealthFinding[] {
  if (["draft", "paused", "retired"].includes(rule.state)) return [];
  return [decay(rule), silence(rule), yieldFall(rule), parity(rule), undecided(rule)].filter(
    (finding): finding is HealthFinding => finding !== null,
  );
}

/** Precision corrected where it can be, since reviewers' errors alone push precision under a high target. */
export function bestPrecision({ corrected, reviewed }: PrecisionOf): Estimate {
  return corrected.high === null ? reviewed : corrected;
}

function decay({ target, months }: Examined): HealthFinding | null {
  if (target === null) return null;
  const under = (month: RuleOverview["months"][number]): boolean => {
    const { high } = bestPrecision(month);
    return high !== null && high < target;
  };
  const known = months.filter(
    (month) => bestPrecision(month).high !== null && month.counts.reviewed >= leastLabels,
  );
  const last = known.at(-1);
  if (last === undefined || !under(last)) return null;
  const before = known.findLastIndex((month) => !under(month));
  const { value, high } = bestPrecision(last);
  return {
    kind: "decay",
    text: `Precision ${value === null ? "" : `is ${formatPercent(value)}, `}at most ${formatPercent(high)}, under its target of ${formatPercent(target)}`,
    since: `${known[before + 1]?.month ?? last.month}-01`,
  };
}

function silence({ lastHit, since, asOf }: Examined): HealthFinding | null {
  const from = lastHit ?? since;
  if (from === null || from >= addDays(asOf, -silentDays)) return null;
  return {
    kind: "silent",
    text: lastHit === null ? "No hit yet" : `No hit since ${formatDay(lastHit)}`,
    since: lastHit === null ? since : addDays(lastHit, 1),
  };
}

function yieldFall({ hits, hitsFrom, versionFrom }: Examined): HealthFinding | null {
  if (hitsFrom === null) return null;
  const start = versionFrom === null || versionFrom < hitsFrom ? hitsFrom : versionFrom;
  const skipped = Math.round((Date.parse(start) - Date.parse(hitsFrom)) / 86_400_000);
  const days = hits.slice(skipped);
  const weeks = Array.from({ length: Math.floor(days.length / 7) }, (_, week) =>
    days.slice(week * 7, week * 7 + 7).reduce((sum, count) => sum + count, 0),
  );
  const began = fallBegan(weeks, baselineWeeks);
  if (began === null) return null;
  const mean = (part: readonly number[]): number =>
    part.reduce((sum, count) => sum + count, 0) / Math.max(1, part.length);
  return {
    kind: "yield",
    text: `Hits fell from ${formatCount(mean(weeks.slice(0, baselineWeeks)))} to ${formatCount(mean(weeks.slice(began)))} a week`,
    since: addDays(start, began * 7),
  };
}

function parity({ parity: found }: Examined): HealthFinding | null {
  if (found === null || found.onlyEvaluated + found.onlyPlatform === 0) return null;
  return {
    kind: "parity",
    text: `The platform and the rule's file disagree: ${formatCount(found.onlyPlatform)} hits are the platform's alone, ${formatCount(found.onlyEvaluated)} the file's`,
    since: null,
  };
}

function undecided({ months }: Examined): HealthFinding | null {
  const last = months.at(-1);
  if (last === undefined || last.reviewed.provisional !== true) return null;
  return {
    kind: "reviews",
    text: `${formatCount(last.counts.decided)} of ${formatCount(last.counts.selected)} hits drawn in the last month are decided: its precision is provisional`,
    since: `${last.month}-01`,
  };
}
