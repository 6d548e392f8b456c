import { nearest } from "../text/nearest.js";
import { accountsActioned } from "./accounts-actioned.js";
import { actions } from "./actions.js";
import { activeAccounts } from "./active-accounts.js";
import { appealRate } from "./appeal-rate.js";
import { auditOverturnRate } from "./audit-overturn-rate.js";
import { challengePassRate } from "./challenge-pass-rate.js";
import { contentActioned } from "./content-actioned.js";
import { daysUntilPutRight } from "./days-until-put-right.js";
import type { MetricDefinition, MetricQuery } from "./definition.js";
import { enforcementPrecision } from "./enforcement-precision.js";
import { events } from "./events.js";
import { actionFacts } from "./facts/action-facts.js";
import { appealFacts } from "./facts/appeal-facts.js";
import { jobLabels } from "./facts/job-labels.js";
import { ruleDraws } from "./facts/rule-draws.js";
import { findings } from "./findings.js";
import { freshness } from "./freshness.js";
import { liveRules, ruleChanges } from "./live-rules.js";
import { holdOutEffect } from "./hold-out-effect.js";
import { overturnRate } from "./overturn-rate.js";
import { precisionDecay } from "./precision-decay.js";
import { prevalence } from "./prevalence.js";
import { proactiveRate } from "./proactive-rate.js";
import { promotionGate } from "./promotion-gate.js";
import { publishedFigures } from "./published-figures.js";
import { ruleFramesQuery } from "./queries/rule-labels.js";
import { relativeRecall } from "./relative-recall.js";
import { reports } from "./reports.js";
import { restoredWithoutAppeal } from "./restored-without-appeal.js";
import { labelConflicts, uncertainLabels } from "./label-conflicts.js";
import { reviewAgeingQuery } from "./queries/review-work.js";
import { queueSla } from "./queue-sla.js";
import { reviewBacklog } from "./review-backlog.js";
import { goldByReviewerQuery, reviewerAccuracy } from "./reviewer-accuracy.js";
import { reviewerAgreement } from "./reviewer-agreement.js";
import { ruleHealth } from "./rule-health.js";
import { ruleHits } from "./rule-hits.js";
import { emergingAlerts } from "./emerging-alerts.js";
import { networkMembers } from "./network-members.js";
import { ruleOverlap } from "./rule-overlap.js";
import { ruleParity } from "./rule-parity.js";
import { rulePrecision } from "./rule-precision.js";
import { rulePromotion, timeToPromotion } from "./rule-promotion.js";
import { textClusters } from "./text-clusters.js";
import { timeToAction } from "./time-to-action.js";
import { uniqueContribution } from "./unique-contribution.js";
import { viewsBeforeAction } from "./views-before-action.js";
import { wrongActions } from "./wrong-actions.js";

/** Every metric, in the order of the dictionary. */
export const metrics: readonly MetricDefinition[] = [
  prevalence,
  contentActioned,
  accountsActioned,
  proactiveRate,
  wrongActions,
  enforcementPrecision,
  auditOverturnRate,
  appealRate,
  overturnRate,
  restoredWithoutAppeal,
  daysUntilPutRight,
  challengePassRate,
  timeToAction,
  viewsBeforeAction,
  rulePrecision,
  reviewerAccuracy,
  reviewerAgreement,
  labelConflicts,
  uncertainLabels,
  queueSla,
  reviewBacklog,
  precisionDecay,
  promotionGate,
  relativeRecall,
  uniqueContribution,
  ruleOverlap,
  emergingAlerts,
  networkMembers,
  holdOutEffect,
  ruleParity,
  ruleHealth,
  ruleHits,
  liveRules,
  ruleChanges,
  rulePromotion,
  timeToPromotion,
  events,
  activeAccounts,
  textClusters,
  actions,
  reports,
  publishedFigures,
  findings,
  freshness,
];

/** Facts that the metrics' queries read, in an order in which they can be made. */
export const factQueries: readonly MetricQuery[] = [actionFacts, appealFacts, jobLabels, ruleDraws];

/** Every table that the metrics are estimated from, once. */
export const metricQueries: readonly MetricQuery[] = [
  ...new Set([
    ...metrics.flatMap(({ query }) => query ?? []),
    ruleFramesQuery,
    goldByReviewerQuery,
    reviewAgeingQuery,
  ]),
];

const byId = new Map(metrics.map((definition) => [definition.id, definition]));

/**
 * The metric of an id.
 *
 * @throws when there is none, with the nearest id
 */
export function metric(id: string): MetricDefinition {
  const definition = byId.get(id);
  if (definition) return definition;
  const near = nearest(id, byId.keys());
  throw new Error(
    near === null
      ? `unknown metric "${id}": expected one of ${[...byId.keys()].join(", ")}`
      : `unknown metric "${id}": did you mean "${near}"?`,
  );
}
