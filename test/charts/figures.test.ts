import { JSDOM } from "jsdom";
import { describe, expect, test } from "vitest";
import { drawBigNumber } from "../../src/charts/draw-big-number.js";
import { drawCard } from "../../src/charts/draw-card.js";
import { drawFigure } from "../../src/charts/draw-figure.js";
import { drawFigureVariants } from "../../src/charts/draw-figure-variants.js";
import type { CardSpec, FigureSpec, Series } from "../../src/lib/view/page-view.js";
import { gallery } from "./support/gallery.js";
import { expectPicture } from "./support/picture.js";

const { document } = new JSDOM("").window;
const draw = (spec: FigureSpec, width = 680): Element => drawFigure(spec, { document, width });
const hostile = "<img src=x onerror=alert(1)>\u202egpj.exe";

describe.each(Object.entries(gallery))("the figure %s", (name, spec) => {
  test.each([340, 680, 1040])("is drawn %s pixels wide, without a number that is none", (width) => {
    const figure = draw(spec, width);
    expect(Number(figure.getAttribute("width"))).toBe(width);
    expect(figure.outerHTML).not.toMatch(/NaN|Infinity|undefined/);
  });

  test("is drawn the same every time, and as it was accepted", () => {
    const figure = drawFigureVariants(spec, name, 8, document, false);
    expect(drawFigureVariants(spec, name, 8, document, false).outerHTML).toBe(figure.outerHTML);
    expectPicture(name, figure.querySelector(".figure-medium svg")?.outerHTML ?? "");
  });
});

describe("a figure", () => {
  test("is one image to those who do not see it, and its geometry is rounded", () => {
    const figure = drawFigureVariants(gallery["time-series-rate"]!, "Spam views fell", 12, document, false);
    const images = [...figure.querySelectorAll('[role="img"]')];
    expect(images).toHaveLength(3);
    for (const image of images) {
      expect(image.getAttribute("aria-label")).toBe("Spam views fell");
      expect(image.querySelector("[aria-label], [aria-description]")).toBeNull();
    }
    expect(figure.innerHTML).not.toMatch(/ d="[^"]*\d\.\d{2,}/);
  });

  test("leaves a gap where a value is unknown, and draws no zero", () => {
    const lines = (spec: FigureSpec): string[] =>
      [...draw(spec).querySelectorAll('[aria-label="line"] path')].map(
        (path) => path.getAttribute("d") ?? "",
      );
    expect(lines(gallery["time-series-rate"]!).join("").match(/M/g)).toHaveLength(2);
    expect(lines(gallery["time-series-with-gap"]!).join("").match(/M/g)).toHaveLength(2);
    expect(lines(gallery["time-series-unknown"]!).join("")).toBe("");
    expect(draw(gallery["dot-intervals-unknown"]!).querySelectorAll("circle")).toHaveLength(0);
    expect(draw(gallery["dot-intervals-unknown"]!).textContent).toContain("no data");
    expect(draw(gallery["ranked-bars-change"]!).querySelectorAll('[aria-label="bar"] rect')).toHaveLength(2);
  });

  test("marks the events of one day together", () => {
    expect(draw(gallery["time-series-rate"]!).textContent).toContain("2–3");
  });

  test("shows hostile names as text, whatever they hold", () => {
    const series: Series[] = ["a", "b"].map((end) => ({
      name: hostile + end,
      role: "category",
      points: [
        { x: "2026-06-01", y: 1 },
        { x: "2026-06-08", y: 2 },
      ],
    }));
    const values = [
      { category: hostile, value: 1 },
      { category: "y".repeat(10_000), value: 2 },
    ];
    const specs: FigureSpec[] = [
      { kind: "time-series", unit: "count", grain: "week", mark: "line", series, annotations: [] },
      { kind: "small-multiples", unit: "count", grain: "week", panels: series },
      { kind: "ranked-bars", unit: "count", values },
      { kind: "dot-intervals", unit: "count", values },
      {
        kind: "matrix",
        unit: "share",
        names: values.map(({ category }) => category),
        values: [
          [null, 1],
          [0.5, null],
        ],
      },
    ];
    for (const spec of specs) {
      const again = new JSDOM(draw(spec).outerHTML).window.document;
      expect(again.querySelector("img, script, [onerror]"), spec.kind).toBeNull();
      expect(again.body.textContent, spec.kind).toContain("<img src=x");
      expect(draw(spec).outerHTML.length, spec.kind).toBeLessThan(60_000);
    }
  });
});

