export { actionTypes, strengthOf, type ActionType } from "./action.js";
export { retryAfter, waitAfter, type Backoff } from "./backoff.js";
export { trippedBrakes, type BrakeReading, type TrippedBrake } from "./brake.js";
export { brakeRowShape, isReleased, standingBrakes, type BrakeRow, type TrippedRow } from "./brake-log.js";
export {
  chooseActions,
  outcomes,
  type Candidate,
  type Choice,
  type Chosen,
  type Outcome,
} from "./choose-actions.js";
export { groundText, keyText, type Ground } from "./ground.js";
export { Ledger, type LedgerEntry } from "./ledger.js";
export { exceededLimits, limitsShape, type Exceeded, type Limits } from "./limits.js";
export {
  actionRecordShape,
  answerShape,
  batchShape,
  receiptShape,
  type ActionRecord,
  type Answer,
  type Batch,
  type Destination,
  type Receipt,
} from "./records.js";
export { enforceResultShape, type Delivered, type EnforceResult, type RuleRow } from "./result.js";
export { statementOfReasons, type StatementOfReasons } from "./statement-of-reasons.js";
