import { JSDOM } from "jsdom";
import { drawPage } from "../../src/charts/index.js";
import { pageNames, pageView } from "../../src/lib/view/index.js";
import type { Artifacts } from "../../src/lib/view/inputs.js";
import type { Slice } from "../../src/lib/slice/slice.js";

/** Each page drawn with the default slice: complete without a script. The same calls draw it in the browser. */
export function* staticPages(
  artifacts: Artifacts,
  slice: Slice,
): Generator<{ readonly page: string; readonly html: string }> {
  for (const page of pageNames) {
    const { window } = new JSDOM("<!doctype html>");
    try {
      const drawn = drawPage(pageView(page, artifacts, slice), { document: window.document });
      yield { page, html: drawn.outerHTML };
    } finally {
      window.close();
    }
  }
}
