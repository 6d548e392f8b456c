import { expect, test } from "vitest";
import { sizeBar } from "../../../src/lib/emerging/budget.js";

test("there is no bar where no more came than can be looked at", () => {
  expect(sizeBar([[5], [9, 7], []], 2)).toBe(0);
});

test("the bar is the size of the smallest that can be looked at", () => {
  expect(
    sizeBar(
      [
        [5, 4],
        [9, 7],
      ],
      1,
    ),
  ).toBe(7);
  expect(sizeBar([[5, 4]], 0)).toBe(Number.POSITIVE_INFINITY);
});
