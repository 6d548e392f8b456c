/**
 * Kish's effective sample size: of how many equally weighted items the weights are worth, (Σw)² ÷ Σw².
 * Kish 1965, Survey Sampling, 11.7.
 *
 * @returns 0 where there are no weights
 */
export function kishSize(weight: number, weightSquared: number): number {
  return weightSquared > 0 ? (weight * weight) / weightSquared : 0;
}
