import { describe, expect, test } from "vitest";
import { checkRule, readGate, ruleFileShape } from "../../../src/lib/rule/index.js";

type Change = Record<string, unknown>;
const enforced: Change = { version: 1, on: "2026-02-01", state: "enforce", why: "launched" };
const passing = { labels: 400, true_positives: 397, low: 0.9708 };
const waiver = { by: "spam-intel", why: "a wave", until: "2026-02-15" };

function problemsOf(changes: readonly Change[], today?: string): string[] {
  const last = changes.at(-1)!;
  const rule = ruleFileShape.parse({
    id: "link-burst",
    title: "Many links",
    owner: "spam-intel",
    policy: "link_spam",
    kind: "heuristic",
    grain: "account",
    state: last["state"] ?? "enforce",
    action: "account_lock",
    target_precision: 0.95,
    when: "links_24h > 3",
    changes: [{ version: 1, on: "2026-01-03", state: "shadow", why: "first written" }, ...changes],
  });
  return checkRule(rule, { columns: { links_24h: "number" }, today }).problems.map(
    ({ severity, path, message }) => `${severity} ${path.join(".")}: ${message}`,
  );
}

describe("a transition to enforce", () => {
  test("passes with a record whose bound reaches the target", () =>
    expect(problemsOf([{ ...enforced, gate: passing }])).toEqual([]));

  test("passes with any record that the gate itself writes, of counts or of strata, when it passes", () => {
    const strata = [
      { weight: 0.9, items: 300, positives: 299 },
      { weight: 0.1, items: 100, positives: 88 },
    ];
    const readings = [
      ...[200, 400, 800, 1600, 3200].map((labels) =>
        readGate({ labels, true_positives: Math.ceil(labels * 0.99) }, 0.95),
      ),
      readGate(strata, 0.95),
    ];
    for (const { record, passes } of readings)
      expect(problemsOf([{ ...enforced, gate: record }]).length, JSON.stringify(record)).toBe(passes ? 0 : 1);
    expect(readings.filter(({ passes }) => passes).length).toBeGreaterThan(3);
  });

  test.each([
    ["no record", {}, /^error changes\.1\.state: version 1 goes to enforce on 2026-02-01 without a gate/],
    [
      "a bound under the target",
      { gate: { labels: 400, true_positives: 385, low: 0.9295 } },
      /^error changes\.1\.gate: low 0\.9295 is under target_precision 0\.95/,
    ],
    [
      "labels that are no gate size",
      { gate: { ...passing, labels: 401 } },
      /labels 401 is no size at which a gate is read \(200, 400, 800, 1600, 3200\)/,
    ],
    [
      "more true positives than labels",
      { gate: { ...passing, true_positives: 401 } },
      /true_positives 401 are more than labels 400/,
    ],
    [
      "a bound better than all labels right would give",
      { gate: { labels: 400, true_positives: 400, low: 0.99 } },
      /low 0\.99 does not follow from 400 of 400: at most 0\.9836/,
    ],
    [
      "a bound far above what its counts give",
      { gate: { labels: 400, true_positives: 370, low: 0.96 } },
      /low 0\.96 does not follow from 370 of 400/,
    ],
  ])("is refused with %s", (_, part, message) => {
    const problems = problemsOf([{ ...enforced, ...part }]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(message);
  });

  test("needs a record again after a pause, and none for a new version that goes on", () => {
    const paused = { version: 1, on: "2026-03-01", state: "paused", why: "appeals" };
    const first = { ...enforced, gate: passing };
    const again = { version: 1, on: "2026-03-09", state: "enforce", why: "put right" };
    expect(problemsOf([first, paused, again])).toEqual([
      expect.stringMatching(/^error changes\.3\.state: version 1 goes to enforce on 2026-03-09 without/),
    ]);
    expect(problemsOf([first, paused, { ...again, gate: passing }])).toEqual([]);
    expect(problemsOf([first, { version: 2, on: "2026-03-01", why: "threshold raised" }])).toEqual([]);
  });

  test("keeps a gate that was read and failed in the log of a state before it", () => {
    const failed = { labels: 200, true_positives: 188, low: 0.881 };
    const review = { version: 1, on: "2026-01-20", state: "review_only", gate: failed, why: "more labels" };
    expect(problemsOf([review, { ...enforced, gate: passing }])).toEqual([]);
  });
});

describe("a waiver", () => {
  const waived = { ...enforced, waiver };

  test("is said as a warning that names who answers for it, until it runs out", () => {
    const said =
      "warning changes.1.waiver: version 1 went to enforce on 2026-02-01 without a gate: waived by spam-intel until 2026-02-15: a wave";
    expect(problemsOf([waived], "2026-02-14")).toEqual([said]);
    expect(problemsOf([waived])).toEqual([said]);
    expect(problemsOf([waived], "2026-02-15")).toEqual([
      expect.stringMatching(/^error changes\.1\.waiver\.until: the waiver ran out on 2026-02-15/),
    ]);
  });

  test("stays a warning for good once the rule left enforce or passed its gate in time", () => {
    const left = { version: 1, on: "2026-02-15", state: "paused", why: "appeals" };
    const passed = { version: 1, on: "2026-02-15", gate: passing, why: "labels came" };
    for (const end of [left, passed])
      expect(problemsOf([waived, end], "2026-06-01")).toEqual([expect.stringMatching(/^warning /)]);
    for (const end of [left, passed])
      expect(problemsOf([waived, { ...end, on: "2026-02-16" }])).toEqual([
        expect.stringMatching(/^error .*ran out on 2026-02-15/),
      ]);
  });

  test.each([
    ["that never ends", { ...waived, waiver: { ...waiver, until: "2027-01-01" } }, /within 28 days/],
    ["that ends before it begins", { ...waived, waiver: { ...waiver, until: "2026-02-01" } }, /within 28/],
    ["of a gate that passes", { ...waived, gate: passing }, /the gate passes, so nothing is waived/],
    [
      "of a transition that has no gate",
      { version: 1, on: "2026-02-01", state: "limited", why: "tried", waiver },
      /only a transition to enforce has a gate to waive/,
    ],
  ])("%s is refused", (_, change, message) => {
    const problems = problemsOf([change]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^error /);
    expect(problems[0]).toMatch(message);
  });
});
