import { JSDOM } from "jsdom";
import { describe, expect, test } from "vitest";
import { drawAttention, drawLinks } from "../../src/charts/draw-attention.js";
import { drawCard } from "../../src/charts/draw-card.js";
import { drawList } from "../../src/charts/draw-list.js";
import { drawListCell } from "../../src/charts/list-cells.js";
import type { ListCell, ListView } from "../../src/lib/view/list-view.js";

const { document } = new JSDOM("").window;
const hostile = "<img src=x onerror=alert(1)>";
const cell = (of: ListCell): HTMLTableCellElement => drawListCell(of, document);
const interval = {
  kind: "interval",
  value: 0.5,
  low: 0.4,
  high: 0.6,
  target: 0.8,
  under: true,
  floor: 0,
  unknown: "unknown: 200 labels needed",
} as const;

describe("a cell of a list", () => {
  test("with an interval says in words what its dot, whisker and tick show", () => {
    const drawn = cell(interval);
    expect(drawn.querySelector("svg")?.getAttribute("aria-label")).toBe(
      "50\u202f%, 95\u202f% interval 40–60\u202f%, target 80\u202f%",
    );
    expect(drawn.querySelectorAll("circle.under")).toHaveLength(1);
    expect(drawn.dataset["sort"]).toBe("0.5");
  });

  test("draws no dot where the value is unknown, and nothing at all without an interval", () => {
    const bounds = cell({ ...interval, value: null });
    expect(bounds.querySelector("circle")).toBeNull();
    expect(bounds.querySelector(".whisker")).not.toBeNull();
    const unknown = cell({ ...interval, value: null, low: null, high: null });
    expect(unknown.querySelector("svg")).toBeNull();
    expect(unknown.textContent).toBe("unknown: 200 labels needed");
    expect(unknown.dataset["sort"]).toBeUndefined();
  });

  test("keeps what lies below the axis at its end", () => {
    const path = cell({ ...interval, floor: 0.9 })
      .querySelector(".whisker")
      ?.getAttribute("d");
    expect(path).toBe("M4.0,10H4.0");
  });

  test("with a course of no days is unknown, of days without a hit it is zero", () => {
    const course = (values: readonly number[]) => cell({ kind: "course", values, label: "Hits" });
    expect(course([]).textContent).toBe("no data");
    expect(course([]).dataset["sort"]).toBeUndefined();
    expect(course([0, 0, 0]).textContent).toBe("0");
    expect(course([0, 0, 0]).innerHTML).not.toContain("NaN");
    expect(course([7]).querySelector("svg")).toBeNull();
    expect(course([1, 2, 4]).dataset["sort"]).toBe("7");
  });

  test("shows an unknown number and an unknown day as that", () => {
    expect(cell({ kind: "number", value: null, unit: "share" }).textContent).toBe("no data");
    expect(cell({ kind: "date", day: null }).textContent).toBe("unknown");
  });

  test("shows texts as texts, whatever they hold", () => {
    const drawn = cell({ kind: "text", text: hostile, note: hostile, href: "/analyst/rule?rule=x" });
    expect(drawn.querySelector("img")).toBeNull();
    expect(drawn.querySelector("a")?.textContent).toBe(hostile);
  });
});

describe("a list", () => {
  const list: ListView = {
    noun: ["rule", "rules"],
    columns: [
      { key: "rule", label: "Rule", kind: "text" },
      { key: "owner", label: "Owner", kind: "text", wide: true },
    ],
    filters: [{ key: "state", label: "State", options: [{ value: "enforce", label: "enforced" }] }],
    rows: [
      {
        facets: { state: ["enforce"] },
        search: hostile,
        cells: [
          { kind: "text", text: "a" },
          { kind: "text", text: "b" },
        ],
      },
    ],
  };

  test("is complete without a script, its controls hidden until one is there", () => {
    const drawn = drawList(list, "Rules", document);
    expect(drawn.querySelectorAll("tbody tr")).toHaveLength(1);
    expect(drawn.querySelector("form")?.hasAttribute("hidden")).toBe(true);
    expect([...drawn.querySelectorAll("option")].map(({ value }) => value)).toEqual(["", "enforce"]);
    expect(new JSDOM(drawn.outerHTML).window.document.querySelector("img")).toBeNull();
  });

  test("stands in its card in place of the table of the same", () => {
    const drawn = drawCard(
      {
        id: "rules",
        title: "1 rule",
        subtitle: "All",
        metric: "",
        definition: null,
        figure: null,
        list,
        table: { columns: [{ name: "rule", label: "Rule", type: "text" }], rows: [["a"]] },
        sample: null,
        source: "Source",
        notes: [],
        width: 12,
      },
      { document },
    );
    expect(drawn.querySelectorAll("table")).toHaveLength(1);
    expect(drawn.querySelector(".table-view")).toBeNull();
  });
});

describe("what deserves attention", () => {
  test("is a list of sentences, each with its kind and since when", () => {
    const item = {
      kind: "Decay",
      tone: "bad",
      subject: { text: hostile, href: "/x" },
      text: "Worse.",
    } as const;
    const drawn = drawAttention(
      [
        { ...item, since: "2026-06-01" },
        { ...item, subject: null, since: null },
      ],
      document,
    );
    const [first, second] = [...drawn.querySelectorAll("li")].map(({ textContent }) => textContent);
    expect(first).toBe(`Decay${hostile} Worse.since 1 Jun 2026`);
    expect(second).toBe("DecayWorse.since when is not known");
  });

  test("is followed by ways on, and the command that prints the same", () => {
    const drawn = drawLinks([{ label: "All rules", href: "/analyst/rules" }], "shrike rules", document);
    expect(drawn.querySelector("a")?.getAttribute("href")).toBe("/analyst/rules");
    expect(drawn.querySelector("code")?.textContent).toBe("shrike rules");
  });
});
