/** When a young version of a rule acts on so many that it is stopped. */
export const brakeConditions = {
  /** A version is young for so many days from the first one on which it was evaluated, in shadow too. */
  youngDays: 7,
  /** Share of the last 24 hours' actions that a young version may have. */
  share: 0.05,
  /** Accounts in 24 hours up to which a young version is left alone whatever its share. */
  accounts: 50,
} as const;

export type BrakeCondition = "volume" | "precision";

/** What is known of a version of a rule that may act. */
export interface BrakeReading {
  readonly rule: string;
  readonly version: number;
  /** Days since the version was first evaluated. */
  readonly ageDays: number;
  /** Accounts that it acted on, or would have, in the last 24 hours, and those that all rules did. */
  readonly accounts: number;
  readonly allAccounts: number;
  readonly targetPrecision: number;
  /** Upper end of its precision's 95 % interval; null where nothing is known. */
  readonly precisionHigh: number | null;
}

/** A condition that holds. */
export interface TrippedBrake {
  readonly rule: string;
  readonly version: number;
  readonly condition: BrakeCondition;
  readonly reason: string;
}

/** The conditions under which a version of a rule must stop acting, of those that hold. */
export function trippedBrakes(reading: BrakeReading): TrippedBrake[] {
  const { rule, version, ageDays, accounts, allAccounts, targetPrecision, precisionHigh } = reading;
  const tripped: TrippedBrake[] = [];
  const { youngDays, share } = brakeConditions;
  if (ageDays < youngDays && accounts > brakeConditions.accounts && accounts > share * allAccounts)
    tripped.push({
      rule,
      version,
      condition: "volume",
      reason: `${ageDays} days old, with ${accounts} of the last 24 hours' ${allAccounts} actions: more than ${brakeConditions.accounts}, and more than ${share * 100} %`,
    });
  if (precisionHigh !== null && precisionHigh < targetPrecision)
    tripped.push({
      rule,
      version,
      condition: "precision",
      reason: `precision is at most ${precisionHigh.toFixed(4)} (upper end of the 95 % interval), under the target of ${targetPrecision}`,
    });
  return tripped;
}
