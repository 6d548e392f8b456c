import type { Detection } from "./detect.js";

export interface FalseShare {
  /** Alerts of the days that decoys were counted on. */
  readonly alerts: number;
  /** Decoys that rose to the same thresholds. */
  readonly decoys: number;
  /** (1 + decoys) ÷ alerts, at most 1; null where there is no alert. */
  readonly share: number | null;
}

/**
 * Share of the alerts of a range of days that chance alone would have raised, by decoys at the very thresholds of each day.
 *
 * @param from, to indices of days, both included
 */
export function falseShareOf({ risen }: Pick<Detection, "risen">, from: number, to: number): FalseShare {
  const known = risen.slice(Math.max(0, from), to + 1).flatMap((day) => day ?? []);
  const alerts = known.reduce((sum, day) => sum + day.alerts, 0);
  const decoys = known.reduce((sum, day) => sum + day.decoys, 0);
  return { alerts, decoys, share: alerts === 0 ? null : Math.min(1, (1 + decoys) / alerts) };
}
