import { logGamma } from "./log-gamma.js";

/**
 * Logarithm of the regularised incomplete beta function Iₓ(a, b), which stays exact far out in a tail where the function itself would
 * be 0. Continued fraction by the method of Lentz (1976, Applied Optics 15:668–671).
 *
 * @param x within [0, 1]
 * @param a, b above 0
 */
export function logIncompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return Number.NEGATIVE_INFINITY;
  if (x >= 1) return 0;
  const front = a * Math.log(x) + b * Math.log1p(-x) - (logGamma(a) + logGamma(b) - logGamma(a + b));
  if (x < (a + 1) / (a + b + 2)) return front + Math.log(fraction(x, a, b) / a);
  const other = Math.exp(front) * (fraction(1 - x, b, a) / b);
  return Math.log1p(-Math.min(other, 1 - Number.EPSILON));
}

function fraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / orTiny(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / orTiny(1 + even * d);
    c = orTiny(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / orTiny(1 + odd * d);
    c = orTiny(1 + odd / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-13) break;
  }
  return value;

  function orTiny(number: number): number {
    return Math.abs(number) < tiny ? tiny : number;
  }
}
