import { element, type Child } from "../../charts/dom.js";

/** An element of this page. */
export function node<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | null>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  return element(document, tag, attributes, ...children);
}

export function button(label: string, onClick: () => void, kind: string | null = null): HTMLButtonElement {
  const made = node("button", { type: "button", class: kind }, label);
  made.addEventListener("click", onClick);
  return made;
}

/** A table of text, numbers to the right. */
export function textTable(
  caption: string,
  columns: readonly { readonly label: string; readonly number?: boolean }[],
  rows: readonly (readonly Child[])[],
): HTMLElement {
  const kind = (at: number): string | null => (columns[at]?.number === true ? "number" : null);
  return node(
    "div",
    { class: "table-scroll", tabindex: "0", role: "region", "aria-label": `Table: ${caption}` },
    node(
      "table",
      {},
      node("caption", { class: "visually-hidden" }, caption),
      node(
        "thead",
        {},
        node(
          "tr",
          {},
          ...columns.map(({ label }, at) => node("th", { scope: "col", class: kind(at) }, label)),
        ),
      ),
      node(
        "tbody",
        {},
        ...rows.map((cells) =>
          node(
            "tr",
            {},
            ...cells.map((cell, at) =>
              at === 0 ? node("th", { scope: "row" }, cell) : node("td", { class: kind(at) }, cell),
            ),
          ),
        ),
      ),
    ),
  );
}

/** A share as a bar with its number: the bar is for the eye alone. */
export function shareBar(share: number | null, text: string): HTMLElement {
  const bar = node("span", { class: "lab-bar", "aria-hidden": "true" });
  bar.style.width = `${Math.round((share ?? 0) * 100)}%`;
  return node(
    "span",
    { class: "lab-share" },
    node("span", { class: "lab-track", "aria-hidden": "true" }, bar),
    text,
  );
}

/** A card with its finding for a title. */
export function card(
  id: string,
  title: string,
  subtitle: string,
  width: 4 | 6 | 8 | 12,
  ...children: readonly Child[]
): HTMLElement {
  return node(
    "section",
    { class: `chart-card width-${width}`, id, "aria-labelledby": `${id}-title` },
    node("header", {}, node("h2", { id: `${id}-title` }, title), node("p", { class: "subtitle" }, subtitle)),
    ...children,
  );
}
