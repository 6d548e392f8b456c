/** What runs on one engine alone, and what to write in its place. */
const refused: readonly (readonly [pattern: RegExp, name: string, instead: string])[] = [
  [/\bQUALIFY\b/i, "QUALIFY", "filter a subquery by its window function"],
  [/\bASOF\b/i, "ASOF", "join the latest row by a window function"],
  [/\b(?:UN)?PIVOT\b/i, "PIVOT", "aggregate CASE expressions"],
  [/\bEXCLUDE\b/i, "EXCLUDE", "name the columns"],
  [/\b(?:GROUP|ORDER)\s+BY\s+ALL\b/i, "BY ALL", "name the columns"],
  [/\/\//, "//", "@idiv(a, b)"],
  [/->|\blambda\b/i, "a lambda or ->", "unnest the list"],
  [/\bapprox_\w+/i, "approx_*", "the exact aggregate, or a histogram of fixed bins"],
  [/\bhash\s*\(/i, "hash()", "@h60(text)"],
  [/\b(?:DISTINCT\s+ON)\b/i, "DISTINCT ON", "keep the first of a window function"],
  [/::/, "::", "CAST(x AS type)"],
  [
    /\b(?:date_trunc|date_diff|strftime|quantile_cont|regexp_\w+|arg_m(?:in|ax)|list_\w+|to_(?:days|seconds)|string_agg)\s*\(/i,
    "a function that engines name differently",
    "its macro",
  ],
];

/** A place where SQL that must run on every engine would run on one alone. */
export interface NotPortable {
  /** From 1. */
  readonly line: number;
  readonly found: string;
  readonly message: string;
}

/**
 * What keeps SQL, macros not yet expanded, from running on every engine. Texts, quoted names and comments are not looked at.
 */
export function notPortable(sql: string): NotPortable[] {
  const code = withoutQuoted(sql);
  return refused.flatMap(([pattern, name, instead]) =>
    [...code.matchAll(new RegExp(pattern, "gi"))]
      .filter(({ index }) => code[index - 1] !== "@")
      .map((match) => ({
        line: code.slice(0, match.index).split("\n").length,
        found: match[0],
        message: `${name} is not portable: write ${instead}`,
      })),
  );
}

/** The statement with spaces in place of quoted text and comments, lines kept. */
function withoutQuoted(sql: string): string {
  return sql.replaceAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g, (quoted) =>
    quoted.replaceAll(/[^\n]/g, " "),
  );
}
