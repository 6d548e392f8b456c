import { platformText } from "./plain.js";

declare const safe: unique symbol;

/** HTML that may be put into a page: only this module and `html` make it. */
export type SafeHtml = string & { readonly [safe]: "html" };

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
  $: "&#36;",
  "{": "&#123;",
};

/**
 * Text for the inside of an HTML element or a quoted attribute. `$` and `{` go as entities, so that nothing is read as
 * an expression where a page is written in Framework's Markdown.
 */
export function escapeHtml(text: string): SafeHtml {
  return text.replace(/[&<>"'`${]/g, (character) => entities[character] ?? "") as SafeHtml;
}

/** Text of the platform for the inside of an element or a quoted attribute: neutralised, then escaped. */
export function platformHtml(raw: string, length?: number): SafeHtml {
  return escapeHtml(platformText(raw, length));
}

/** Text of the platform for an SVG or XML text node or quoted attribute. */
export function platformSvg(raw: string, length?: number): SafeHtml {
  return platformHtml(raw, length);
}

/** A template whose values are escaped, unless they are HTML made by this tag or an array of such. */
export function html(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | Markup | readonly Markup[] | null)[]
): Markup {
  const text = strings
    .map((part, index) => {
      const value = values[index];
      if (value === undefined || value === null) return part;
      if (value instanceof Markup) return part + value.html;
      if (typeof value === "object") return part + value.map((item) => item.html).join("");
      return part + escapeHtml(String(value));
    })
    .join("");
  return new Markup(text as SafeHtml);
}

/** HTML made by the `html` tag; a class of its own, so that a text is never taken for it. */
export class Markup {
  readonly html: SafeHtml;

  constructor(safeHtml: SafeHtml) {
    this.html = safeHtml;
  }

  toString(): SafeHtml {
    return this.html;
  }
}
