import { describe, expect, test } from "vitest";
import { gateSizes, readGate } from "../../src/lib/rule/index.js";
import { wilsonInterval } from "../../src/lib/statistics/wilson.js";
import { Random } from "./support/random.js";

const runs = 4000;
const labelsPerBuild = 20;
const last = gateSizes.at(-1)!;

/**
 * Lives of a rule that sits exactly at its target: labels come in one after another, and after every build both gates are read
 * on what there is; `gate` counts the rules let through at any of its five sizes, `naive` those whose 95 % lower bound reached the target
 * at any build from 200 labels on.
 */
function promoted(target: number, random: Random): { gate: number; naive: number } {
  const shares = { gate: 0, naive: 0 };
  for (let run = 0; run < runs; run++) {
    let [positives, gate, naive] = [0, false, false];
    for (let labels = 1; labels <= last; labels++) {
      positives += Number(random.chance(target));
      if (labels % labelsPerBuild !== 0) continue;
      gate ||= readGate({ labels, true_positives: positives }, target).passes;
      naive ||= labels >= 200 && wilsonInterval(positives / labels, labels).low >= target;
    }
    shares.gate += Number(gate) / runs;
    shares.naive += Number(naive) / runs;
  }
  return shares;
}

/** The chance that a gate lets the rule through at any of its sizes, exactly: the distribution of positives among those not yet through. */
function chanceOfPromotion(target: number): number {
  const waiting = new Float64Array(last + 1);
  waiting[0] = 1;
  let through = 0;
  for (let labels = 1; labels <= last; labels++) {
    for (let positives = labels; positives >= 0; positives--)
      waiting[positives] =
        (positives < labels ? waiting[positives]! * (1 - target) : 0) +
        (positives > 0 ? waiting[positives - 1]! * target : 0);
    if (!gateSizes.some((size) => size === labels)) continue;
    for (let positives = 0; positives <= labels; positives++) {
      if (!readGate({ labels, true_positives: positives }, target).passes) continue;
      through += waiting[positives]!;
      waiting[positives] = 0;
    }
  }
  return through;
}

describe(`gates of a rule exactly at its target, a build every ${labelsPerBuild} labels up to ${last}, ${runs} lives`, () => {
  test.each([0.8, 0.9, 0.95, 0.97, 0.99, 0.995])(
    "at a target of %f the gate lets through two in a hundred at most, a 95-percent lower bound read at every build far more",
    (target) => {
      const { gate, naive } = promoted(target, new Random(Math.round(target * 1e4)));
      const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
      process.stdout.write(
        `target ${target}: the gate promotes ${percent(gate)}, a 95 % bound at every build ${percent(naive)}\n`,
      );
      expect(gate).toBeLessThanOrEqual(0.02);
      expect(naive).toBeGreaterThan(0.05);
      expect(naive).toBeGreaterThan(gate * 4);
    },
  );

  test("computed exactly, it is at most 2 % at every target from 50 to 99.9 %", () => {
    const targets = [
      0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.925, 0.95, 0.96, 0.97, 0.98, 0.985, 0.99, 0.995, 0.999,
    ];
    const chances = targets.map(chanceOfPromotion);
    process.stdout.write(
      `exactly: ${targets.map((target, at) => `${target}: ${(chances[at]! * 100).toFixed(2)} %`).join(", ")}\n`,
    );
    expect(Math.max(...chances)).toBeLessThanOrEqual(0.02);
    expect(Math.max(...chances)).toBeGreaterThan(0.005);
  });
});
