import { JSDOM } from "jsdom";
import { expect, test } from "vitest";
import { drawDiffs } from "../../src/charts/draw-diffs.js";

const { document } = new JSDOM("").window;

test("what was added and removed stands in elements that say so, as text and never as markup", () => {
  const drawn = drawDiffs(
    [
      {
        segments: [
          { text: "Share", kind: "same" },
          { text: " this", kind: "removed" },
          { text: " <img src=x onerror=alert(1)>", kind: "added" },
        ],
        note: "7 events",
      },
    ],
    document,
  );
  expect(drawn.querySelector("del")?.textContent).toBe("this");
  expect(drawn.querySelector("ins")?.textContent).toBe("<img src=x onerror=alert(1)>");
  expect(drawn.querySelectorAll("img, a")).toHaveLength(0);
  expect(drawn.querySelector("p")?.textContent).toBe("Share this <img src=x onerror=alert(1)>");
  expect(drawn.querySelector("p")?.getAttribute("dir")).toBe("auto");
});
