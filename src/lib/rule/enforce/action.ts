/** What may be done about an account or its content, the weakest first. */
export const actionTypes = [
  "label",
  "challenge",
  "visibility_limit",
  "interaction_limit",
  "content_remove",
  "account_lock",
  "account_suspend",
] as const;
export type ActionType = (typeof actionTypes)[number];

/** Whether a rule's action is one that can be delivered; `none` is not. */
export function isAction(action: string): action is ActionType {
  return (actionTypes as readonly string[]).includes(action);
}

/** Place of an action among all, the strongest highest. */
export function strengthOf(action: ActionType): number {
  return actionTypes.indexOf(action);
}
