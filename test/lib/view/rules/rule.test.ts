import { describe, expect, test } from "vitest";
import type { RuleOverview } from "../../../../src/lib/rule/overview.js";
import { noData } from "../../../../src/lib/statistics/estimate.js";
import { pageView } from "../../../../src/lib/view/index.js";
import { frame, slice } from "../support/artifacts.js";
import {
  artifactOf,
  decaying,
  every,
  healthy,
  hostile,
  noLabels,
  paused,
  precision,
  rule,
  shadow,
  unlabelled,
} from "./support/rules.js";

const page = (rules: readonly RuleOverview[], id?: string) =>
  pageView(
    "rule",
    { site: frame(), rules: artifactOf(rules) },
    { ...slice, rule: id === undefined ? [] : [id] },
  );
const card = (one: RuleOverview, id: string, others: readonly RuleOverview[] = []) =>
  page([one, ...others], one.rule).cards.find((each) => each.id === id);

describe("Rule", () => {
  test("shows the rule of the link, and without one the rule that most needs attention", () => {
    expect(page(every, "healthy").headline).toMatch(/^Title of healthy/);
    expect(page(every).headline).toMatch(/^Title of decaying/);
    expect(page([healthy, paused]).headline).toMatch(/^Title of healthy/);
  });

  test("without any rule says so", () => {
    expect(page([]).headline).toBe("There is no rule to show");
  });

  test.each([
    [decaying, "Title of decaying is under its target, since 1 Jun 2026"],
    [unlabelled, "Title of unlabelled: precision unknown: 200 labels needed"],
    [
      rule("sure", { precision: precision(998, 1000) }),
      "Title of sure clears its target: 99.8\u202f% of its hits are right, at least 99.3\u202f%",
    ],
    [
      healthy,
      "Title of healthy: 98\u202f% of its hits are right; whether it reaches its target of 95\u202f% is open",
    ],
    [
      rule("bad", { precision: precision(100, 200) }),
      "Title of bad is under its target of 95\u202f%: at most 56.9\u202f% of its hits are right",
    ],
    [rule("free", { target: null }), "Title of free: 98\u202f% of its hits are right; it has no target"],
  ])("opens with the answer: $rule", (one, headline) => {
    expect(page([one]).headline).toBe(headline);
  });

  test("says what a promotion lacks, with the hours it takes", () => {
    expect(page([shadow]).summary).toContain(
      "Before it may be enforced it lacks 30 labels (it has 170 of 200), about 0.6\u202fh of review.",
    );
    const never = { ...shadow, promotion: { ...shadow.promotion, labelsNeeded: null, low: 0.5 } };
    expect(page([never]).summary).toContain("At this precision no gate would open");
    expect(page([paused]).summary).toContain("It is paused: nothing follows from its hits.");
  });

  test("versions are compared: a clear rise is said to be one, and a change within chance is not", () => {
    expect(card(healthy, "precision-by-version")?.title).toBe(
      "Version 2 is right in 98\u202f% of its hits, clearly more than version 1 (75\u202f%)",
    );
    expect(card(decaying, "precision-by-version")?.title).toContain("not clearly different from version 1");
  });

  test("a version without labels is said to be unknown, and has no dot", () => {
    const figure = card(
      rule("new", { versions: [{ ...healthy.versions[0]!, ...noLabels }, healthy.versions[1]!] }),
      "precision-by-version",
    );
    expect(figure?.notes).toContain("A version without labels is unknown, not zero.");
    if (figure?.figure?.kind !== "dot-intervals") throw new Error("dots are expected");
    expect(figure.figure.values.map(({ value }) => value)).toEqual([0.98, null]);
  });

  test("as reviewed and corrected stand side by side where there are gold items", () => {
    const both = precision(190, 200, { ...noData(), value: 0.97, low: 0.93, high: 0.99 });
    const one = rule("gold", { precision: both, versions: [{ ...healthy.versions[1]!, ...both }] });
    const figure = card(one, "precision-by-version")?.figure;
    if (figure?.kind !== "dot-intervals") throw new Error("dots are expected");
    expect(figure.values.map(({ category }) => category)).toEqual([
      "version 2, as reviewed",
      "version 2, corrected",
    ]);
    expect(page([one]).headline).toContain("97\u202f%");
  });

  test("a decay is told by the month it shows in; no clear change is told as that", () => {
    expect(card(decaying, "precision-by-month")?.title).toBe(
      "Precision is 60\u202f%, at most 69.1\u202f%, under its target of 95\u202f%, since June 2026",
    );
    expect(card(healthy, "precision-by-month")?.title).toMatch(/^No clear change of precision/);
    expect(card(unlabelled, "precision-by-month")?.title).toBe("No month has 10 labels yet");
  });

  test("a month of a few labels stands in the table and not in the picture", () => {
    const months = [...healthy.months, { month: "2026-07", ...precision(0, 3) }];
    const told = card(rule("young", { months }), "precision-by-month");
    if (told?.figure?.kind !== "time-series") throw new Error("a time series is expected");
    expect(told.figure.series[0]?.points.map(({ y }) => y)).toEqual([0.98, 0.98, null]);
    expect(told.table?.rows.map((row) => row[2])).toEqual([0.98, 0.98, 0]);
    expect(told.notes).toEqual(["1 month with fewer than 10 labels stands in the table alone."]);
  });

  test("false positives are said to concentrate only where more are wrong than elsewhere, beyond chance", () => {
    expect(card(healthy, "false-positives")?.title).toBe(
      "False positives concentrate at country DE: 10\u202f% of accounts there",
    );
    expect(card(rule("even", { precision: precision(180, 200) }), "false-positives")?.title).toBe(
      "False positives concentrate in no segment for sure",
    );
    expect(card(unlabelled, "false-positives")?.title).toBe(
      "Where false positives lie is unknown: nothing was reviewed",
    );
  });

  test("changes of the rule stand as flags over its hits, those before the chart left out", () => {
    const figure = card(hostile, "hits-by-day")?.figure;
    if (figure?.kind !== "time-series") throw new Error("a time series is expected");
    expect(figure.annotations.map(({ day }) => day)).toEqual(["2026-05-01"]);
    const old = card(healthy, "hits-by-day")?.figure;
    expect(old !== undefined && old?.kind === "time-series" && old.annotations).toEqual([]);
  });

  test("what reviewers said is counted by label", () => {
    const labels = card(decaying, "labels");
    expect(labels?.title).toBe("Reviewers called 150 of 200 hits right");
    expect(labels?.table?.rows).toEqual([
      ["true positive", 150],
      ["false positive", 50],
      ["violation of another policy", 0],
      ["uncertain", 2],
      ["drawn, not decided", 3],
    ]);
  });

  test("without a drawn hit the counts by label are unknown, not zero", () => {
    expect(card(unlabelled, "labels")?.table?.rows.map(([, hits]) => hits)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(card(unlabelled, "labels")?.figure).toBeNull();
  });

  test("the retirement test says what would be missed", () => {
    expect(card(healthy, "contribution")?.title).toBe(
      "Without this rule: −70 true positives, −10 wrong actions, −3.5 review hours",
    );
    expect(card(unlabelled, "contribution")?.title).toBe(
      "Without this rule: −80 accounts that no other hits, true positives among them unknown; review hours unknown",
    );
  });

  test("overlaps are told by the other rule's title, with Jaccard in the table", () => {
    const overlaps = card(healthy, "overlaps", [decaying]);
    expect(overlaps?.title).toBe("Title of decaying hit 25\u202f% of its accounts too");
    expect(overlaps?.table?.rows).toEqual([["Title of decaying", 100, 0.25, 0.5, 0.2]]);
    expect(card(decaying, "overlaps")?.title).toBe("No other rule hit any of its accounts");
  });

  test("a rule whose hits nothing records has unknown hits, and nothing is said to be lost without it", () => {
    const blank = rule("blank", {
      file: null,
      hits: [],
      hitsFrom: null,
      accountsHit: 0,
      lastHit: null,
      samples: [],
    });
    expect(page([blank]).summary).toContain("Its hits are not on record.");
    for (const id of ["hits-by-day", "contribution", "overlaps"])
      expect(card(blank, id)?.missing?.why, id).toContain("unknown, not zero");
    expect(card(blank, "samples")?.title).toBe("Its hits are not on record");
    const evaluated = { ...blank, file: healthy.file };
    expect(card(evaluated, "hits-by-day")?.title).toBe("It has not hit anything yet");
  });

  test("without hold-outs the effect of enforcement is unknown, with what to do", () => {
    expect(card(healthy, "counterfactual")?.missing?.remedy).toBe(
      "Its file holds out 1\u202f% of its hits: wait for more.",
    );
    expect(card(hostile, "counterfactual")?.missing?.remedy).toBe("Give it a rule file with hold_out.");
  });

  test.each([
    [{ value: 12, low: 4, high: 20 }, "Enforcement prevents 12 views an account (95\u202f% interval 4–20)"],
    [{ value: 1, low: -4, high: 6 }, "No clear effect on views: 1 an account (95\u202f% interval −4 to 6)"],
    [
      { value: null, low: null, high: null },
      "What enforcement changes is unknown: 20 held-out accounts and 900 enforced ones are too few",
    ],
  ])("the effect of enforcement is told as %o allows", (effect, title) => {
    const counterfactual = {
      heldOut: 20,
      enforced: 900,
      viewsHeldOut: { ...noData(), value: 14, low: 6, high: 22 },
      viewsEnforced: { ...noData(), value: 2, low: 1, high: 3 },
      effect: { ...noData(), ...effect },
      actionedHeldOut: { ...noData(), value: 0.25, low: 0.1, high: 0.5 },
    };
    const told = card(rule("held", { counterfactual }), "counterfactual");
    expect(told?.title).toBe(title);
    expect(told?.notes[0]).toContain("25\u202f% of the held-out accounts were actioned all the same");
  });

  test("parity is told hit for hit, and a disagreement with whose hits they are", () => {
    expect(card(healthy, "parity")?.title).toBe("The platform did what the file says, hit for hit");
    const apart = card(rule("apart", { parity: { both: 90, onlyEvaluated: 0, onlyPlatform: 10 } }), "parity");
    expect(apart?.title).toBe("The platform and the file disagree on 10 hits of 100 (10\u202f%)");
    expect(apart?.notes).toHaveLength(1);
    expect(card(rule("none", { parity: null }), "parity")?.figure).toBeNull();
  });

  test("the file's predicate stands as it was written, with its parameters and known false positives", () => {
    const file = card(healthy, "file");
    expect(file?.code).toBe("links_24h >= :min_links\n  and account_age_hours < 48");
    expect(file?.table?.rows).toEqual([["min_links", 12, 3, 60]]);
    expect(file?.notes).toContain("Known false positives: news bots.");
    expect(card(hostile, "file")?.missing?.why).toContain("known from the platform's log alone");
  });

  test("links lead on to the rule lab, Explore and SQL with the rule, and to the command of a rule that has a file", () => {
    const view = page([healthy]);
    expect(view.links?.map(({ href }) => href.split(/[?#]/)[0])).toEqual([
      "/analyst/rule-lab",
      "/analyst/explore",
      "/analyst/sql",
      "/analyst/rules",
    ]);
    expect(view.command).toBe("shrike backtest healthy");
    expect(page([hostile]).command).toBeUndefined();
  });

  test("account ids are neutralised and make no link", () => {
    const [row] = card(hostile, "samples")?.table?.rows ?? [];
    expect(row?.[0]).toBe("evil[.]example/\ufffdid");
  });

  test("every text of the platform is neutralised", () => {
    const view = page([hostile]);
    expect(JSON.stringify(view)).not.toContain("\u202e");
    expect(view.headline).toContain("\ufffdgpj.exe");
  });

  test.each(every)("can be computed for $rule without a number that is none", (one) => {
    const text = JSON.stringify(page(every, one.rule));
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });
});
