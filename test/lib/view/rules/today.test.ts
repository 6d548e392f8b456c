import { describe, expect, test } from "vitest";
import { pageView } from "../../../../src/lib/view/index.js";
import type { RuleOverview } from "../../../../src/lib/rule/overview.js";
import { cube, frame, slice } from "../support/artifacts.js";
import {
  artifactOf,
  decaying,
  every,
  healthy,
  hostile,
  noLabels,
  paused,
  rule,
  shadow,
  silent,
} from "./support/rules.js";

const today = (rules: readonly RuleOverview[], total?: number) =>
  pageView("today", { site: frame(), rules: artifactOf(rules, total) }, slice);

describe("Today", () => {
  test("says that nothing deserves attention where nothing does", () => {
    const view = today([healthy, paused]);
    expect(view.headline).toBe("Nothing deserves attention: the one acting rule runs as it should");
    expect(view.attention).toEqual([]);
  });

  test("without an acting rule says so, and finds no fault with that", () => {
    expect(today([paused]).headline).toBe("Nothing deserves attention: no rule acts");
  });

  test("with neither hits nor labels on record knows nothing, and does not say that all is well", () => {
    const blank = rule("blank", {
      hits: [],
      hitsFrom: null,
      accountsHit: 0,
      lastHit: null,
      precision: noLabels,
    });
    const view = today([blank]);
    expect(view.headline).toBe("Whether any of 1 acting rule needs attention is unknown");
    for (const id of ["attention", "hits", "under-target"])
      expect(view.numbers.find((number) => number.id === id)?.estimate?.value, id).toBeNull();
  });

  test("ranks a rule under its target before a silent one, and both before a gate that is nearly full", () => {
    const view = today([shadow, silent, decaying, healthy]);
    expect(view.headline).toBe("2 rules need attention, first of all Title of decaying");
    expect(view.attention?.map(({ kind }) => kind)).toEqual(["Decay", "Wrong actions", "Silent", "Gate"]);
  });

  test("each item is a sentence with its number, since when, and a link to the rule", () => {
    const [decay, , quiet] = today([silent, decaying]).attention ?? [];
    expect(decay).toEqual({
      kind: "Decay",
      tone: "bad",
      subject: { text: "Title of decaying", href: "/analyst/rule?rule=decaying" },
      text: "Precision is 60\u202f%, at most 69.1\u202f%, under its target of 95\u202f%.",
      since: "2026-06-01",
    });
    expect(quiet).toMatchObject({ text: "No hit since 5 May 2026.", since: "2026-05-06" });
  });

  test("a gate that may be read now is said to, with its bound and its target", () => {
    const open = rule("open", {
      state: "review_only",
      promotion: { next: "limited", labels: 400, labelsNeeded: null, low: 0.96, open: true, hours: null },
    });
    expect(today([open]).attention?.[0]?.text).toBe(
      "Its gate may be read now: 400 labels, lower bound 96\u202f%, target 95\u202f%.",
    );
  });

  test("a gate that is far from full is no news", () => {
    const promotion = { ...shadow.promotion, labels: 20 };
    expect(today([{ ...shadow, promotion }]).attention).toEqual([]);
  });

  test("what is wrong with a rule that does not act stands below what is wrong with one that does", () => {
    const kinds = today([{ ...decaying, rule: "idle", state: "shadow", actions: 0 }, silent]).attention;
    expect(kinds?.map(({ kind }) => kind)).toEqual(["Silent", "Decay"]);
  });

  test("of more than five findings of a kind the rest is counted, with a link to all", () => {
    const many = Array.from({ length: 9 }, (_, index) => ({ ...silent, rule: `silent-${index}` }));
    const items = today(many).attention ?? [];
    expect(items).toHaveLength(6);
    expect(items.at(-1)).toMatchObject({
      subject: { text: "4 more rules", href: "/analyst/rules?health=silent" },
      since: "2026-05-06",
    });
  });

  test("wrong actions are estimated from precision, and those of rules without labels are not zero but left out", () => {
    const card = today(every).cards.find(({ id }) => id === "wrong-actions");
    expect(card?.title).toMatch(
      /^About \d+ actions were wrong; Title of decaying is behind \d+\u202f% of them$/,
    );
    expect(card?.notes.join()).toContain("1 rule with 300 actions has no known precision and is left out");
    expect(card?.table?.rows.map(([title]) => title)).not.toContain("Title of unlabelled");
  });

  test("a rule whose hits fell is drawn against its own busiest week", () => {
    const figure = today([silent]).cards.find(({ id }) => id === "hits-of-needy-rules")?.figure;
    if (figure?.kind !== "small-multiples") throw new Error("small multiples are expected");
    expect(figure.panels[0]?.points[0]).toEqual({ x: "2026-04-06", y: 1, n: 28 });
    expect(figure.panels[0]?.points.at(-1)?.y).toBe(0);
  });

  test("the number of rules under target is unknown where no precision is known", () => {
    const number = (rules: readonly RuleOverview[]) =>
      today(rules).numbers.find(({ id }) => id === "under-target")?.estimate?.value;
    expect(number([rule("a", { precision: every[5]?.precision as never })])).toBeNull();
    expect(number([healthy])).toBe(0);
  });

  test("says how many rules were not looked at where the artifact holds only the latest", () => {
    expect(today([healthy], 11_437).summary).toContain("Only the 1 of 11\u202f437 rules that changed last");
  });

  test("a queue clearly under 95 % in time is named, with what is overdue and since when; one within chance is not", () => {
    const due = (queue: string, day: string, met: number, late: number, overdue: number) => ({
      day,
      queue,
      met,
      late,
      overdue,
      in_time: 0,
    });
    const view = pageView(
      "today",
      {
        site: frame(),
        rules: artifactOf([decaying]),
        review_sla: cube(
          "review_sla",
          ["day", "queue"],
          [
            due("appeals", "2026-04-01", 0, 500, 0),
            due("appeals", "2026-06-20", 100, 0, 0),
            due("appeals", "2026-06-22", 100, 40, 10),
            due("spam", "2026-06-22", 19, 1, 0),
          ],
        ),
      },
      slice,
    );
    expect(view.headline).toBe("1 rule and 1 queue need attention, first of all Title of decaying");
    expect(view.attention?.filter(({ kind }) => kind === "SLA")).toEqual([
      {
        kind: "SLA",
        tone: "warning",
        subject: { text: "Queue appeals", href: "/analyst/queues" },
        text: "80\u202f% of the 250 reviews that fell due in the last 28 days were in time (95\u202f% interval 74.6–84.5\u202f%), and 10 jobs are open though overdue.",
        since: "2026-06-22",
      },
    ]);
  });

  test("neutralises what the platform wrote", () => {
    const text = JSON.stringify(today([hostile]));
    expect(text).not.toContain("\u202e");
    expect(text).toContain("\ufffdgpj.exe");
  });
});