describe("a big number", () => {
  const number = {
    id: "prevalence",
    label: "Spam views",
    metric: "prevalence",
    unit: "share",
    delta: null,
    sparkline: [],
  } as const;
  const estimate = (value: number | null, low: number | null, high: number | null) =>
    ({ value, low, high, numerator: 1, denominator: 2, method: "wilson", n: 2 }) as never;

  test("that is unknown says so, and shows no zero", () => {
    const drawn = drawBigNumber(
      { ...number, estimate: null, missing: { tables: ["appeals"], why: "no appeals", remedy: "add them" } },
      document,
    );
    expect(drawn.querySelector(".value")?.textContent).toBe("no data");
    expect(drawn.textContent).toContain("no appeals");
    expect(drawn.textContent).not.toMatch(/\b0/);
  });

  test("has an interval where it has one to show", () => {
    const text = (low: number, high: number): string =>
      drawBigNumber({ ...number, estimate: estimate(0.5, low, high) }, document).textContent ?? "";
    expect(text(0.4, 0.6)).toContain("interval 40–60");
    expect(text(0.5, 0.5)).not.toContain("interval");
  });
});

describe("a card", () => {
  const card: CardSpec = {
    id: "spam",
    title: hostile,
    subtitle: "Share of views",
    metric: "prevalence",
    definition: "Of all views, the share of spam.",
    figure: gallery["time-series-rate"]!,
    table: { columns: [{ name: "day", label: "Day", type: "date" }], rows: [["2026-06-01"]] },
    sample: "n = 7",
    source: "Source: a platform",
    notes: ["A note."],
    width: 12,
  };

  test("says its finding, its metric, its sample and its source, and holds its table", () => {
    const drawn = drawCard(card, { document });
    expect(drawn.querySelector("h2")?.textContent).toContain("<img src=x");
    expect(drawn.querySelector("img")).toBeNull();
    expect(drawn.querySelector(".definition")?.getAttribute("href")).toBe("/dictionary#prevalence");
    expect(drawn.querySelector("[role=tooltip]")?.textContent).toBe("Of all views, the share of spam.");
    expect(drawn.querySelector(".definition")?.getAttribute("aria-describedby")).toBe("spam-definition");
    expect(drawn.querySelector(".sample")?.textContent).toBe("n = 7");
    expect(drawn.querySelector(".source")?.textContent).toBe("Source: a platform");
    expect(drawn.querySelector(".annotations summary")?.textContent).toBe("3 events marked");
    expect(drawn.querySelector("details.table-view")?.hasAttribute("open")).toBe(false);
    expect(drawn.querySelectorAll("details.table-view tbody tr")).toHaveLength(1);
  });

  test("without a figure shows its table at once", () => {
    expect(
      drawCard({ ...card, figure: null }, { document })
        .querySelector("details.table-view")
        ?.hasAttribute("open"),
    ).toBe(true);
  });

  test("for which a table is missing says which, why, and what to do", () => {
    const missing = { tables: ["appeals"], why: "This source has no appeals.", remedy: "Add appeals.sql." };
    const text = drawCard({ ...card, figure: null, table: null, missing }, { document }).textContent;
    expect(text).toContain("No data. This source has no appeals.");
    expect(text).toContain("Add appeals.sql.");
    expect(text).toContain("Missing: appeals");
  });
});
