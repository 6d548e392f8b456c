export {
  type GateCounts,
  gatePasses,
  gateReached,
  type GateReading,
  type GateRecord,
  gateSizes,
  labelsNeeded,
  readGate,
} from "./gate.js";
export { ruleFileShape, type RuleFile, type RuleState } from "./rule-file.js";
export { ruleTimeline, type RulePeriod } from "./timeline.js";
