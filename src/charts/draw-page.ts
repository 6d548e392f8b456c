import { formatDay } from "../lib/format/index.js";
import type { PageView } from "../lib/view/page-view.js";
import { element } from "./dom.js";
import { drawAttention, drawLinks } from "./draw-attention.js";
import { drawBigNumber } from "./draw-big-number.js";
import { drawCard, type CardOptions } from "./draw-card.js";
import { drawDefinitions } from "./draw-definitions.js";

/** A whole page: the answer in words, the big numbers, the charts. It is complete without a script. */
export function drawPage(view: PageView, options: CardOptions): HTMLElement {
  const { document } = options;
  const { numbers, cards, findings, attention = [], links = [], command, definitions = [] } = view;
  return element(
    document,
    "div",
    { class: "page-view", "data-view": view.page },
    element(document, "p", { class: "headline" }, view.headline),
    view.summary === "" ? null : element(document, "p", { class: "summary" }, view.summary),
    view.banner === null ? null : element(document, "p", { class: "banner" }, view.banner),
    links.length === 0 && command === undefined ? null : drawLinks(links, command, document),
    numbers.length === 0
      ? null
      : element(
          document,
          "div",
          { class: "big-numbers" },
          ...numbers.map((number) => drawBigNumber(number, document)),
        ),
    attention.length === 0 ? null : drawAttention(attention, document),
    findings.length === 0
      ? null
      : element(
          document,
          "aside",
          { class: "related-findings", "aria-label": "Findings about this page" },
          element(document, "h2", {}, "Findings about this page"),
          element(
            document,
            "ul",
            {},
            ...findings.map(({ title, href, date }) =>
              element(
                document,
                "li",
                {},
                element(document, "a", { href }, title),
                " ",
                element(document, "time", { datetime: date }, formatDay(date)),
              ),
            ),
          ),
        ),
    cards.length === 0
      ? null
      : element(document, "div", { class: "card-grid" }, ...cards.map((card) => drawCard(card, options))),
    definitions.length === 0 ? null : drawDefinitions(definitions, document),
  );
}
