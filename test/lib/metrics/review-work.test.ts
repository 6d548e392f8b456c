import { describe, expect, test } from "vitest";
import { metric } from "../../../src/lib/metrics/index.js";
import { forecastBacklog } from "../../../src/lib/metrics/review-backlog.js";

const sla = metric("queue_sla");
const backlog = metric("review_backlog");
const agreement = metric("reviewer_agreement");
const conflicts = metric("label_conflicts");
const uncertain = metric("uncertain_labels");

/** Rows of jobs decided twice by [first label, second label, jobs], and of jobs decided once. */
function decided(
  twice: readonly (readonly [first: string, second: string, jobs: number])[],
  once: Readonly<Record<string, number>> = {},
) {
  const key = { queue: "q", label: "", other: "" };
  const none = { jobs: 0, conflicts: 0, uncertain: 0, pairs: 0 };
  return [
    ...Object.entries(once).map(([first, jobs]) => ({
      ...key,
      first_label: first,
      decisions: 1,
      ...none,
      jobs,
      uncertain: first === "uncertain" ? jobs : 0,
    })),
    ...twice.flatMap(([first, second, jobs]) => [
      {
        ...key,
        first_label: first,
        decisions: 2,
        ...none,
        jobs,
        conflicts: first === second ? 0 : jobs,
        uncertain: first === second ? 0 : jobs,
      },
      { ...key, first_label: first, decisions: 2, ...none, label: first, other: second, pairs: jobs },
      { ...key, first_label: first, decisions: 2, ...none, label: second, other: first, pairs: jobs },
    ]),
  ];
}

describe("reviews in time", () => {
  const row = { met: 0, late: 0, overdue: 0, in_time: 0 };

  test("of no job, and of jobs not yet due, are no data", () => {
    expect(sla.estimate([]).value).toBeNull();
    expect(sla.estimate([{ ...row, in_time: 9 }])).toMatchObject({ value: null, denominator: 0 });
  });

  test("of one job are that job, of all in time 1, of none 0 with an interval", () => {
    expect(sla.estimate([{ ...row, met: 1 }])).toMatchObject({ value: 1, denominator: 1 });
    expect(sla.estimate([{ ...row, met: 50 }])).toMatchObject({ value: 1, high: 1 });
    const none = sla.estimate([{ ...row, late: 20, overdue: 30 }]);
    expect(none).toMatchObject({ value: 0, low: 0, denominator: 50 });
    expect(none.high).toBeGreaterThan(0.05);
  });

  test("count what is open though overdue as breached, and what is not yet due not at all", () => {
    expect(sla.estimate([{ met: 80, late: 10, overdue: 10, in_time: 400 }])).toMatchObject({
      value: 0.8,
      denominator: 100,
    });
  });

  test("are unknown where sums are NULL", () => {
    expect(sla.estimate([{ met: null, late: null, overdue: null, in_time: null }]).value).toBeNull();
  });
});

describe("the review backlog", () => {
  test("is what came in and did not go out; no data where nothing ever came, or sums are NULL", () => {
    expect(backlog.estimate([{ arrived: 12, closed: 5, waited: 0 }]).value).toBe(7);
    expect(backlog.estimate([{ arrived: 12, closed: 12, waited: 0 }]).value).toBe(0);
    expect(backlog.estimate([]).value).toBeNull();
    expect(backlog.estimate([{ arrived: null, closed: null, waited: null }]).value).toBeNull();
  });

  test("is forecast by Little's law: the wait is the backlog over what is decided a day", () => {
    expect(forecastBacklog(90, [{ arrived: 280, closed: 420, waited: 0 }], 28)).toEqual({
      arriving: 10,
      closing: 15,
      wait: 6,
      cleared: 18,
    });
    expect(forecastBacklog(90, [{ arrived: 280, closed: 280, waited: 0 }], 28).cleared).toBeNull();
    expect(forecastBacklog(90, [], 28)).toEqual({ arriving: 0, closing: 0, wait: null, cleared: null });
  });
});

describe("reviewer agreement", () => {
  test("without a second review, or with all labels the same, is no data", () => {
    expect(agreement.estimate([]).value).toBeNull();
    expect(agreement.estimate(decided([], { true_positive: 40 })).value).toBeNull();
    expect(agreement.estimate(decided([["true_positive", "true_positive", 9]])).value).toBeNull();
  });

  test("of reviewers who always agree is 1, with a lower bound", () => {
    const { value, low, high } = agreement.estimate(
      decided([
        ["true_positive", "true_positive", 60],
        ["false_positive", "false_positive", 40],
      ]),
    );
    expect([value, high]).toEqual([1, 1]);
    expect(low).toBeGreaterThan(0.85);
    expect(low).toBeLessThan(1);
  });

  test("weights jobs by the share of their kind that was seen twice: that of false positives alone says less", () => {
    const twice = [
      ["true_positive", "true_positive", 19],
      ["true_positive", "false_positive", 1],
      ["false_positive", "false_positive", 80],
      ["false_positive", "true_positive", 20],
    ] as const;
    const all = agreement.estimate(decided(twice, { true_positive: 380 })).value!;
    // 400 true positives of which 5 % are contradicted, 100 false ones of which 20 % are: D_o = .08.
    const [right, wrong] = [400 * 0.95 * 2 + 400 * 0.05 + 20, 80 * 2 + 20 + 400 * 0.05];
    const n = right + wrong;
    const expected = 1 - (right * (right - 1) + wrong * (wrong - 1)) / (n * (n - 1));
    expect(all).toBeCloseTo(1 - 0.08 / expected, 6);
    expect(agreement.estimate(decided(twice)).value).not.toBeCloseTo(all, 2);
  });

  test("is less sure where a kind of first label was never seen twice", () => {
    const twice = [
      ["true_positive", "true_positive", 50],
      ["false_positive", "false_positive", 45],
      ["false_positive", "true_positive", 5],
    ] as const;
    const sure = agreement.estimate(decided(twice));
    const unsure = agreement.estimate(decided(twice, { uncertain: 20 }));
    expect(unsure.low).toBeLessThan(sure.low! - 0.2);
  });
});

describe("conflicting and uncertain labels", () => {
  const rows = decided(
    [
      ["true_positive", "true_positive", 6],
      ["false_positive", "true_positive", 4],
    ],
    { true_positive: 85, uncertain: 5 },
  );

  test("are shares of the jobs with several decisions, and of all decided jobs", () => {
    expect(conflicts.estimate(rows)).toMatchObject({ value: 0.4, numerator: 4, denominator: 10 });
    expect(uncertain.estimate(rows)).toMatchObject({ value: 0.09, numerator: 9, denominator: 100 });
  });

  test("of no job are no data, of all alike 0", () => {
    expect(conflicts.estimate([]).value).toBeNull();
    expect(uncertain.estimate([]).value).toBeNull();
    expect(conflicts.estimate(decided([], { true_positive: 3 })).value).toBeNull();
    expect(uncertain.estimate(decided([], { true_positive: 3 })).value).toBe(0);
  });
});
