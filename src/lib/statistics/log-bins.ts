/**
 * Bins of whole numbers from 0 on, `steps` to a doubling: bin b holds the v with 2^(b ÷ steps) ≤ v + 1 < 2^((b + 1) ÷ steps).
 * In SQL this is `@log_bin(v + 1, steps)`.
 */
export const stepsPerDoubling = 4;

/** The bin that a whole number lies in. */
export function logBin(value: number): number {
  return Math.floor(Math.log2(value + 1) * stepsPerDoubling);
}

/** The value at which a bin begins. */
export function binStart(bin: number): number {
  return 2 ** (bin / stepsPerDoubling) - 1;
}
