import { formatCount, formatDay, formatInterval, formatNumber, formatPercent } from "../format/index.js";
import type { Estimate } from "../statistics/estimate.js";
import { shownDimensions } from "./filters.js";
import type { ExploreManifest } from "./manifest.js";
import type { ExploreState } from "./state.js";

const mostNamed = 3;

/** What is brushed, in words: "Rule: follow-burst, like-burst; 3 May 2026 to 10 May 2026"; "everything" where nothing is. */
export function describeBrush(manifest: ExploreManifest, state: ExploreState): string {
  const parts = shownDimensions(manifest, state.swap).flatMap(({ name, label, bins }) => {
    const chosen = bins.filter(({ value }) => state.values[name]?.includes(value));
    if (chosen.length === 0) return [];
    const named = chosen.slice(0, mostNamed).map((bin) => bin.label);
    const rest = chosen.length - named.length;
    return [`${label}: ${named.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`];
  });
  const time = timeText(state);
  return [...parts, ...(time ? [time] : [])].join("; ") || "everything";
}

function timeText({ time, week }: ExploreState): string | null {
  if (time !== null)
    return time.from === time.to ? moment(time.from) : `${moment(time.from)} to ${moment(time.to)}`;
  return week === null ? null : `the week of ${formatDay(week)}`;
}

function moment(text: string): string {
  return text.includes("T") ? `${formatDay(text)} ${text.slice(11)}:00 UTC` : formatDay(text);
}

/** The page's answer: how many rows the slice holds, and of how many. */
export function sliceHeadline(manifest: ExploreManifest, total: number): string {
  const all = formatCount(manifest.rows);
  return total === manifest.rows
    ? `${all} ${manifest.rowsName}`
    : `${formatCount(total)} of ${all} ${manifest.rowsName} (${formatPercent(total / manifest.rows)})`;
}

/** Precision of the slice in words, with its interval and how many labels stand behind it. */
export function precisionText(precision: Estimate): string {
  const labels = precision.denominator ?? 0;
  if (precision.value === null)
    return labels === 0
      ? "Precision: no labels in this slice"
      : `Precision: too few labels (${formatCount(labels)})`;
  return `Precision ${formatPercent(precision.value)} (95 % interval ${formatInterval(precision.low, precision.high, formatPercent)}), ${formatNumber(precision.numerator)} of ${formatNumber(labels)} reviewed are true positives, weighted by their chance of review`;
}
