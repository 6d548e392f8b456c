import type { TextDiff } from "../lib/view/page-view.js";
import { element } from "./dom.js";

const tags = { same: "span", added: "ins", removed: "del" } as const;

/** Variants of a text, one under the other, with what was put in underlined and what was taken out struck through. */
export function drawDiffs(diffs: readonly TextDiff[], document: Document): HTMLElement {
  return element(
    document,
    "ol",
    { class: "text-diffs" },
    ...diffs.map(({ segments, note }) =>
      element(
        document,
        "li",
        {},
        element(
          document,
          "p",
          { dir: "auto" },
          ...segments.flatMap(({ text, kind }, index) => [
            /^\s/.test(text) || segments[index - 1]?.kind === "removed" ? " " : null,
            element(document, tags[kind], {}, text.trimStart()),
          ]),
        ),
        element(document, "small", {}, note),
      ),
    ),
  );
}
