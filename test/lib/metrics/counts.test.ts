import { describe, expect, test } from "vitest";
import { metric } from "../../../src/lib/metrics/index.js";

const counts = [
  ["content_actioned", "content"],
  ["accounts_actioned", "accounts"],
  ["actions", "actions"],
  ["events", "events"],
  ["reports", "reports"],
  ["rule_hits", "hits"],
  ["rule_changes", "changes"],
] as const;

describe.each(counts)("%s", (id, column) => {
  const { estimate } = metric(id);

  test("over no rows is a count of 0: the table is there and holds none", () => {
    expect(estimate([])).toMatchObject({ value: 0, low: 0, high: 0 });
  });

  test("adds rows up, and is unknown where all are NULL", () => {
    expect(estimate([{ [column]: 2 }, { [column]: 5 }]).value).toBe(7);
    expect(estimate([{ [column]: null }]).value).toBeNull();
  });
});

describe("active_accounts", () => {
  const { estimate } = metric("active_accounts");
  const rows = [
    { day: "2026-03-01", previous: null, accounts: 5 },
    { day: "2026-03-02", previous: "2026-03-01", accounts: 3 },
    { day: "2026-03-02", previous: "2026-02-20", accounts: 2 },
    { day: "2026-03-03", previous: "2026-03-01", accounts: 1 },
  ];

  test("counts each account once, on its first active day of the period", () => {
    expect(estimate(rows, { from: "2026-03-01" }).value).toBe(7);
    expect(estimate(rows.slice(1), { from: "2026-03-02" }).value).toBe(6);
  });

  test("takes the first day of its rows where no period is given", () => {
    expect(estimate(rows).value).toBe(7);
    expect(estimate([]).value).toBe(0);
  });
});

describe("figures that are taken over", () => {
  test("are unknown where there is none", () => {
    expect(metric("published_figures").estimate([]).value).toBeNull();
    expect(metric("published_figures").estimate([{ value: 12.5 }]).value).toBe(12.5);
    expect(metric("freshness").estimate([]).value).toBeNull();
    expect(metric("freshness").estimate([{ rows: 3 }, { rows: 4 }]).value).toBe(7);
  });

  test("findings are counted, none as 0", () => {
    expect(metric("findings").estimate([]).value).toBe(0);
    expect(metric("findings").estimate([{ slug: "a" }]).value).toBe(1);
  });
});
