import { nearest } from "../../../src/lib/text/nearest.js";
import type { Dialect } from "../engine.js";
import { duckdbMacros } from "./duckdb.js";
import type { MacroTable } from "./table.js";

const tables: Readonly<Record<Dialect, MacroTable>> = { duckdb: duckdbMacros };

/**
 * Replaces every `@name(arguments)` of a statement by what the dialect calls it. Quoted text and comments stay as they are;
 * arguments may hold macros themselves.
 *
 * @throws when a macro is unknown or is given the wrong number of arguments, or its parenthesis is not closed
 */
export function expandMacros(sql: string, dialect: Dialect): string {
  const table = tables[dialect];
  let expanded = "";
  let at = 0;
  while (at < sql.length) {
    const skipped = quotedOrComment(sql, at);
    if (skipped > at) {
      expanded += sql.slice(at, skipped);
      at = skipped;
      continue;
    }
    const name = /^@([a-z][a-z0-9_]*)\(/.exec(sql.slice(at, at + 40))?.[1];
    if (name === undefined) {
      expanded += sql[at];
      at += 1;
      continue;
    }
    const call = readCall(sql, at, name);
    const macro = table[name];
    if (macro === undefined) {
      const known = Object.keys(table).sort();
      const near = nearest(name, known);
      throw new Error(
        `unknown macro @${name}${near === null ? "" : `; did you mean @${near}?`} There are ${known.map((one) => `@${one}`).join(", ")}`,
      );
    }
    if (call.parts.length !== macro.length)
      throw new Error(
        `@${name} takes ${macro.length} arguments, was given ${call.parts.length}: ${sql.slice(at, call.end)}`,
      );
    expanded += macro(...call.parts.map((part) => expandMacros(part.trim(), dialect)));
    at = call.end;
  }
  return expanded;
}

/** End of the quoted text or comment that starts at a place; the place itself where none does. */
function quotedOrComment(sql: string, at: number): number {
  const start = sql[at];
  if (start === "'" || start === '"') {
    let end = at + 1;
    while (end < sql.length) {
      if (sql[end] === start) {
        if (sql[end + 1] !== start) return end + 1;
        end += 1;
      }
      end += 1;
    }
    return end;
  }
  if (sql.startsWith("--", at)) {
    const end = sql.indexOf("\n", at);
    return end < 0 ? sql.length : end;
  }
  if (sql.startsWith("/*", at)) {
    const end = sql.indexOf("*/", at + 2);
    return end < 0 ? sql.length : end + 2;
  }
  return at;
}

function readCall(sql: string, start: number, name: string): { parts: string[]; end: number } {
  const parts: string[] = [];
  let depth = 1;
  let at = start + name.length + 2;
  let from = at;
  while (at < sql.length) {
    const skipped = quotedOrComment(sql, at);
    if (skipped > at) {
      at = skipped;
      continue;
    }
    const character = sql[at];
    if (character === "(" || character === "[") depth += 1;
    if (character === ")" || character === "]") {
      depth -= 1;
      if (depth === 0) {
        const last = sql.slice(from, at);
        if (parts.length > 0 || last.trim() !== "") parts.push(last);
        return { parts, end: at + 1 };
      }
    }
    if (character === "," && depth === 1) {
      parts.push(sql.slice(from, at));
      from = at + 1;
    }
    at += 1;
  }
  throw new Error(`the parenthesis of @${name} is not closed: ${sql.slice(start, start + 60)}`);
}
