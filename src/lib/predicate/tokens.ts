import { quoteForReader } from "../text/plain.js";
import { PredicateError, type Position } from "./tree.js";

export interface Token {
  readonly kind: "number" | "text" | "name" | "parameter" | "symbol" | "end";
  /** As written; a text without its quotes, a parameter without its colon. */
  readonly text: string;
  readonly at: Position;
}

/** Longer predicates are refused: nobody can review them. */
export const longestPredicate = 10_000;

const patterns: readonly (readonly [Token["kind"], RegExp])[] = [
  ["number", /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y],
  ["name", /[A-Za-z_][A-Za-z0-9_]*/y],
  ["parameter", /:[A-Za-z_][A-Za-z0-9_]*/y],
  ["text", /'(?:[^']|'')*'/y],
  ["symbol", /<=|>=|<>|!=|[-+*/=<>(),]/y],
];

/**
 * Cuts a predicate into tokens.
 *
 * @throws PredicateError at the first character that begins none, or when the predicate is too long
 */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  if (source.length > longestPredicate)
    throw new PredicateError(
      `the predicate has ${source.length} characters, ${longestPredicate} are allowed: split the rule`,
      positionOf(source, 0),
    );
  let offset = 0;
  for (;;) {
    offset += /\s*/y.exec(source.slice(offset))?.[0].length ?? 0;
    const at = positionOf(source, offset);
    if (offset >= source.length) return [...tokens, { kind: "end", text: "the end", at }];
    if (source.startsWith("--", offset))
      throw new PredicateError("comments are not allowed in a predicate", at);
    const found = patterns.flatMap(([kind, pattern]) => {
      pattern.lastIndex = offset;
      const text = pattern.exec(source)?.[0];
      return text === undefined ? [] : [{ kind, text }];
    })[0];
    if (found === undefined) {
      const unclosed =
        source[offset] === "'"
          ? "a text is not closed: its last ' is missing"
          : `unexpected ${characterName(source.codePointAt(offset) ?? 0)}`;
      throw new PredicateError(unclosed, at);
    }
    if (found.kind === "number" && !Number.isFinite(Number(found.text)))
      throw new PredicateError(`the number ${quoteForReader(found.text)} is too large`, at);
    tokens.push({ kind: found.kind, text: bare(found.kind, found.text), at });
    offset += found.text.length;
  }
}

/** A character as it is, or by its number where it cannot be seen. */
function characterName(codePoint: number): string {
  const character = String.fromCodePoint(codePoint);
  return quoteForReader(character) === character
    ? `"${character}"`
    : `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`;
}

function bare(kind: Token["kind"], text: string): string {
  if (kind === "text") return text.slice(1, -1).replaceAll("''", "'");
  return kind === "parameter" ? text.slice(1) : text;
}

function positionOf(source: string, offset: number): Position {
  const before = source.slice(0, offset);
  return { offset, line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}
