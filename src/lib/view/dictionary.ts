import { bannerOf } from "./cards.js";
import { findingsFor } from "./findings.js";
import type { Inputs } from "./inputs.js";
import type { DefinitionEntry, DefinitionGroup, PageView } from "./page-view.js";
import { many } from "./words.js";

/** One metric as artifact `metrics.json` lists it. */
export interface ListedMetric extends Omit<DefinitionEntry, "missing"> {
  /** What it belongs with, e.g. "User cost". */
  readonly group: string;
}

/** Every metric with its definition, formula and estimator, grouped, and whether this source can answer it. */
export function dictionaryView(inputs: Inputs): PageView {
  const { metrics = [] } = (inputs.artifacts["metrics"] ?? {}) as { metrics?: readonly ListedMetric[] };
  const absent = new Set(inputs.frame.tables.missing);
  const groups = new Map<string, DefinitionEntry[]>();
  for (const { group, ...metric } of metrics) {
    const entries = groups.get(group) ?? [];
    entries.push({ ...metric, missing: metric.tables.filter((table) => absent.has(table)) });
    groups.set(group, entries);
  }
  const definitions: DefinitionGroup[] = [...groups].map(([title, entries]) => ({ title, entries }));
  const answered = definitions
    .flatMap(({ entries }) => entries)
    .filter(({ missing }) => missing.length === 0);
  return {
    page: "dictionary",
    headline:
      metrics.length === 0
        ? "No metric is defined"
        : answered.length === metrics.length
          ? `All ${many(metrics.length, "metric")} can be computed from this source`
          : `${answered.length} of ${many(metrics.length, "metric")} can be computed from this source`,
    summary:
      "Each metric is defined once: this page, the tooltips, the SQL and the tests come from that definition.",
    banner: bannerOf(inputs),
    numbers: [],
    cards: [],
    definitions,
    findings: findingsFor(inputs, "dictionary"),
  };
}
