import { describe, expect, test } from "vitest";
import { pageView } from "../../../../src/lib/view/index.js";
import { nextLabels } from "../../../../src/lib/view/queues/next-labels.js";
import { cube, days, frame, slice } from "../support/artifacts.js";

const sla = cube(
  "review_sla",
  ["day", "queue"],
  days("2026-05-06", "2026-06-30").map((day) => ({
    day,
    queue: "rule_quality",
    met: 9,
    late: day >= "2026-06-03" ? 6 : 1,
    overdue: day >= "2026-06-20" ? 1 : 0,
    in_time: day === "2026-06-30" ? 4 : 0,
  })),
);
const flow = cube(
  "review_flow",
  ["day", "queue"],
  days("2026-05-06", "2026-06-30").map((day) => ({
    day,
    queue: "rule_quality",
    arrived: 16,
    closed: 14,
    waited: 14 * 86_400,
  })),
);
const ageing = cube(
  "review_ageing",
  ["queue", "age"],
  [
    { queue: "rule_quality", age: "28", open: 90 },
    { queue: "rule_quality", age: "2", open: 22 },
  ],
);
const artifacts = { site: frame(), review_sla: sla, review_flow: flow, review_ageing: ageing };

function row(stratum: string, hits: number, labels: number, right: number, rule = "r1") {
  const weight = hits / labels;
  return {
    day: `${stratum.split(":")[1]}-01`,
    rule,
    version: "1",
    queue: "rule_quality",
    stratum,
    chance: "3",
    selected: labels,
    selected_micro: hits * 1e6,
    decided: labels,
    reviewed: labels,
    true_positives: right,
    novel: 0,
    uncertain: 0,
    weight_micro: hits * 1e6,
    weight_true_micro: right * weight * 1e6,
    weight_squared_milli: labels * weight ** 2 * 1e3,
    first_reviewed: labels,
    first_true: right,
    first_weight_micro: hits * 1e6,
    first_weight_true_micro: right * weight * 1e6,
    first_weight_squared_milli: labels * weight ** 2 * 1e3,
  };
}

function running(target: number, labels: number) {
  const promotion = {
    next: "enforce" as const,
    labels,
    labelsNeeded: null,
    low: null,
    open: false,
    hours: null,
  };
  return { target, version: 1, promotion };
}

