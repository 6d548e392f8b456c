import { describe, expect, test } from "vitest";
import { pageView } from "../../../src/lib/view/index.js";
import { cube, days, frame, range, slice } from "./support/artifacts.js";

const all = days(range.from, range.to);

/** Samples of 200 views each, weighed alike, so many of them violating on and after the slice's first day, and before. */
function prevalence(now: number, before: number, each = 200) {
  return cube(
    "prevalence",
    ["day", "surface"],
    all.map((day) => {
      const violating = day >= slice.from ? now : before;
      return {
        day,
        surface: "feed",
        reviewed: each,
        violating,
        uncertain: 0,
        weight: each * 10,
        weight_violating: violating * 10,
        weight_squared: each * 100,
        weight_squared_violating: violating * 100,
      };
    }),
  );
}

/** Labellers of prevalence samples who found 95 of 100 violations and cleared 990 of 1,000 others; reviewers of rules who err more. */
const gold = cube(
  "reviewer_gold",
  ["day", "queue"],
  [
    {
      day: range.from,
      queue: "prevalence",
      positives: 100,
      positives_found: 95,
      negatives: 1000,
      negatives_found: 990,
    },
    {
      day: range.from,
      queue: "rule_quality",
      positives: 100,
      positives_found: 80,
      negatives: 100,
      negatives_found: 90,
    },
  ],
);

function actionsByRule(rules: Readonly<Record<string, number>>) {
  return cube(
    "actions_by_rule",
    ["day", "rule", "policy", "auto"],
    Object.entries(rules).map(([rule, actions]) => ({
      day: slice.from,
      rule,
      policy: "spam",
      auto: "automated",
      actions,
    })),
  );
}

function ruleLabels(rules: Readonly<Record<string, readonly [truths: number, reviewed: number]>>) {
  return cube(
    "precision_strata",
    ["day", "rule", "version", "queue", "stratum", "chance"],
    Object.entries(rules).map(([rule, [truths, reviewed]]) => ({
      day: "2026-06-01",
      rule,
      version: "1",
      queue: "q",
      stratum: rule,
      chance: "1",
      selected: reviewed,
      selected_micro: reviewed * 1e7,
      decided: reviewed,
      reviewed,
      true_positives: truths,
      novel: 0,
      uncertain: 0,
      weight_micro: reviewed * 1e7,
      weight_true_micro: truths * 1e7,
      weight_squared_milli: reviewed * 1e5,
      first_reviewed: reviewed,
      first_true: truths,
      first_weight_micro: reviewed * 1e7,
      first_weight_true_micro: truths * 1e7,
      first_weight_squared_milli: reviewed * 1e5,
    })),
  );
}

const active = cube(
  "active_accounts",
  ["day", "previous"],
  [{ day: slice.from, previous: "", accounts: 1000 }],
);

