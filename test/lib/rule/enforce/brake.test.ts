import { describe, expect, test } from "vitest";
import {
  isReleased,
  standingBrakes,
  trippedBrakes,
  type BrakeReading,
  type BrakeRow,
} from "../../../../src/lib/rule/enforce/index.js";

const quiet: BrakeReading = {
  rule: "swarm",
  version: 2,
  ageDays: 6,
  accounts: 51,
  allAccounts: 1_000,
  targetPrecision: 0.95,
  precisionHigh: null,
};
const conditions = (more: Partial<BrakeReading>): string[] =>
  trippedBrakes({ ...quiet, ...more }).map(({ condition }) => condition);

describe("the brake", () => {
  test("stops a version younger than 7 days with more than 5 % of a day's actions and more than 50 accounts", () => {
    expect(conditions({})).toEqual(["volume"]);
    expect(conditions({ accounts: 1_000 })).toEqual(["volume"]);
  });

  test.each([
    ["a version of 7 days", { ageDays: 7 }],
    ["50 accounts", { accounts: 50, allAccounts: 50 }],
    ["exactly 5 % of the actions", { accounts: 60, allAccounts: 1_200 }],
    ["no action at all", { accounts: 0, allAccounts: 0 }],
  ])("leaves alone %s", (_, reading) => expect(conditions(reading)).toEqual([]));

  test("stops a version of any age whose precision is under its target even at the interval's upper end", () => {
    expect(conditions({ ageDays: 400, precisionHigh: 0.9499 })).toEqual(["precision"]);
    expect(conditions({ ageDays: 400, precisionHigh: 0.95 })).toEqual([]);
    expect(conditions({ precisionHigh: 0 })).toEqual(["volume", "precision"]);
  });
});

const since = (day: number): string => new Date(Date.UTC(2026, 7, day)).toISOString();
const tripped = (day: number, more: Partial<BrakeRow> = {}): BrakeRow =>
  ({
    event: "tripped",
    rule: "swarm",
    version: 2,
    condition: "volume",
    reason: "",
    since: since(day),
    ...more,
  }) as BrakeRow;
const released = (day: number, rule = "swarm"): BrakeRow => ({
  event: "released",
  rule,
  reason: "looked at",
  since: since(day),
});

describe("the log of brakes", () => {
  test("stops a rule from its first trip until it is released", () => {
    expect([...standingBrakes([]).keys()]).toEqual([]);
    expect([...standingBrakes([tripped(1)]).keys()]).toEqual(["swarm"]);
    expect([...standingBrakes([tripped(1), released(2, "other")]).keys()]).toEqual(["swarm"]);
    expect([...standingBrakes([tripped(1), released(2)]).keys()]).toEqual([]);
    expect([...standingBrakes([tripped(1), released(2), tripped(3)]).keys()]).toEqual(["swarm"]);
  });

  test("lets a released version's condition hold for seven days without tripping again, and no other", () => {
    const condition = { rule: "swarm", version: 2, condition: "volume", reason: "" } as const;
    const rows = [tripped(1), released(2)];
    expect(isReleased(rows, condition, since(5))).toBe(true);
    expect(isReleased(rows, condition, since(9))).toBe(false);
    expect(isReleased(rows, { ...condition, version: 3 }, since(5))).toBe(false);
    expect(isReleased(rows, { ...condition, condition: "precision" }, since(5))).toBe(false);
    expect(isReleased(rows, { ...condition, rule: "other" }, since(5))).toBe(false);
    expect(isReleased([tripped(1)], condition, since(5))).toBe(false);
    expect(isReleased([...rows, tripped(3)], condition, since(5))).toBe(false);
  });
});
