import type { Interval } from "./estimate.js";

/** One independent part of a sum. */
export interface Part extends Interval {
  /** Zero or more. */
  readonly coefficient: number;
  readonly value: number;
}

/**
 * Σ c·x of independent estimates, from their intervals alone, which need not be symmetric: each end of the sum moves by the
 * root of the squared moves of the parts (MOVER: Zou, Huang and Zhang 2009, Computational Statistics and Data Analysis
 * 53:1080–1085).
 */
export function linearCombination(parts: readonly Part[]): Interval & { readonly value: number } {
  const value = parts.reduce((sum, part) => sum + part.coefficient * part.value, 0);
  const below = Math.hypot(...parts.map((part) => part.coefficient * (part.value - part.low)));
  const above = Math.hypot(...parts.map((part) => part.coefficient * (part.high - part.value)));
  return { value, low: value - below, high: value + above };
}
