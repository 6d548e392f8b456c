import { actionRules, actions, appeals, publishedMetrics } from "./enforcement.js";
import { accounts, eventObjects, events, protectedAccounts, reports, sessions } from "./platform.js";
import { prevalenceSamples, reviewDecisions, reviewFrames, reviewJobs } from "./review.js";
import { policies, ruleHits, rules, ruleRunStats, ruleStateChanges, ruleVersions } from "./rules.js";
import type { CanonicalTable } from "./table.js";

/** Every canonical table, each after those that it refers to. */
export const contract: readonly CanonicalTable[] = [
  accounts,
  sessions,
  events,
  eventObjects,
  policies,
  rules,
  ruleVersions,
  ruleStateChanges,
  ruleRunStats,
  ruleHits,
  actions,
  actionRules,
  reviewJobs,
  reviewFrames,
  reviewDecisions,
  appeals,
  reports,
  prevalenceSamples,
  protectedAccounts,
  publishedMetrics,
];

const byName = new Map(contract.map((table) => [table.name, table]));

/** The canonical table of a name, or undefined. */
export function canonicalTableNamed(name: string): CanonicalTable | undefined {
  return byName.get(name);
}

export type { CanonicalTable, Column, ColumnType, Reference } from "./table.js";
