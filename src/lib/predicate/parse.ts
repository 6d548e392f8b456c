import { quoteForReader } from "../text/plain.js";
import { tokenize, type Token } from "./tokens.js";
import { PredicateError, type ArithmeticOperator, type ComparisonOperator, type Node } from "./tree.js";

/** Deeper nesting is refused: no rule that a person wrote needs it. */
const deepest = 64;

const comparisons: Readonly<Record<string, ComparisonOperator>> = {
  "=": "=",
  "<>": "<>",
  "!=": "<>",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
};

/**
 * Reads a predicate: comparisons, `and`, `or`, `not`, `in (…)`, `between … and …`, `is [not] null`, arithmetic, function calls,
 * `:parameter`. `not` binds tighter than `and`, `and` than `or`, as in SQL.
 *
 * @throws PredicateError with the place of the first thing that cannot be read
 */
export function parsePredicate(source: string): Node {
  const parser = new Parser(tokenize(source));
  return parser.whole();
}

class Parser {
  readonly #tokens: readonly Token[];
  #index = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Node {
    const node = this.#or();
    if (this.#next.kind !== "end") this.#fail(`unexpected ${quoteForReader(this.#next.text)}`);
    return node;
  }

  get #next(): Token {
    const token = this.#tokens[this.#index] ?? this.#tokens.at(-1);
    if (token === undefined) throw new Error("a predicate has at least its end");
    return token;
  }

  #take(): Token {
    const token = this.#next;
    this.#index += 1;
    return token;
  }

  #fail(message: string): never {
    throw new PredicateError(message, this.#next.at);
  }

  #isWord(word: string): boolean {
    return this.#next.kind === "name" && this.#next.text.toLowerCase() === word;
  }

  #takeWord(word: string): boolean {
    if (!this.#isWord(word)) return false;
    this.#index += 1;
    return true;
  }

  #takeSymbol(text: string): boolean {
    if (this.#next.kind !== "symbol" || this.#next.text !== text) return false;
    this.#index += 1;
    return true;
  }

  #expectSymbol(text: string): void {
    if (!this.#takeSymbol(text)) this.#fail(`expected ${text}, found ${quoteForReader(this.#next.text)}`);
  }

  #or(): Node {
    this.#depth += 1;
    if (this.#depth > deepest) this.#fail(`nested more than ${deepest} deep: split the rule`);
    let left = this.#and();
    for (let at = this.#next.at; this.#takeWord("or"); at = this.#next.at)
      left = { kind: "or", left, right: this.#and(), at };
    this.#depth -= 1;
    return left;
  }

  #and(): Node {
    let left = this.#not();
    for (let at = this.#next.at; this.#takeWord("and"); at = this.#next.at)
      left = { kind: "and", left, right: this.#not(), at };
    return left;
  }

  #not(): Node {
    const { at } = this.#next;
    let negations = 0;
    while (this.#takeWord("not")) negations += 1;
    let node = this.#comparison();
    for (; negations > 0; negations -= 1) node = { kind: "not", operand: node, at };
    return node;
  }

  #comparison(): Node {
    const left = this.#sum();
    const { at, kind, text } = this.#next;
    const operator = kind === "symbol" ? comparisons[text] : undefined;
    if (operator !== undefined) {
      this.#take();
      return { kind: "compare", operator, left, right: this.#sum(), at };
    }
    if (this.#takeWord("is")) {
      const negated = this.#takeWord("not");
      if (!this.#takeWord("null")) this.#fail(`expected null, found ${quoteForReader(this.#next.text)}`);
      return { kind: "is-null", operand: left, negated, at };
    }
    const negated = this.#takeWord("not");
    if (this.#takeWord("in")) return { kind: "in", operand: left, values: this.#list(), negated, at };
    if (this.#takeWord("between")) {
      const low = this.#sum();
      if (!this.#takeWord("and")) this.#fail(`expected and, found ${quoteForReader(this.#next.text)}`);
      return { kind: "between", operand: left, low, high: this.#sum(), negated, at };
    }
    if (negated) this.#fail(`expected in or between, found ${quoteForReader(this.#next.text)}`);
    return left;
  }

  #list(): Node[] {
    this.#expectSymbol("(");
    if (this.#isWord("select")) this.#fail("sub-selects are not allowed in a predicate");
    const values = [this.#or()];
    while (this.#takeSymbol(",")) values.push(this.#or());
    this.#expectSymbol(")");
    return values;
  }

  #sum(): Node {
    let left = this.#product();
    for (;;) {
      const { at } = this.#next;
      const operator: ArithmeticOperator | null = this.#takeSymbol("+")
        ? "+"
        : this.#takeSymbol("-")
          ? "-"
          : null;
      if (operator === null) return left;
      left = { kind: "arithmetic", operator, left, right: this.#product(), at };
    }
  }

  #product(): Node {
    let left = this.#unary();
    for (;;) {
      const { at } = this.#next;
      const operator: ArithmeticOperator | null = this.#takeSymbol("*")
        ? "*"
        : this.#takeSymbol("/")
          ? "/"
          : null;
      if (operator === null) return left;
      left = { kind: "arithmetic", operator, left, right: this.#unary(), at };
    }
  }

  #unary(): Node {
    const { at } = this.#next;
    let negations = 0;
    while (this.#takeSymbol("-")) negations += 1;
    if (negations > deepest) this.#fail(`nested more than ${deepest} deep: split the rule`);
    let node = this.#atom();
    for (; negations > 0; negations -= 1) node = { kind: "negate", operand: node, at };
    return node;
  }

  #atom(): Node {
    const token = this.#take();
    const { at, text } = token;
    if (token.kind === "number") return { kind: "number", value: Number(text), at };
    if (token.kind === "text") return { kind: "text", value: text, at };
    if (token.kind === "parameter") return { kind: "parameter", name: text, at };
    if (token.kind === "name") return this.#named(token);
    if (token.kind === "symbol" && text === "(") {
      if (this.#isWord("select")) this.#fail("sub-selects are not allowed in a predicate");
      const node = this.#or();
      this.#expectSymbol(")");
      return node;
    }
    throw new PredicateError(`expected a value, found ${quoteForReader(text)}`, at);
  }

  #named({ text, at }: Token): Node {
    const word = text.toLowerCase();
    if (word === "true" || word === "false") return { kind: "boolean", value: word === "true", at };
    if (word === "null") return { kind: "null", at };
    if (word === "select") throw new PredicateError("sub-selects are not allowed in a predicate", at);
    if (["and", "or", "not", "in", "is", "between"].includes(word))
      throw new PredicateError(`expected a value, found ${quoteForReader(text)}`, at);
    return this.#next.kind === "symbol" && this.#next.text === "("
      ? { kind: "call", name: word, operands: this.#list(), at }
      : { kind: "column", name: text, at };
  }
}
