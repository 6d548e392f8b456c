import { LineCounter, parseDocument, type Document } from "yaml";
import type { Position } from "../../src/lib/predicate/tree.js";

/** Line and column of a file, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A YAML file that knows where each of its keys stands. */
export class RuleDocument {
  readonly #text: string;
  readonly #lines = new LineCounter();
  readonly #document: Document;

  constructor(text: string) {
    this.#text = text;
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
  }

  /** What is wrong with the YAML itself. */
  get syntaxErrors(): readonly { readonly message: string; readonly place: Place }[] {
    return this.#document.errors.map(({ message, pos }) => ({ message, place: this.#placeOf(pos[0]) }));
  }

  /** @throws where aliases would make it far larger than it is written */
  value(): unknown {
    return this.#document.toJS();
  }

  valueAt(path: readonly PropertyKey[]): unknown {
    return this.#document.getIn(path);
  }

  /** Where the value at a path begins, or that of the nearest key above it that there is. */
  place(path: readonly PropertyKey[]): Place {
    return this.#placeOf(this.#offsetOf(path));
  }

  /**
   * Where a position inside the text at a path stands in the file. However YAML folds, indents or quotes a text, its visible
   * characters stay in their order: as many of them are passed.
   */
  placeInside(path: readonly PropertyKey[], text: string, at: Position): Place {
    let offset = this.#offsetOf(path);
    const mark = this.#text[offset] ?? "";
    if (mark === "|" || mark === ">") offset = this.#text.indexOf("\n", offset) + 1;
    if (mark === '"' || mark === "'") offset += 1;
    let left = text.slice(0, at.offset).replace(/\s/g, "").length;
    for (; offset < this.#text.length; offset += 1) {
      if (/\s/.test(this.#text[offset] ?? "")) continue;
      if (left === 0) break;
      left -= 1;
    }
    return this.#placeOf(Math.min(offset, this.#text.length));
  }

  #placeOf(offset: number): Place {
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }

  #offsetOf(path: readonly PropertyKey[]): number {
    for (let length = path.length; length > 0; length--) {
      const node: unknown = this.#document.getIn(path.slice(0, length), true);
      if (typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range))
        return Number(node.range[0]);
    }
    return 0;
  }
}
