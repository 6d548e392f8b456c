import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  actionTypes,
  exceededLimits,
  groundText,
  keyText,
  limitsShape,
  retryAfter,
  statementOfReasons,
  strengthOf,
  waitAfter,
  type Ground,
} from "../../../../src/lib/rule/enforce/index.js";

const ground: Ground = {
  accountId: "a",
  eventId: null,
  ruleId: "swarm",
  version: 2,
  action: "account_lock",
};

describe("idempotency keys", () => {
  test("differ where the account, the rule, its version, the action, the content or the episode does", () => {
    const texts = [
      keyText(ground, 1),
      keyText(ground, 2),
      keyText(ground, 1, true),
      keyText({ ...ground, accountId: "b" }, 1),
      keyText({ ...ground, ruleId: "other" }, 1),
      keyText({ ...ground, version: 3 }, 1),
      keyText({ ...ground, action: "account_suspend" }, 1),
      keyText({ ...ground, eventId: "e" }, 1),
    ];
    expect(new Set(texts).size).toBe(texts.length);
    expect(keyText({ ...ground }, 1)).toBe(texts[0]);
  });

  test("are of different texts for different grounds, whatever an account is called", () => {
    const grounds = fc.record({
      accountId: fc.string(),
      eventId: fc.option(fc.string()),
      ruleId: fc.string(),
      version: fc.nat(9),
      action: fc.constantFrom(...actionTypes),
    });
    fc.assert(
      fc.property(grounds, grounds, (one, other) => {
        expect(groundText(one) === groundText(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });
});

test("suspending an account is the strongest action, labelling the weakest", () => {
  expect(strengthOf("account_suspend")).toBeGreaterThan(strengthOf("account_lock"));
  expect(actionTypes.toSorted((a, b) => strengthOf(a) - strengthOf(b))).toEqual([...actionTypes]);
});

describe("limits", () => {
  const limits = limitsShape.parse({ per_batch: 10, share_of_active: 0.01 });

  test("are what they are unless said otherwise, and cannot be nothing", () => {
    expect(limitsShape.parse({})).toEqual({ per_rule: 500, per_batch: 2_000, share_of_active: 0.01 });
    expect(() => limitsShape.parse({ per_rule: 0 })).toThrow(/per_rule/);
    expect(() => limitsShape.parse({ share_of_active: 1.5 })).toThrow(/share_of_active/);
    expect(() => limitsShape.parse({ per_rul: 1 })).toThrow(/per_rul/);
  });

  test("are reached without being exceeded", () => {
    expect(exceededLimits(10, 1_000, limits)).toEqual([]);
    expect(exceededLimits(0, 0, limits)).toEqual([]);
  });

  test("are exceeded one by one", () => {
    expect(exceededLimits(11, 10_000, limits)).toEqual([{ limit: "per_batch", found: 11, allowed: 10 }]);
    expect(exceededLimits(10, 100, limits)).toEqual([
      { limit: "share_of_active", found: 0.1, allowed: 0.01 },
    ]);
    expect(exceededLimits(1, 0, limits)).toMatchObject([{ limit: "share_of_active" }]);
  });

  test("do not judge a share of accounts whose number is unknown", () =>
    expect(exceededLimits(10, null, limits)).toEqual([]));
});

describe("waits between attempts", () => {
  const backoff = { first: 100, longest: 1_000 };

  test("double, with jitter over half of them, up to the longest", () => {
    expect([1, 2, 3, 4, 5, 50].map((attempt) => waitAfter(attempt, backoff, 0, null))).toEqual([
      50, 100, 200, 400, 500, 500,
    ]);
    fc.assert(
      fc.property(fc.nat(60), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempt, random) => {
        const wait = waitAfter(attempt + 1, backoff, random, null);
        expect(wait).toBeGreaterThanOrEqual(50);
        expect(wait).toBeLessThanOrEqual(1_000);
      }),
    );
  });

  test("are never shorter than the server asks for", () => {
    expect(waitAfter(1, backoff, 0.5, 7_000)).toBe(7_000);
    expect(waitAfter(5, backoff, 0.5, 10)).toBe(750);
  });

  test.each([
    [null, null],
    ["0", 0],
    ["120", 120_000],
    [" 2 ", 2_000],
    ["Sat, 01 Aug 2026 00:00:30 GMT", 30_000],
    ["Fri, 31 Jul 2026 23:59:00 GMT", 0],
    ["-5", null],
    ["soon", null],
    ["1.5", null],
  ])("asked for by Retry-After %j are %j ms", (header, expected) =>
    expect(retryAfter(header, Date.UTC(2026, 7, 1))).toBe(expected),
  );
});

describe("statements of reasons", () => {
  const statement = (action: (typeof actionTypes)[number]) =>
    statementOfReasons({
      key: "k",
      action,
      policy: { id: "link_spam", name: "Link spam", category: null },
      facts: "Rule swarm matched once.",
      automatedDetection: true,
      automatedDecision: false,
      day: "2026-08-01",
    });

  test("name one decision for every action", () => {
    for (const action of actionTypes) {
      const { decision_visibility, decision_provision, decision_account } = statement(action);
      const decisions = [decision_visibility, decision_provision, decision_account].filter(
        (decision) => decision !== null,
      );
      expect(decisions, action).toHaveLength(1);
    }
    expect(statement("account_lock").decision_account).toBe("DECISION_ACCOUNT_SUSPENDED");
    expect(statement("content_remove").decision_visibility).toEqual(["DECISION_VISIBILITY_CONTENT_REMOVED"]);
  });

  test("say the policy, the facts, and what a machine did; a category that is not known is not made up", () =>
    expect(statement("label")).toMatchObject({
      puid: "k",
      decision_ground: "DECISION_GROUND_INCOMPATIBLE_CONTENT",
      incompatible_content_ground: "Link spam",
      category: null,
      decision_facts: "Rule swarm matched once.",
      source_type: "SOURCE_VOLUNTARY",
      automated_detection: "Yes",
      automated_decision: "AUTOMATED_DECISION_NOT_AUTOMATED",
      application_date: "2026-08-01",
    }));
});
