import { z } from "npm:zod";

/** How far one batch may reach. */
export const limitsShape = z.strictObject({
  /** Accounts that one rule may newly act on; beyond it, the rule is left out as a whole. */
  per_rule: z.int().min(1).default(500),
  /** Accounts of a batch; beyond it, nothing is delivered. */
  per_batch: z.int().min(1).default(2_000),
  /** Accounts of a batch as a share of the accounts active in the last 28 days; beyond it, nothing is delivered. */
  share_of_active: z.number().gt(0).max(1).default(0.01),
});
export type Limits = z.infer<typeof limitsShape>;

/** A limit that a batch is over. */
export interface Exceeded {
  readonly limit: "per_batch" | "share_of_active";
  readonly found: number;
  readonly allowed: number;
}

/**
 * The limits that a batch as a whole is over.
 *
 * @param active null where it is not known how many accounts are active: the share is then not judged
 */
export function exceededLimits(accounts: number, active: number | null, limits: Limits): Exceeded[] {
  const exceeded: Exceeded[] = [];
  if (accounts > limits.per_batch)
    exceeded.push({ limit: "per_batch", found: accounts, allowed: limits.per_batch });
  if (active !== null && accounts > active * limits.share_of_active)
    exceeded.push({
      limit: "share_of_active",
      found: active === 0 ? 1 : accounts / active,
      allowed: limits.share_of_active,
    });
  return exceeded;
}
