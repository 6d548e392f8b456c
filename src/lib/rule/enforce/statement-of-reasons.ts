import { z } from "npm:zod";
import type { ActionType } from "./action.js";

/**
 * Why an action was taken, in the attributes of a statement of reasons by Article 17 of the EU's Digital Services Act, as the
 * Commission's transparency database names them. Attributes that the platform alone knows (territory, content's date) are
 * for the receiver to add.
 */
export const statementShape = z.strictObject({
  /** The platform's own id of the statement: the action's idempotency key. */
  puid: z.string(),
  decision_visibility: z.array(z.string()).nullable(),
  decision_provision: z.string().nullable(),
  decision_account: z.string().nullable(),
  decision_ground: z.literal("DECISION_GROUND_INCOMPATIBLE_CONTENT"),
  incompatible_content_ground: z.string(),
  incompatible_content_explanation: z.string(),
  /** As the source's policies have it; null where they do not say. */
  category: z.string().nullable(),
  decision_facts: z.string(),
  source_type: z.enum(["SOURCE_VOLUNTARY"]),
  automated_detection: z.enum(["Yes", "No"]),
  automated_decision: z.enum(["AUTOMATED_DECISION_FULLY", "AUTOMATED_DECISION_NOT_AUTOMATED"]),
  /** Day from which on it applies, `YYYY-MM-DD`. */
  application_date: z.string(),
});
export type StatementOfReasons = z.infer<typeof statementShape>;

interface Decision {
  readonly visibility?: string;
  readonly provision?: string;
  readonly account?: string;
}

/** A challenge suspends part of the service until it is passed; a lock can be lifted by the owner, a suspension only by the platform. */
const decisions: Readonly<Record<ActionType, Decision>> = {
  label: { visibility: "DECISION_VISIBILITY_CONTENT_LABELLED" },
  challenge: { provision: "DECISION_PROVISION_PARTIAL_SUSPENSION" },
  visibility_limit: { visibility: "DECISION_VISIBILITY_CONTENT_DEMOTED" },
  interaction_limit: { visibility: "DECISION_VISIBILITY_CONTENT_INTERACTION_RESTRICTED" },
  content_remove: { visibility: "DECISION_VISIBILITY_CONTENT_REMOVED" },
  account_lock: { account: "DECISION_ACCOUNT_SUSPENDED" },
  account_suspend: { account: "DECISION_ACCOUNT_SUSPENDED" },
};

/** What a statement of reasons is made from. */
export interface Grounds {
  readonly key: string;
  readonly action: ActionType;
  readonly policy: { readonly id: string; readonly name: string; readonly category: string | null };
  /** What happened, in words: which rule matched when, or what an analyst wrote. */
  readonly facts: string;
  /** Whether a machine found it, and whether a machine decided. */
  readonly automatedDetection: boolean;
  readonly automatedDecision: boolean;
  readonly day: string;
}

/** The reason of an action in the terms of the DSA. */
export function statementOfReasons(grounds: Grounds): StatementOfReasons {
  const { visibility, provision, account } = decisions[grounds.action];
  return {
    puid: grounds.key,
    decision_visibility: visibility === undefined ? null : [visibility],
    decision_provision: provision ?? null,
    decision_account: account ?? null,
    decision_ground: "DECISION_GROUND_INCOMPATIBLE_CONTENT",
    incompatible_content_ground: grounds.policy.name,
    incompatible_content_explanation: `Breaks the policy "${grounds.policy.name}" (${grounds.policy.id}).`,
    category: grounds.policy.category,
    decision_facts: grounds.facts,
    source_type: "SOURCE_VOLUNTARY",
    automated_detection: grounds.automatedDetection ? "Yes" : "No",
    automated_decision: grounds.automatedDecision
      ? "AUTOMATED_DECISION_FULLY"
      : "AUTOMATED_DECISION_NOT_AUTOMATED",
    application_date: grounds.day,
  };
}
