import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { activeAccounts } from "../../../src/lib/view/active-accounts.js";
import { cellsOf } from "../../../src/lib/view/cells.js";
import { cube, days } from "./support/artifacts.js";

const calendar = days("2026-01-01", "2026-01-20");

/** What the stage counts, done naively: for each account its active days in order, each with the one before. */
function activeCube(activity: readonly (readonly string[])[]) {
  const counts = new Map<string, number>();
  for (const active of activity) {
    const ordered = [...new Set(active)].sort();
    for (const [index, day] of ordered.entries()) {
      const key = `${day} ${ordered[index - 1] ?? ""}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return cube(
    "active_accounts",
    ["day", "previous"],
    [...counts].map(([key, accounts]) => {
      const [day = "", previous = ""] = key.split(" ");
      return { day, previous, accounts };
    }),
    ["accounts"],
  );
}

describe("activeAccounts", () => {
  test("counts each account once in any range of days", () => {
    const activity = fc.array(fc.array(fc.constantFrom(...calendar)), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(activity, fc.nat(19), fc.nat(19), (accounts, start, end) => {
        const range = { from: calendar[Math.min(start, end)]!, to: calendar[Math.max(start, end)]! };
        const naive = accounts.filter((active) => active.some((day) => day >= range.from && day <= range.to));
        expect(activeAccounts(cellsOf(activeCube(accounts)), range)).toBe(naive.length);
      }),
    );
  });
});
