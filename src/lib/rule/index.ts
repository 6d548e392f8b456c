export {
  type GateCounts,
  gateLevel,
  gatePasses,
  gateReached,
  type GateReading,
  type GateRecord,
  gateSizes,
  labelsNeeded,
  readGate,
} from "./gate.js";
export { checkRule } from "./check-rule.js";
export { ruleError, type RuleProblem } from "./problem.js";
export { keysAt, ruleFileShape, type RuleFile } from "./rule-file.js";
export { beginnings, onward, ruleStates, stepProblem, type RuleState, type RuleStep } from "./states.js";
export { ruleTimeline, type RulePeriod } from "./timeline.js";
export { ruleHealth } from "./health.js";
export type { PrecisionOf, PromotionNeeds, RuleOverview, RulesArtifact } from "./overview.js";
export { riskScore } from "./risk-score.js";
