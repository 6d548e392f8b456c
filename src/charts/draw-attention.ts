import { formatDay } from "../lib/format/index.js";
import type { AttentionItem, PageLink } from "../lib/view/page-view.js";
import { element } from "./dom.js";

/** What deserves a look, most pressing first. */
export function drawAttention(items: readonly AttentionItem[], document: Document): HTMLElement {
  return element(
    document,
    "section",
    { class: "attention", "aria-label": "What deserves attention" },
    element(
      document,
      "ol",
      {},
      ...items.map(({ kind, tone, subject, text, since }) =>
        element(
          document,
          "li",
          {},
          element(document, "span", { class: `badge tone-${tone}` }, kind),
          element(
            document,
            "p",
            {},
            subject === null ? null : element(document, "a", { href: subject.href }, subject.text),
            subject === null ? null : " ",
            text,
          ),
          since === null
            ? element(document, "span", { class: "since" }, "since when is not known")
            : element(
                document,
                "span",
                { class: "since" },
                "since ",
                element(document, "time", { datetime: since }, formatDay(since)),
              ),
        ),
      ),
    ),
  );
}

/** Ways on from a page, and the command that prints the same. */
export function drawLinks(
  links: readonly PageLink[],
  command: string | undefined,
  document: Document,
): HTMLElement {
  return element(
    document,
    "nav",
    { class: "page-links", "aria-label": "Look further" },
    ...links.map(({ label, href }) => element(document, "a", { href }, label)),
    command === undefined ? null : element(document, "code", {}, command),
  );
}
