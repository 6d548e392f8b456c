/** Why a query gave no result, in words for whoever wrote it. */
export interface QueryProblem {
  readonly message: string;
  /** Place in the text, in UTF-16 units, where it is known. */
  readonly from?: number;
  readonly to?: number;
}

const refusals: readonly (readonly [RegExp, string])[] = [
  [
    /Permission Error|external access|file system operations are disabled|disabled by configuration|allowed_paths/i,
    "Refused: queries here read the published tables and nothing else, no file and no address",
  ],
  [
    /Out of Memory|failed to allocate|memory limit|bad_alloc|could not allocate/i,
    "This query needs more memory than the browser gives: ask for fewer rows or columns, add a WHERE, or aggregate first",
  ],
  [/configuration has been locked/i, "Refused: settings are locked"],
];

/**
 * What the database said, in plain words and with its place in the text that it was about.
 *
 * @param raw the database's message, which may be JSON with a `position`
 * @param offset how many characters stood before the text in what was sent
 * @param text the query as it was written
 */
export function explainError(raw: string, offset: number, text: string): QueryProblem {
  const { message, position } = parse(raw);
  const [, needed, extension] =
    /name "?([\w$]+)"? is not in the catalog, but it exists in the (\w+) extension/.exec(message) ?? [];
  if (needed && extension)
    return placed(
      `${needed} is not available in the browser's database: it needs the extension ${extension}, which is not shipped`,
      text.toLowerCase().indexOf(needed.toLowerCase()),
      text,
    );
  const refusal = refusals.find(([pattern]) => pattern.test(message));
  if (refusal) return { message: refusal[1] };
  const short = withoutTail(message);
  const from = position === null ? placeOfQuoted(short, text) : position - offset;
  return placed(short, from ?? -1, text);
}

/** A problem with the word that stands at a place of the text, if it is one. */
function placed(message: string, from: number, text: string): QueryProblem {
  if (!(from >= 0 && from <= text.length)) return { message };
  const word = /^[\w$]+|^\S/.exec(text.slice(from))?.[0] ?? "";
  return { message, from, to: from + Math.max(1, word.length) };
}

function parse(raw: string): { message: string; position: number | null } {
  if (!raw.trimStart().startsWith("{")) return { message: raw, position: null };
  try {
    const { exception_type, exception_message, position } = JSON.parse(raw) as Record<
      string,
      string | undefined
    >;
    return {
      message: `${exception_type ? `${exception_type} Error: ` : ""}${exception_message ?? raw}`,
      position: position === undefined || !/^\d+$/.test(position) ? null : Number(position),
    };
  } catch {
    return { message: raw, position: null };
  }
}

/** Without the copy of the statement that the database adds below its message. */
function withoutTail(message: string): string {
  return message.replace(/\n+LINE \d+:[\s\S]*$/, "").trim();
}

/** Place of the word that a message quotes as the cause, if it stands in the text once. */
function placeOfQuoted(message: string, text: string): number | null {
  const [, word] = /(?:at or near|column|name|function|Table with name) "?([\w$]+)"?/i.exec(message) ?? [];
  if (word === undefined) return null;
  const first = text.toLowerCase().indexOf(word.toLowerCase());
  return first >= 0 && first === text.toLowerCase().lastIndexOf(word.toLowerCase()) ? first : null;
}
