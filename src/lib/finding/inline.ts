/** A run of text within a paragraph of a finding. */
export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  /** `{{name}}`: a value of the front matter. */
  | { readonly kind: "value"; readonly name: string }
  | { readonly kind: "strong" | "emphasis"; readonly children: readonly Inline[] }
  | { readonly kind: "link"; readonly href: string; readonly children: readonly Inline[] };

const forms: readonly { pattern: RegExp; read: (match: RegExpExecArray) => Inline | null }[] = [
  { pattern: /^`([^`\n]+)`/, read: ([, text = ""]) => ({ kind: "code", text }) },
  { pattern: /^\{\{\s*([a-z][a-z0-9_]*)\s*\}\}/, read: ([, name = ""]) => ({ kind: "value", name }) },
  {
    pattern: /^\*\*(?=\S)((?:[^*]|\*(?!\*))+?)\*\*/,
    read: ([, text = ""]) => ({ kind: "strong", children: readInline(text) }),
  },
  {
    pattern: /^\*(?=\S)([^*]+?)\*/,
    read: ([, text = ""]) => ({ kind: "emphasis", children: readInline(text) }),
  },
  {
    pattern: /^\[([^\]]+)\]\(([^()\s]+)\)/,
    read: ([, text = "", href = ""]) =>
      isSiteLink(href) ? { kind: "link", href, children: readInline(text) } : null,
  },
];

/**
 * Reads emphasis, code, links and `{{values}}`. Whatever is none of them, markup and expressions included, is
 * text. Links lead to pages of the site only: an address elsewhere stays text.
 */
export function readInline(source: string): Inline[] {
  const found: Inline[] = [];
  let text = "";
  let at = 0;
  const flush = (): void => {
    if (text !== "") found.push({ kind: "text", text });
    text = "";
  };
  while (at < source.length) {
    const read = special(source, at);
    if (read) {
      flush();
      found.push(read.inline);
      at += read.length;
    } else {
      text += source.charAt(at);
      at += 1;
    }
  }
  flush();
  return found;
}

function special(source: string, at: number): { inline: Inline; length: number } | null {
  if (!"`{*[".includes(source.charAt(at))) return null;
  const rest = source.slice(at, at + 2000);
  for (const { pattern, read } of forms) {
    const match = pattern.exec(rest);
    const inline = match && read(match);
    if (match && inline) return { inline, length: match[0].length };
  }
  return null;
}

/** A path of the site, with a query or an anchor at most. */
function isSiteLink(href: string): boolean {
  return /^\/(?![/\\])[\w\-./?&=%,#+]*$/.test(href);
}
