/** What may be asked of the tables: one statement that reads. */
export type Statement =
  | {
      readonly ok: true;
      /** The text without a semicolon at its end. */ readonly text: string;
      readonly explains: boolean;
    }
  | {
      readonly ok: false;
      readonly message: string;
      /** Place in the text, in UTF-16 units. */ readonly from: number;
      readonly to: number;
    };

/** A word, a quoted text or a sign of a statement. */
export interface Token {
  readonly kind: "word" | "text" | "name" | "sign";
  readonly value: string;
  readonly from: number;
  readonly to: number;
}

const reading = new Set([
  "SELECT",
  "WITH",
  "FROM",
  "VALUES",
  "TABLE",
  "DESCRIBE",
  "SHOW",
  "SUMMARIZE",
  "EXPLAIN",
  "PIVOT",
  "UNPIVOT",
]);

const pattern =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|(?<text>[eE]?'(?:[^']|'')*(?:'|$)|\$(?<tag>\w*)\$[\s\S]*?(?:\$\k<tag>\$|$))|(?<name>"(?:[^"]|"")*(?:"|$))|(?<word>[\p{L}_][\p{L}\p{N}_$]*)|(?<number>\d[\w.]*)|(?<sign>\S)/gu;

/** The tokens of a text; comments and blanks are left out. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(pattern)) {
    const { text: quoted, name, word, number, sign } = match.groups ?? {};
    const kind =
      quoted !== undefined ? "text" : name !== undefined ? "name" : word !== undefined ? "word" : "sign";
    const value = quoted ?? name ?? word ?? number ?? sign;
    if (value !== undefined)
      found.push({ kind, value, from: match.index, to: match.index + match[0].length });
  }
  return found;
}

/**
 * Checks that a text is one statement that only reads, before any of it reaches the database: so that it can stand inside
 * another, and nothing in it closes that one.
 */
export function checkStatement(text: string): Statement {
  const all = tokens(text);
  const [first] = all;
  if (first === undefined)
    return refuse(
      "There is nothing to run: write a query, such as SELECT count(*) FROM accounts",
      0,
      text.length,
    );
  const end = all.findIndex(({ kind, value }) => kind === "sign" && value === ";");
  const rest = end < 0 ? undefined : all.slice(end).find(({ value }) => value !== ";");
  if (rest)
    return refuse("One statement at a time: what follows the semicolon was not run", rest.from, text.length);
  const opened = unbalanced(all);
  if (opened) return refuse(`This "${opened.value}" has no counterpart`, opened.from, opened.to);
  const start = all.find(({ value }) => value !== "(") ?? first;
  const keyword = start.value.toUpperCase();
  if (start.kind !== "word" || !reading.has(keyword))
    return refuse(
      `${start.kind === "word" ? keyword : "This"} is not allowed here: the tables can be read (SELECT, FROM, WITH, DESCRIBE, SUMMARIZE, EXPLAIN, PIVOT), nothing can be written, loaded or set`,
      start.from,
      start.to,
    );
  const stop = end < 0 ? text.length : (all[end]?.from ?? text.length);
  return { ok: true, text: text.slice(0, stop).trimEnd(), explains: keyword === "EXPLAIN" };
}

function refuse(message: string, from: number, to: number): Statement {
  return { ok: false, message, from, to };
}

const pairs: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/** The first bracket that closes nothing, or the last that is not closed; a quotation that does not end. */
function unbalanced(all: readonly Token[]): Token | undefined {
  const open: Token[] = [];
  for (const token of all) {
    if (token.kind === "text" || token.kind === "name") {
      if (!isClosed(token.value)) return token;
      continue;
    }
    if (token.kind !== "sign") continue;
    if ("([{".includes(token.value)) open.push(token);
    else if (token.value in pairs && open.pop()?.value !== pairs[token.value]) return token;
  }
  return open.at(-1);
}

function isClosed(value: string): boolean {
  const tag = /^\$\w*\$/.exec(value)?.[0];
  if (tag !== undefined) return value.length >= 2 * tag.length && value.endsWith(tag);
  const body = value.replace(/^[eE]/, "");
  return body.length > 1 && body.endsWith(body.charAt(0));
}

/** The known tables that a text speaks of, by any name or word in it: one too many does no harm. */
export function tablesNamed(text: string, known: Iterable<string>): string[] {
  const words = new Set(
    tokens(text).flatMap(({ kind, value }) =>
      kind === "word"
        ? [value.toLowerCase()]
        : kind === "name" || kind === "text"
          ? [value.slice(1, -1).toLowerCase(), ...(value.toLowerCase().match(/\w+/g) ?? [])]
          : [],
    ),
  );
  return [...known].filter((name) => words.has(name.toLowerCase()));
}
