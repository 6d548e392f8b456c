import { describe, expect, test } from "vitest";
import type { RuleOverview } from "../../../../src/lib/rule/overview.js";
import { pageView } from "../../../../src/lib/view/index.js";
import { frame, slice } from "../support/artifacts.js";
import {
  artifactOf,
  decaying,
  every,
  healthy,
  hostile,
  noLabels,
  rule,
  unlabelled,
} from "./support/rules.js";

const rules = (list: readonly RuleOverview[], total?: number) =>
  pageView("rules", { site: frame(), rules: artifactOf(list, total) }, slice);
const card = (list: readonly RuleOverview[], id: string) => rules(list).cards.find((one) => one.id === id);

describe("Rules", () => {
  test("opens with how many acting rules fell under target", () => {
    expect(rules(every).headline).toBe("1 of 5 acting rules fell under target in the last month with labels");
    expect(rules([healthy]).headline).toBe("1 rule acts; none is known to be under its target");
  });

  test("with no label anywhere says that precision is unknown, not that all is well", () => {
    expect(rules([unlabelled]).headline).toBe("1 rule acts, and the precision of none is known");
  });

  test("lists every rule with a link to its page, its state and its filters", () => {
    const list = card(every, "rules")?.list;
    expect(list?.rows).toHaveLength(every.length);
    expect(list?.rows[0]?.cells[0]).toMatchObject({
      text: "Title of healthy",
      href: "/analyst/rule?rule=healthy",
    });
    expect(list?.filters.map(({ key, options }) => [key, options.length])).toEqual([
      ["state", 3],
      ["owner", 3],
      ["policy", 2],
      ["health", 5],
    ]);
  });

  test("a rule that runs with nothing wrong, and one that does not run, are told apart", () => {
    const health = card(every, "rules")?.list?.rows.map(({ facets }) => facets["health"]?.join());
    expect(health).toEqual(["sound", "decay", "silent", "sound", "idle", "sound", "yield"]);
  });

  test("a rule without labels shows how many it needs, and no dot", () => {
    const [cell] =
      card([unlabelled], "rules")?.list?.rows[0]?.cells.filter(({ kind }) => kind === "interval") ?? [];
    expect(cell).toMatchObject({ value: null, low: null, unknown: "unknown: 200 labels needed" });
  });

  test("a rule without hits has no course and no unique accounts: unknown, not zero", () => {
    const never = rule("never", { hits: [], hitsFrom: null, accountsHit: 0, lastHit: null });
    const cells = card([never], "rules")?.list?.rows[0]?.cells ?? [];
    expect(cells.find(({ kind }) => kind === "course")).toMatchObject({ values: [] });
    expect(cells.at(-2)).toMatchObject({ kind: "number", value: null });
  });

  test("one axis serves all dots: it begins below the lowest bound", () => {
    const floors = card([healthy, decaying], "rules")?.list?.rows.flatMap(({ cells }) =>
      cells.flatMap((cell) => (cell.kind === "interval" ? [cell.floor] : [])),
    );
    expect(floors).toEqual([0.6, 0.6]);
  });

  test("says that it shows the rules that changed last where there are too many", () => {
    expect(rules([healthy], 11_437).cards[0]?.title).toBe("1 rule of 11\u202f437: those that changed last");
  });

  test("precision is drawn against each rule's own target, and only what is clearly under it is coloured", () => {
    const figure = card([healthy, decaying, unlabelled], "precision-and-target")?.figure;
    if (figure?.kind !== "dot-intervals") throw new Error("dots are expected");
    expect(figure.values.map(({ category, target, accent }) => [category, target, accent])).toEqual([
      ["Title of decaying", 0.95, true],
      ["Title of healthy", 0.95, false],
    ]);
  });

  test("with no precision known there is no picture of it", () => {
    const unknown = card([unlabelled], "precision-and-target");
    expect(unknown?.title).toBe("The precision of no acting rule is known");
    expect(unknown?.figure).toBeNull();
  });

  test("overlap is of the row's rule, and found from either side", () => {
    const overlap = card([healthy, decaying], "overlaps");
    if (overlap?.figure?.kind !== "matrix") throw new Error("a matrix is expected");
    expect(overlap.figure.values).toEqual([
      [null, 0.25],
      [0.5, null],
    ]);
    expect(overlap.title).toBe("50\u202f% of what Title of decaying hits, Title of healthy hits too");
    expect(overlap.table?.rows[0]?.at(-1)).toBe(0.2);
  });

  test("a single acting rule has nothing to overlap with", () => {
    expect(card([healthy], "overlaps")?.figure).toBeNull();
  });

  test("what the platform wrote is neutralised, and its ids survive the link", () => {
    const view = rules([hostile, rule("plain", { precision: noLabels })]);
    expect(JSON.stringify(view.cards[0]?.list?.rows.map(({ cells }) => cells))).not.toContain("\u202e");
    const [cell] = view.cards[0]?.list?.rows[0]?.cells ?? [];
    const href = cell?.kind === "text" ? (cell.href ?? "") : "";
    expect(href).toBe("/analyst/rule?rule=a/b%26c");
    expect(new URL(href, "http://site.invalid").searchParams.get("rule")).toBe("a/b&c");
  });
});
