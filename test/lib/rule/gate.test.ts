import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gatePasses, gateReached, gateSizes, labelsNeeded, readGate } from "../../../src/lib/rule/index.js";

describe("the promotion gate", () => {
  test("is read at 200, 400, 800, 1,600 and 3,200 labels and at no other number", () => {
    for (let labels = 0; labels <= 4000; labels++)
      expect(readGate({ labels, true_positives: labels }, 0.5).record !== null).toBe(
        [200, 400, 800, 1600, 3200].includes(labels),
      );
  });

  test("passes where the lower bound of the 99 % interval reaches the target, as Wilson's formula gives it", () => {
    // 400 of 400: 1 ÷ (1 + 2.5758² ÷ 400) = .98368.
    expect(readGate({ labels: 400, true_positives: 400 }, 0.98)).toEqual({
      record: { labels: 400, true_positives: 400, low: 0.9836 },
      passes: true,
    });
    expect(readGate({ labels: 400, true_positives: 400 }, 0.99).passes).toBe(false);
    expect(readGate({ labels: 400, true_positives: 388 }, 0.97).passes).toBe(false);
  });

  test("without a label, or with fewer than 200, is not read and does not pass", () => {
    for (const labels of [0, 1, 199])
      expect(readGate({ labels, true_positives: labels }, 0.1)).toEqual({ record: null, passes: false });
    expect(readGate([], 0.1)).toEqual({ record: null, passes: false });
  });

  test("of false positives alone does not pass", () => {
    expect(readGate({ labels: 3200, true_positives: 0 }, 0.01)).toMatchObject({
      record: { low: 0 },
      passes: false,
    });
  });

  test("over strata is stricter than the same counts drawn alike, and counts a stratum without labels as all wrong", () => {
    const counts = readGate({ labels: 400, true_positives: 396 }, 0.9).record!;
    const strata = readGate(
      [
        { weight: 900, items: 100, positives: 99 },
        { weight: 100, items: 300, positives: 297 },
      ],
      0.9,
    ).record!;
    expect(strata).toMatchObject({ labels: 400, true_positives: 396 });
    expect(strata.low).toBeLessThan(counts.low);
    const part = readGate(
      [
        { weight: 800, items: 400, positives: 400 },
        { weight: 200, items: 0, positives: 0 },
      ],
      0.9,
    );
    expect(part).toMatchObject({ passes: false });
    expect(part.record!.low).toBeLessThan(0.8);
  });

  test("a record that a file claims passes only at a gate size, with no more true positives than labels", () => {
    expect(gatePasses({ labels: 400, true_positives: 397, low: 0.974 }, 0.97)).toBe(true);
    expect(gatePasses({ labels: 400, true_positives: 397, low: 0.974 }, 0.98)).toBe(false);
    expect(gatePasses({ labels: 417, true_positives: 417, low: 0.99 }, 0.97)).toBe(false);
    expect(gatePasses({ labels: 200, true_positives: 201, low: 0.99 }, 0.97)).toBe(false);
  });

  test("a bound is written down no better than it is", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...gateSizes),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (labels, share) => {
          const { low } = readGate({ labels, true_positives: Math.round(share * labels) }, 1).record!;
          expect(gatePasses({ labels, true_positives: labels, low }, low)).toBe(true);
          expect(Number(low.toFixed(4))).toBe(low);
        },
      ),
    );
  });
});

describe("labels still needed", () => {
  test("are the next gate size at which the bound would reach the target", () => {
    expect(labelsNeeded(1, 0.99, 0)).toBe(800);
    expect(labelsNeeded(0.99, 0.95, 0)).toBe(200);
    expect(labelsNeeded(0.97, 0.95, 210)).toBe(800);
    expect(labelsNeeded(0.97, 0.95, 800)).toBe(1600);
  });

  test("are none where no gate that is left would be passed at this precision", () => {
    expect(labelsNeeded(0.9, 0.9, 0)).toBeNull();
    expect(labelsNeeded(1, 0.99, 3200)).toBeNull();
  });

  test("are those to the next gate where precision is unknown", () => {
    expect(labelsNeeded(null, 0.99, 0)).toBe(200);
    expect(labelsNeeded(null, 0.99, 300)).toBe(400);
  });

  test("are more where the design gives less than one effective label per label", () => {
    expect(labelsNeeded(0.97, 0.95, 210, 0.5)).toBe(1600);
  });

  test("are never fewer for a lower precision or a higher target", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, share, fc.nat(3300), (a, b, target, labels) => {
        const of = (precision: number, goal: number): number =>
          labelsNeeded(precision, goal, labels) ?? Number.POSITIVE_INFINITY;
        expect(of(Math.min(a, b), target)).toBeGreaterThanOrEqual(of(Math.max(a, b), target));
        expect(of(target, Math.max(a, b))).toBeGreaterThanOrEqual(of(target, Math.min(a, b)));
      }),
    );
  });

  test("count from the largest gate that so many labels reach", () => {
    expect([0, 199, 200, 799, 800, 5000].map(gateReached)).toEqual([null, null, 200, 400, 800, 3200]);
  });
});
