import type {
  ActionRecord,
  Batch,
  Exceeded,
  Limits,
  RuleRow,
  TrippedRow,
} from "../../../src/lib/rule/enforce/index.js";

/** A batch before it is delivered, and how it came about. */
export interface Plan {
  readonly kind: Batch["kind"];
  readonly since: string | null;
  readonly until: string | null;
  readonly actions: readonly ActionRecord[];
  /** Null where the source does not say which accounts are protected. */
  readonly protectedAccounts: number | null;
  readonly activeAccounts: number | null;
  readonly rules: readonly RuleRow[];
  readonly exceeded: readonly Exceeded[];
  /** Brakes that stop a rule, and those that would trip with this plan. */
  readonly brakes: readonly TrippedRow[];
  readonly tripping: readonly TrippedRow[];
  readonly reverses: string | null;
}

/** What every plan is made under. */
export interface PlanContext {
  readonly limits: Limits;
  readonly now: Date;
}

/** A policy, as statements of reasons name it. */
export interface Policy {
  readonly id: string;
  readonly name: string;
  readonly category: string | null;
}
