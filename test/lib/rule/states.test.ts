import { describe, expect, test } from "vitest";
import { beginnings, onward, ruleStates, stepProblem, type RuleStep } from "../../../src/lib/rule/index.js";

/** `1:shadow 1:limited@20` as steps. */
function steps(life: string): RuleStep[] {
  return life.split(" ").map((step) => {
    const [, version, state, rollout] = /^(\d):(\w+)(?:@(\d+))?$/.exec(step)!;
    return { version: Number(version), state: state as RuleStep["state"], rollout: Number(rollout ?? 100) };
  });
}
const problemOf = (life: string): string | null => {
  const all = steps(life);
  return stepProblem(all.slice(0, -1), all.at(-1)!);
};

describe("a rule's life", () => {
  test.each([
    "1:draft",
    "1:enforce",
    "1:draft 1:shadow",
    "1:shadow 1:enforce",
    "1:shadow 1:review_only 1:limited@10",
    "1:limited@10 1:limited@50",
    "1:limited@50 1:enforce@100",
    "1:enforce 1:enforce",
    "1:enforce 1:retired",
    "1:retired 1:retired",
    "1:enforce 1:paused 1:enforce",
    "1:enforce 1:paused 1:enforce 1:paused 1:enforce",
    "1:limited@20 1:paused@20 1:paused@20 1:limited@20",
    "1:enforce 2:shadow",
    "1:enforce 2:enforce",
    "1:enforce 1:paused 2:shadow",
    "1:draft 2:draft",
    "1:limited@50 2:limited@10",
    "1:shadow@100 1:limited@10",
  ])("may go %s", (life) => expect(problemOf(life)).toBe(null));

  test.each([
    ["1:paused", "a rule begins in draft, shadow, review_only, limited, enforce, not in paused"],
    ["1:retired", "not in retired"],
    ["1:draft 1:enforce", "version 1 goes from draft to enforce unmeasured"],
    ["1:draft 2:enforce", "version 2 cannot begin as enforce after draft"],
    ["1:enforce 1:shadow", "version 1 goes back from enforce to shadow: give it a new version"],
    ["1:review_only 1:draft", "version 1 goes back from review_only to draft"],
    [
      "1:shadow 1:enforce 1:shadow",
      "version 1 returns to shadow, a cycle of states (shadow → enforce → shadow): give it a new version",
    ],
    ["1:shadow 1:enforce 1:paused 1:shadow", "a cycle of states (shadow → enforce → paused → shadow)"],
    ["1:limited 1:paused 1:enforce", "version 1 was paused from limited and goes on as that, or retires"],
    ["1:enforce 2:paused", "version 2 cannot begin as paused after enforce"],
    ["1:enforce 1:paused 2:paused", "version 2 cannot begin as paused"],
    ["1:enforce 2:retired", "version 2 cannot begin as retired"],
    ["1:retired 1:shadow", "retired is final"],
    ["1:retired 2:shadow", "retired is final"],
    ["1:limited@50 1:limited@20", "the rollout of version 1 falls from 50 % to 20 %"],
    ["1:limited@50 1:enforce@20", "the rollout of version 1 falls from 50 % to 20 %"],
    ["1:limited@50 1:paused@50 1:limited@20", "the rollout of version 1 falls from 50 % to 20 %"],
  ])("may not go %s", (life, message) => expect(problemOf(life)).toContain(message));

  test("never leads a version back to a state that it left, pauses aside, however long it goes on", () => {
    const walk = (past: readonly RuleStep[]): void => {
      if (past.length === 7) return;
      for (const state of ruleStates) {
        const next = { version: 1, state, rollout: 100 };
        if (stepProblem(past, next) !== null) continue;
        const life = [...past, next].map((step) => step.state).filter((name) => name !== "paused");
        const lived = life.filter((name, index) => name !== life[index - 1]);
        expect(new Set(lived).size, lived.join(" → ")).toBe(lived.length);
        walk([...past, next]);
      }
    };
    walk([]);
  });

  test("can be brought from every beginning to its end", () => {
    const reached = (state: (typeof ruleStates)[number]): boolean =>
      state === "retired" || onward[state].some(reached);
    for (const state of beginnings) expect(reached(state), state).toBe(true);
  });
});
