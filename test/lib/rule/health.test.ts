import { describe, expect, test } from "vitest";
import { ruleHealth } from "../../../src/lib/rule/index.js";
import { noData, type Estimate } from "../../../src/lib/statistics/estimate.js";

type Examined = Parameters<typeof ruleHealth>[0];

const counts = {
  selected: 40,
  decided: 40,
  reviewed: 40,
  truePositives: 36,
  falsePositives: 4,
  novel: 0,
  uncertain: 0,
};
const precision = (value: number, low: number, high: number): Estimate => ({
  value,
  low,
  high,
  numerator: 36,
  denominator: 40,
});

function rule(part: Partial<Examined> = {}): Examined {
  return {
    state: "enforce",
    target: 0.95,
    since: "2026-01-01",
    hitsFrom: "2026-01-01",
    hits: Array.from({ length: 120 }, () => 10),
    lastHit: "2026-04-30",
    months: [{ month: "2026-04", reviewed: precision(0.96, 0.9, 0.99), corrected: noData(), counts }],
    parity: { both: 100, onlyEvaluated: 0, onlyPlatform: 0 },
    versionFrom: "2026-01-01",
    asOf: "2026-04-30",
    ...part,
  };
}

const kinds = (part: Partial<Examined>): string[] => ruleHealth(rule(part)).map(({ kind }) => kind);

describe("a rule's health", () => {
  test("has nothing to say of a rule that does what it is to do", () => {
    expect(kinds({})).toEqual([]);
  });

  test("says nothing of a rule that does not run", () => {
    for (const state of ["draft", "paused", "retired"] as const)
      expect(
        kinds({ state, lastHit: null, months: [], parity: { both: 0, onlyEvaluated: 4, onlyPlatform: 0 } }),
      ).toEqual([]);
  });

  test("calls it decay when the upper bound, not the value, is under the target, since the first such month in a row", () => {
    const month = (name: string, high: number): Examined["months"][number] => ({
      month: name,
      reviewed: precision(0.8, 0.7, high),
      corrected: noData(),
      counts,
    });
    expect(kinds({ months: [month("2026-04", 0.96)] })).toEqual([]);
    const months = [
      month("2026-01", 0.9),
      month("2026-02", 0.97),
      month("2026-03", 0.9),
      month("2026-04", 0.89),
    ];
    expect(ruleHealth(rule({ months }))).toMatchObject([{ kind: "decay", since: "2026-03-01" }]);
  });

  test("calls no month decay on fewer than ten labels", () => {
    const reviewed = precision(0.5, 0.2, 0.8);
    const month = { month: "2026-04", reviewed, corrected: noData() };
    expect(kinds({ months: [{ ...month, counts: { ...counts, reviewed: 9 } }] })).toEqual([]);
    expect(kinds({ months: [{ ...month, counts: { ...counts, reviewed: 10 } }] })).toEqual(["decay"]);
  });

  test("takes the reviewers' errors out first where it can", () => {
    const months = [
      {
        month: "2026-04",
        reviewed: precision(0.9, 0.85, 0.94),
        corrected: precision(0.96, 0.91, 0.99),
        counts,
      },
    ];
    expect(kinds({ months })).toEqual([]);
  });

  test("knows no decay without a target, and none without labels", () => {
    const months = [{ month: "2026-04", reviewed: precision(0.5, 0.4, 0.6), corrected: noData(), counts }];
    expect(kinds({ months, target: null })).toEqual([]);
    expect(
      kinds({ months: [{ month: "2026-04", reviewed: noData(), corrected: noData(), counts }] }),
    ).toEqual([]);
  });

  test("calls it silent after thirty days without a hit, or since its start where it never hit", () => {
    expect(kinds({ lastHit: "2026-03-31" })).toEqual([]);
    expect(ruleHealth(rule({ lastHit: "2026-03-30" }))).toMatchObject([
      { kind: "silent", since: "2026-03-31" },
    ]);
    expect(ruleHealth(rule({ lastHit: null, hits: [], hitsFrom: null }))).toMatchObject([
      { kind: "silent", since: "2026-01-01", text: "No hit yet" },
    ]);
  });

  test("calls a lasting fall of hits a yield drop, with its week, within the present version alone", () => {
    const hits = Array.from({ length: 120 }, (_, day) => (day < 63 ? 20 : 6));
    expect(ruleHealth(rule({ hits }))).toMatchObject([{ kind: "yield", since: "2026-03-05" }]);
    expect(kinds({ hits, versionFrom: "2026-03-05" })).toEqual([]);
  });

  test("names the hits on which platform and file disagree", () => {
    const [finding] = ruleHealth(rule({ parity: { both: 90, onlyEvaluated: 3, onlyPlatform: 7 } }));
    expect(finding).toMatchObject({ kind: "parity" });
    expect(finding?.text).toMatch(/7 hits are the platform's alone, 3 the file's/);
  });

  test("says when too few of the last month's draws are decided", () => {
    const months = [
      {
        month: "2026-04",
        reviewed: { ...precision(0.96, 0.9, 0.99), provisional: true },
        corrected: noData(),
        counts: { ...counts, decided: 20 },
      },
    ];
    expect(kinds({ months })).toEqual(["reviews"]);
  });
});
