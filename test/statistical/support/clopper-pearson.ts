import type { Interval } from "../../../src/lib/statistics/estimate.js";

/**
 * Exact interval of a share, the reference that intervals are compared with: Clopper and Pearson 1934, Biometrika 26:404–413.
 * Sizes may be fractional, as Korn and Graubard 1998 use it.
 */
export function clopperPearson(positives: number, items: number, level = 0.95): Interval {
  const tail = (1 - level) / 2;
  return {
    low: positives <= 0 ? 0 : betaQuantile(tail, positives, items - positives + 1),
    high: positives >= items ? 1 : betaQuantile(1 - tail, positives + 1, items - positives),
  };
}

/** By bisection of the regularised incomplete beta function, to 10⁻¹⁰. */
function betaQuantile(probability: number, a: number, b: number): number {
  let [low, high] = [0, 1];
  while (high - low > 1e-10) {
    const middle = (low + high) / 2;
    if (incompleteBeta(middle, a, b) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** I_x(a, b) by its continued fraction (Abramowitz and Stegun 26.5.8), evaluated by Lentz's method. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  let [c, d, fraction] = [1, 1 / notZero(1 - ((a + b) * x) / (a + 1)), 0];
  fraction = d;
  for (let m = 1; m < 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / notZero(1 + even * d);
    c = notZero(1 + even / c);
    fraction *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / notZero(1 + odd * d);
    c = notZero(1 + odd / c);
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-13) break;
  }
  return (front * fraction) / a;
}

function notZero(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value;
}

/** Lanczos 1964 with g = 7, nine terms. */
function logGamma(x: number): number {
  const terms = [
    676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
    -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
  ];
  const shifted = x - 1;
  const sum = terms.reduce((total, term, index) => total + term / (shifted + index + 1), 0.9999999999998099);
  const t = shifted + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
}
