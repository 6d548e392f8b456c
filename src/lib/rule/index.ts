export { ruleFileShape, type RuleFile, type RuleState } from "./rule-file.js";
export { ruleTimeline, type RulePeriod } from "./timeline.js";
