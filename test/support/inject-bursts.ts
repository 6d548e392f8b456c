import type { EntitySeries } from "../../src/lib/emerging/series.js";
import { baselineDays, baselineGap } from "../../src/lib/emerging/baseline.js";

/** A burst that was put into a series. */
export interface Burst {
  readonly entity: number;
  readonly day: number;
  /** Accounts a day over the baseline. */
  readonly baseline: number;
}

/**
 * Makes some entities' counts larger for three days, as so many more accounts would: each day's count × `strength`, the excess a Poisson draw.
 * Of each hundred entities with a baseline of `least` accounts a day or more, `percent` get a burst, on a day after the 84th.
 */
export function injectBursts(
  series: EntitySeries,
  {
    strength,
    least,
    percent,
    random,
  }: { strength: number; least: number; percent: number; random: () => number },
): { series: EntitySeries; bursts: Burst[] } {
  const { counts, days, entities } = series;
  const changed = Int32Array.from(counts);
  const bursts: Burst[] = [];
  for (let entity = 0; entity < entities.length; entity++) {
    const day = 84 + Math.floor(random() * (days - 84 - 4));
    if (random() * 100 >= percent) continue;
    let sum = 0;
    for (let at = day - baselineGap - baselineDays + 1; at <= day - baselineGap; at++)
      sum += counts[entity * days + at] ?? 0;
    const baseline = sum / baselineDays;
    if (baseline < least) continue;
    bursts.push({ entity, day, baseline });
    for (let at = entity * days + day; at < entity * days + day + 3; at++)
      changed[at] = (counts[at] ?? 0) + poisson((strength - 1) * (counts[at] ?? 0), random);
  }
  return { series: { ...series, counts: changed }, bursts };
}

/** Knuth 1969 for small means, a rounded normal draw for large ones. */
function poisson(mean: number, random: () => number): number {
  if (mean > 50) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
  }
  let count = -1;
  for (let product = 1; product > Math.exp(-mean); product *= random()) count++;
  return Math.max(0, count);
}
