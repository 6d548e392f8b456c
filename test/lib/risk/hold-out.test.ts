import { describe, expect, test } from "vitest";
import { riskCardSchema } from "../../../src/lib/risk/card.js";
import { holdOut } from "../../../src/lib/risk/hold-out.js";
import { type LabelledAccounts, takeLabelled } from "../../../src/lib/risk/labelled.js";
import { simulated, spansInOrder } from "./support/simulated.js";

const options = { seed: 0, folds: 4, queue: 20, groupOf: (feature: string) => feature };

function labelled(logOdds: (values: readonly number[]) => number, dated = true): LabelledAccounts {
  const size = 600;
  const names = (name: string): string[] => Array.from({ length: size }, () => name);
  return {
    ...simulated(size, 3, 5, logOdds),
    features: ["a", "b", "c"],
    accounts: Array.from({ length: size }, (_, row) => `account-${row}`),
    span: dated ? spansInOrder(size) : new Uint8Array(size),
    judgedAt: Float64Array.from({ length: size }, (_, row) => (dated ? 1_700_000_000 + row : Number.NaN)),
    segments: { country: names("DE"), lang: names(""), age: names("2 under a week") },
    leftOut: 0,
  };
}

const additive = ([a = 0, b = 0]: readonly number[]): number => 1.5 * Math.log1p(a) - 1.5 * Math.log1p(b);
const crossed = ([a = 0, b = 0]: readonly number[]): number => (a > 5 === b > 5 ? 3 : -3);

describe("models held to accounts that they were not fitted to", () => {
  const held = holdOut(labelled(additive), options);

  test("are fitted to the 70 % judged first and held to the others, within intervals that hold the figure", () => {
    expect(held.heldOut).toEqual({
      how: "later",
      at: "2023-11-14T22:20:20.000Z",
      fitted: 420,
      held: 180,
      folds: null,
      sharesViolating: { fitted: expect.closeTo(0.5, 1), held: expect.closeTo(0.5, 1) },
    });
    for (const candidate of held.candidates)
      for (const figure of ["auc", "averagePrecision", "slope"] as const) {
        expect(candidate[`${figure}Interval`]!.low).toBeLessThan(candidate[figure]!);
        expect(candidate[`${figure}Interval`]!.high).toBeGreaterThan(candidate[figure]!);
      }
    expect(held.candidates[0]!.topErrorInterval!.high).toBeGreaterThan(0);
    expect(riskCardSchema.shape.candidates.parse(held.candidates)).toEqual(held.candidates);
    expect(held.drops[0]!.drop).toBeGreaterThan(held.drops.at(-1)!.drop);
    expect(held.drops.at(-1)!.group).toBe("c");
  });

  test("the logistic one is kept on additive data; the trees are chosen where it is blind", () => {
    expect(held.chosen).toBe("logistic");
    const { chosen, gain } = holdOut(labelled(crossed), options);
    expect(chosen).toBe("trees");
    expect(gain.low).toBeGreaterThan(0);
    expect(gain.value).toBeGreaterThan(0.1);
  });

  test("accounts judged later bear on no model: only what these are held to changes with them", () => {
    const all = labelled(additive);
    const known = takeLabelled(
      all,
      Int32Array.from({ length: 600 }, (_, row) => (row < 420 ? row : 1019 - row)),
    );
    const turned = holdOut({ ...known, span: all.span, judgedAt: Float64Array.from(all.judgedAt) }, options);
    expect(turned.candidates.map(({ auc }) => auc)).toEqual(held.candidates.map(({ auc }) => auc));
  });

  test("no interval is given where fewer than ten accounts of a class are held out, and the logistic model is kept", () => {
    const all = labelled(crossed);
    let violating = 0;
    const rows = Int32Array.from(all.labels.keys()).filter(
      (row) => all.span[row]! < 3 || all.labels[row] === 0 || ++violating < 10,
    );
    const { candidates, chosen } = holdOut(takeLabelled(all, rows), options);
    expect(chosen).toBe("logistic");
    for (const { slope, slopeInterval, topErrorInterval, aucInterval } of candidates) {
      expect(slope).not.toBeNull();
      expect([slopeInterval, topErrorInterval, aucInterval]).toEqual([null, null, null]);
    }
  });

  test("labels without times are held out by folds, all of them", () => {
    const { heldOut, candidates } = holdOut(labelled(additive, false), options);
    expect(heldOut).toEqual({
      how: "folds",
      at: null,
      fitted: 600,
      held: 600,
      folds: 4,
      sharesViolating: { fitted: expect.closeTo(0.5, 1), held: expect.closeTo(0.5, 1) },
    });
    expect(candidates.every(({ auc }) => auc !== null && auc > 0.7)).toBe(true);
  });
});
