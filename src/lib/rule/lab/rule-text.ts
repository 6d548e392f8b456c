import { isMap, isNode, isSeq, parseDocument, type Document } from "npm:yaml";

/** What the lab changed of a rule's file. */
export interface RuleChange {
  /** Values of parameters that become their defaults. */
  readonly set: Readonly<Record<string, number>>;
  /** The new condition; null where it stays. */
  readonly when: string | null;
  /** The entry of `changes` that says so; null for a rule that is new as a whole. */
  readonly entry: { readonly version: number; readonly on: string; readonly why: string } | null;
}

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * The text of a rule's file with what was changed, and nothing else: comments, order and layout stay.
 *
 * @throws when the file has a form in which a changed value cannot be found
 */
export function changedRuleText(text: string, { set, when, entry }: RuleChange): string {
  const parsed = parseDocument(text);
  const edits: Edit[] = Object.entries(set).map(([name, value]) => {
    const [from, to] = placeOf(parsed, ["params", name, "default"]);
    return { from, to, text: String(value) };
  });
  if (when !== null) edits.push(...conditionEdits(parsed, text, when));
  if (entry !== null) edits.push(entryEdit(parsed, text, set, entry));
  return edits
    .toSorted((a, b) => b.from - a.from)
    .reduce(
      (changed, { from, to, text: replaced }) => changed.slice(0, from) + replaced + changed.slice(to),
      text,
    );
}

/** The condition as a block of lines; a comment on the line of its key stays there. */
function conditionEdits(parsed: Document, text: string, when: string): Edit[] {
  const [from, to] = placeOf(parsed, ["when"]);
  const lines = when
    .trim()
    .split(/\r?\n/)
    .map((line) => (line.trim() === "" ? "" : `  ${line.trimEnd()}`))
    .join("\n");
  if (/[|>]/.test(text[from] ?? "")) {
    const comment = /\s#.*/.exec(text.slice(from, to).split("\n")[0] ?? "")?.[0] ?? "";
    return [{ from, to, text: `|${comment}\n${lines}${text.slice(from, to).endsWith("\n") ? "\n" : ""}` }];
  }
  const rest = /.*/.exec(text.slice(to))?.[0].length ?? 0;
  return [
    { from, to, text: "|" },
    { from: to + rest, to: to + rest, text: `\n${lines}` },
  ];
}

function entryEdit(
  parsed: Document,
  text: string,
  set: RuleChange["set"],
  { version, on, why }: NonNullable<RuleChange["entry"]>,
): Edit {
  const changes = parsed.get("changes", true);
  const last: unknown = isSeq(changes) ? changes.items.at(-1) : undefined;
  if (!isSeq(changes) || !isNode(last) || !last.range)
    throw new Error("changes: expected a list with at least one entry");
  const params = Object.entries(set).map(([name, value]) => `${name}: ${value}`);
  const parts = [
    `version: ${version}`,
    `on: ${on}`,
    ...(params.length > 0 ? [`params: { ${params.join(", ")} }`] : []),
    `why: ${scalar(why)}`,
  ];
  const [start, end] = last.range;
  const at = text.slice(0, end).trimEnd().length;
  if (changes.flow === true) return { from: at, to: at, text: `, { ${parts.join(", ")} }` };
  const dash = text.lastIndexOf("-", start);
  const indentation = " ".repeat(dash - text.lastIndexOf("\n", dash) - 1);
  const flow = isMap(last) && last.flow === true;
  const item = flow ? `- { ${parts.join(", ")} }` : `- ${parts.join(`\n${indentation}  `)}`;
  return { from: at, to: at, text: `\n${indentation}${item}` };
}

/** Plain where that is safe in a flow mapping, too; else in quotes. */
function scalar(value: string): string {
  return /^[A-Za-z][\w .;%()/+-]*$/.test(value) ? value : JSON.stringify(value);
}

function placeOf(parsed: Document, path: readonly string[]): [from: number, to: number] {
  const node: unknown = parsed.getIn(path, true);
  if (!isNode(node) || !node.range) throw new Error(`${path.join(".")}: there is no such key in the file`);
  return [node.range[0], node.range[1]];
}
