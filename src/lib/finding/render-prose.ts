import { html, type Markup } from "../text/html.js";
import type { Inline } from "./inline.js";
import type { Block } from "./prose.js";

/** HTML of a value by its name. */
export type ValueMarkup = (name: string) => Markup;

/** A finding's prose as HTML: all that is text is escaped. */
export function renderProse(blocks: readonly Block[], value: ValueMarkup): Markup {
  return html`${blocks.map((block) => renderBlock(block, value))}`;
}

/** Runs of text as HTML. */
export function renderInline(inlines: readonly Inline[], value: ValueMarkup): Markup {
  return html`${inlines.map((inline) => renderOne(inline, value))}`;
}

function renderBlock(block: Block, value: ValueMarkup): Markup {
  if (block.kind === "code") return preformatted(block.text);
  if (block.kind === "list") {
    const items = block.items.map((item) => html`<li>${renderInline(item, value)}</li> `);
    return block.ordered
      ? html`<ol>
          ${items}
        </ol> `
      : html`<ul>
          ${items}
        </ul> `;
  }
  const content = renderInline(block.content, value);
  if (block.kind === "heading")
    return block.level === 2 ? html`<h2>${content}</h2> ` : html`<h3>${content}</h3> `;
  if (block.kind === "quote") return html`<blockquote>${content}</blockquote> `;
  return content.html.startsWith("<figure") ? html`${content} ` : html`<p>${content}</p> `;
}

function renderOne(inline: Inline, value: ValueMarkup): Markup {
  switch (inline.kind) {
    case "text":
      return html`${inline.text}`;
    case "code":
      return html`<code>${inline.text}</code>`;
    case "value":
      return value(inline.name);
    case "strong":
      return html`<strong>${renderInline(inline.children, value)}</strong>`;
    case "emphasis":
      return html`<em>${renderInline(inline.children, value)}</em>`;
    case "link":
      return html`<a href="${inline.href}">${renderInline(inline.children, value)}</a>`;
  }
}

/** Text line by line, an element each: a blank line would end the block of HTML that it stands in. */
export function preformatted(text: string): Markup {
  return html`<pre><code>${text.split("\n").map((line) => html`<span>${line}</span><br />`)}</code></pre> `;
}