describe("Scorecard", () => {
  test("says by how much spam views fell, and to what", () => {
    const view = pageView("scorecard", { site: frame(), prevalence: prevalence(6, 12) }, slice);
    expect(view.headline).toBe(
      "Spam views (apparent) fell 50\u202f% in the last 28 days, to 3\u202f% of views",
    );
    expect(view.numbers[0]?.delta).toMatchObject({ kind: "relative", significant: true, better: "down" });
    expect(view.summary).toContain("n = 5\u202f600 reviewed samples; 95\u202f% interval 2.58–3.48\u202f%");
  });

  test("says that nothing happened beyond chance where the intervals allow for it", () => {
    const view = pageView("scorecard", { site: frame(), prevalence: prevalence(12, 12) }, slice);
    expect(view.headline).toBe(
      "Spam views (apparent) held at 6\u202f% of views in the last 28 days: no change beyond chance",
    );
  });

  test("is corrected for the reviewers' errors where gold items say how large they are, with both shown", () => {
    const artifacts = { site: frame(), prevalence: prevalence(12, 12), reviewer_gold: gold };
    const view = pageView("scorecard", artifacts, slice);
    const [corrected, apparent] = view.numbers;
    expect(corrected?.label).toBe("Spam views");
    expect(corrected?.estimate?.value).toBeCloseTo((0.06 + 0.99 - 1) / (0.95 + 0.99 - 1), 10);
    expect(apparent?.label).toBe("Spam views, as reviewed");
    expect(apparent?.estimate?.value).toBeCloseTo(0.06, 10);
  });

  test("is not corrected by the errors of those who review rules", () => {
    const rules = cube(
      "reviewer_gold",
      ["day", "queue"],
      [
        {
          day: range.from,
          queue: "rule_quality",
          positives: 100,
          positives_found: 80,
          negatives: 100,
          negatives_found: 90,
        },
      ],
    );
    const view = pageView(
      "scorecard",
      { site: frame(), prevalence: prevalence(12, 12), reviewer_gold: rules },
      slice,
    );
    expect(view.numbers[0]?.label).toBe("Spam views (apparent)");
  });

  test("none found is an upper bound, not a zero alone", () => {
    const view = pageView("scorecard", { site: frame(), prevalence: prevalence(0, 12) }, slice);
    expect(view.headline).toMatch(
      /^Spam views \(apparent\): none found in the last 28 days, at most 0\.0\d+\u202f% of views$/,
    );
  });

  test("a single sample says little, and says so by its interval", () => {
    const one = { ...slice, from: range.to, to: range.to };
    const view = pageView("scorecard", { site: frame(), prevalence: prevalence(1, 1, 1) }, one);
    expect(view.numbers[0]?.estimate?.value).toBe(1);
    expect(view.numbers[0]?.estimate?.low).toBeLessThan(0.4);
  });

  test("weighs the precision of rules by their actions, and names the one that is clearly worse", () => {
    const view = pageView(
      "scorecard",
      {
        site: frame(),
        actions_by_rule: actionsByRule({ good: 900, bad: 100 }),
        precision_strata: ruleLabels({ good: [495, 500], bad: [250, 500] }),
        active_accounts: active,
      },
      slice,
    );
    const number = (id: string) => view.numbers.find((one) => one.id === id)?.estimate?.value;
    expect(number("enforcement-precision")).toBeCloseTo(0.9 * 0.99 + 0.1 * 0.5, 10);
    expect(number("wrong-actions")).toBeCloseTo((1000 * (1 - 0.941) * 1e5) / 1000, 6);
    expect(view.cards.find(({ id }) => id === "rule-precision")?.title).toBe(
      "94.1\u202f% of enforcement was right in the last 28 days, as reviewed; bad is clearly below, at 50\u202f%",
    );
    expect(view.cards.find(({ id }) => id === "wrong-actions-by-rule")?.title).toBe(
      "About 59 actions were wrong in the last 28 days; bad is behind 84.7\u202f% of them",
    );
  });

  test("a rule without labels is unknown, not right", () => {
    const view = pageView(
      "scorecard",
      {
        site: frame(),
        actions_by_rule: actionsByRule({ known: 600, unknown: 400 }),
        precision_strata: ruleLabels({ known: [500, 500] }),
        active_accounts: active,
      },
      slice,
    );
    const precision = view.numbers.find(({ id }) => id === "enforcement-precision")?.estimate;
    expect(precision?.low).toBeLessThan(0.61);
    expect(precision?.high).toBe(1);
  });

  test("the median time to action is not reached where fewer than half were acted on", () => {
    const items = cube(
      "time_to_action",
      ["day", "outcome", "bin"],
      [
        { day: slice.from, outcome: "actioned", bin: "40", items: 30 },
        { day: slice.from, outcome: "open", bin: "60", items: 70 },
      ],
    );
    const view = pageView("scorecard", { site: frame(), time_to_action: items }, slice);
    const number = view.numbers.find(({ id }) => id === "time-to-action");
    expect(number?.estimate).toBeNull();
    expect(number?.missing?.why).toBe("Not reached: fewer than half of the items were acted on.");
    expect(view.cards.find(({ id }) => id === "time-to-action-curve")?.title).toBe(
      "30\u202f% of detected items were acted on; half was not reached",
    );
  });
});
