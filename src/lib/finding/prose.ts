import { type Inline, readInline } from "./inline.js";

/** One block of a finding's prose; `line` counts from 1 at the start of the prose. */
export type Block =
  | {
      readonly kind: "heading";
      readonly level: 2 | 3;
      readonly line: number;
      readonly content: readonly Inline[];
    }
  | { readonly kind: "paragraph" | "quote"; readonly line: number; readonly content: readonly Inline[] }
  | {
      readonly kind: "list";
      readonly ordered: boolean;
      readonly line: number;
      readonly items: readonly (readonly Inline[])[];
    }
  | { readonly kind: "code"; readonly line: number; readonly text: string };

const itemStart = /^(?:[-*]|\d+[.)])\s+/;

/**
 * Reads the Markdown of a finding: headings of two levels, paragraphs, lists, quotes, code. It is a small part of
 * Markdown on purpose: a finding holds no HTML, no script and no image, and what looks like one is shown as text.
 */
export function readProse(source: string): Block[] {
  const lines = source.replace(/\r\n?/g, "\n").split("\n");
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = at + 1;
    const first = lines[at] ?? "";
    if (first.trim() === "") at += 1;
    else if (first.startsWith("```")) {
      const end = lines.indexOf("```", at + 1);
      const last = end < 0 ? lines.length : end;
      blocks.push({ kind: "code", line, text: lines.slice(at + 1, last).join("\n") });
      at = last + 1;
    } else if (/^#{1,6}\s/.test(first)) {
      const level = first.startsWith("###") ? 3 : 2;
      blocks.push({ kind: "heading", level, line, content: readInline(first.replace(/^#+\s+/, "")) });
      at += 1;
    } else {
      let end = at + 1;
      while (end < lines.length && !/^\s*$|^```|^#{1,6}\s/.test(lines[end] ?? "")) end += 1;
      blocks.push(flow(lines.slice(at, end), line));
      at = end;
    }
  }
  return blocks;
}

/** Lines that stand together: a list where the first one starts an item, a quote, or a paragraph. */
function flow(lines: readonly string[], line: number): Block {
  const first = lines[0] ?? "";
  if (itemStart.test(first)) {
    const items: string[] = [];
    for (const text of lines) {
      if (itemStart.test(text)) items.push(text.replace(itemStart, ""));
      else items.push(`${items.pop() ?? ""} ${text.trim()}`);
    }
    return { kind: "list", ordered: /^\d/.test(first), line, items: items.map(readInline) };
  }
  const quote = first.startsWith(">");
  const text = lines.map((part) => (quote ? part.replace(/^>\s?/, "") : part).trim()).join(" ");
  return { kind: quote ? "quote" : "paragraph", line, content: readInline(text) };
}

/** All runs of a block, in order. */
export function inlinesOf(block: Block): readonly Inline[] {
  if (block.kind === "code") return [];
  return block.kind === "list" ? block.items.flat() : block.content;
}

/** Every run of text and every value within runs, those within emphasis and links too. */
export function leavesOf(inlines: readonly Inline[]): Inline[] {
  return inlines.flatMap((inline) => ("children" in inline ? leavesOf(inline.children) : [inline]));
}
