import { keyText, type ActionRecord, type Receipt } from "../../../src/lib/rule/enforce/index.js";
import { ledgerOf, sha256 } from "./batch-store.js";
import type { Plan } from "./plan.js";

/** Actions that were carried out, or may have been. */
const mayStand = new Set(["accepted", "written", "unanswered"]);

/**
 * Makes a batch that takes back what a receipt says was done, or may have been, as far as it has not been taken back since. No limit and no
 * protection stands in its way.
 *
 * @param file of the receipt, for messages
 * @throws when the receipt is of a reversal itself
 */
export function planReversal(file: string, receipt: Receipt, receipts: readonly Receipt[]): Plan {
  if (receipt.kind === "reversal")
    throw new Error(
      `--reverse ${file}: is the receipt of a reversal; to act on these accounts again, let the rules hit them or give them with --accounts`,
    );
  const ledger = ledgerOf(receipts);
  const actions = receipt.answers.flatMap((answer): ActionRecord[] => {
    const { account_id, event_id, rule_id, version, action, policy_id, episode, key } = answer;
    const ground = { accountId: account_id, eventId: event_id, ruleId: rule_id, version, action };
    if (!mayStand.has(answer.status) || ledger.standing(ground).episode !== episode) return [];
    return [
      {
        key: sha256(keyText(ground, episode, true)),
        kind: "reverse",
        account_id,
        event_id,
        action,
        rule_id,
        version,
        policy_id,
        episode,
        hits: null,
        first_hit_at: null,
        last_hit_at: null,
        reverses: key,
        spent_until: receipt.until,
        reason: null,
      },
    ];
  });
  return {
    kind: "reversal",
    since: null,
    until: null,
    actions,
    protectedAccounts: null,
    activeAccounts: null,
    rules: receipt.by_rule.map(({ rule_id, version, action }) => ({
      rule_id,
      version,
      action,
      hits: 0,
      accounts: {
        to_deliver: new Set(
          actions
            .filter((row) => row.rule_id === rule_id && row.version === version && row.action === action)
            .map(({ account_id }) => account_id),
        ).size,
      },
    })),
    exceeded: [],
    brakes: [],
    tripping: [],
    reverses: receipt.batch_id,
  };
}