describe("Queues & labels", () => {
  test("opens with what share of jobs was decided in time, and by how much that changed", () => {
    const view = pageView("queues", artifacts, slice);
    expect(view.headline).toMatch(/^Reviews in time fell 3\d(?:\.\d+)? points in the last 28 days, to 5\d/);
    expect(view.summary).toContain(
      "112 jobs are open. 16 jobs a day came in over the last 28 days and 14 were decided, so the backlog does not shrink: a job that comes in now behind all 112 open ones waits about 8 days.",
    );
  });

  test("counts breaches apart: decided late, and open though overdue; what is not yet due is neither", () => {
    const card = pageView("queues", artifacts, slice).cards.find(({ id }) => id === "queue-sla-over-time");
    expect(card?.notes).toContain(
      "Breached: 168 jobs decided late and 11 open though overdue. 4 jobs are open and not yet due: in neither.",
    );
  });

  test("shows the open jobs at the end of each period, those of before the slice among them, and their ages", () => {
    const { cards } = pageView("queues", artifacts, slice);
    const backlog = cards.find(({ id }) => id === "backlog-over-time");
    expect(backlog?.title).toBe("112 review jobs are open on 30 Jun 2026, 90 of them for more than 28 days");
    const figure = backlog?.figure?.kind === "time-series" ? backlog.figure.series[0]?.points : [];
    expect(figure?.at(-1)?.y).toBe(112);
    expect(figure?.[0]?.y).toBeGreaterThan(56);
    expect(cards.find(({ id }) => id === "ageing")?.title).toBe(
      "Most open jobs have lain there for more than 28 days",
    );
  });

  test("without second reviews or gold items says that agreement and accuracy are unknown", () => {
    const empty = {
      review_agreement: cube(
        "review_agreement",
        ["queue", "first_label", "label", "other", "decisions"],
        [],
        ["jobs", "conflicts", "uncertain", "pairs"],
      ),
      gold_by_reviewer: cube(
        "gold_by_reviewer",
        ["queue", "reviewer"],
        [],
        ["positives", "positives_found", "negatives", "negatives_found"],
      ),
    };
    const { cards } = pageView("queues", { ...artifacts, ...empty }, slice);
    expect(cards.find(({ id }) => id === "agreement")?.title).toBe(
      "Agreement of reviewers is unknown: no job has been reviewed twice",
    );
    expect(cards.find(({ id }) => id === "reviewers")?.title).toBe(
      "No decision on a gold item: reviewers' errors are unknown",
    );
  });

  test("names reviewers who are clearly below all others, and leaves out who labels prevalence samples", () => {
    const gold = (reviewer: string, right: number, queue = "rule_quality") => ({
      queue,
      reviewer,
      positives: 100,
      positives_found: right,
      negatives: 100,
      negatives_found: right,
    });
    const by = cube(
      "gold_by_reviewer",
      ["queue", "reviewer"],
      [gold("a", 95), gold("b", 96), gold("c", 70), gold("<b>x", 94), gold("z", 5, "prevalence")],
    );
    const card = pageView("queues", { ...artifacts, gold_by_reviewer: by }, slice).cards.find(
      ({ id }) => id === "reviewers",
    );
    expect(card?.title).toMatch(/^1 reviewer of 4 is clearly below the 88\.\d/);
    expect(card?.table?.rows.map(([name]) => name)).toEqual(["c", "<b>x", "a", "b"]);
  });
});

describe("where the next labels go", () => {
  const rows = [
    row("r1:2026-06", 4000, 40, 20),
    row("r2:2026-06", 4000, 400, 396, "r2"),
    row("r2:2026-01", 4000, 10, 5, "r2"),
  ];
  const rules = new Map([
    ["r1", running(0.9, 40)],
    ["r2", running(0.95, 400)],
  ]);

  test("is the rule whose interval they narrow most, with the interval before and after", () => {
    const [first, second] = nextLabels(rows, rules, "2026-06-30");
    expect(first).toMatchObject({ rule: "r1", labels: 95, strata: [{ stratum: "r1:2026-06", labels: 95 }] });
    expect(first?.after.value).toBeCloseTo(0.5, 10);
    const width = ({ low, high }: { low: number | null; high: number | null }): number => high! - low!;
    expect(width(first!.after) / width(first!.now)).toBeCloseTo(Math.sqrt(40 / 135), 1);
    expect(second).toMatchObject({ rule: "r2", labels: 5 });
  });

  test("leaves out months that queues no longer draw from, strata that are drawn whole, and rules that do not run", () => {
    const strata = nextLabels(rows, rules, "2026-06-30").flatMap((rule) => rule.strata);
    expect(strata.map(({ stratum }) => stratum)).toEqual(["r1:2026-06", "r2:2026-06"]);
    expect(nextLabels([row("r1:2026-06", 40, 40, 20)], rules, "2026-06-30")).toEqual([]);
    expect(nextLabels(rows, new Map(), "2026-06-30")).toEqual([]);
  });

  test("names the gate that they reach and that would open if precision stays", () => {
    const near = nextLabels(
      [row("r1:2026-06", 4000, 120, 120)],
      new Map([["r1", running(0.9, 120)]]),
      "2026-06-30",
    );
    expect(near).toMatchObject([{ rule: "r1", labels: 100, gate: 200 }]);
    const far = nextLabels(
      [row("r1:2026-06", 4000, 60, 60)],
      new Map([["r1", running(0.9, 60)]]),
      "2026-06-30",
    );
    expect(far).toMatchObject([{ rule: "r1", gate: null }]);
  });
});
