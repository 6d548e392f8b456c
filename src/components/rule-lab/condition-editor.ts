import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "npm:@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "npm:@codemirror/commands";
import { PostgreSQL, sql } from "npm:@codemirror/lang-sql";
import { bracketMatching, syntaxHighlighting } from "npm:@codemirror/language";
import { lintGutter, setDiagnostics } from "npm:@codemirror/lint";
import { EditorState } from "npm:@codemirror/state";
import { drawSelection, EditorView, keymap } from "npm:@codemirror/view";
import { classHighlighter } from "npm:@lezer/highlight";
import { functions } from "../../lib/predicate/functions.js";
import type { PredicateError } from "../../lib/predicate/index.js";
import type { RuleLab } from "../../lib/rule/lab/manifest.js";
import type { TriedRule } from "../../lib/rule/lab/tried-rule.js";

export interface ConditionEditor {
  readonly element: HTMLElement;
  /** Underlines what cannot be read, or takes the line away. */
  mark(error: PredicateError | null): void;
}

/** Milliseconds without a key after which a condition is tried. */
const pause = 250;

/** An editor of a condition that completes features, functions and parameters; Tab leaves it. */
export function conditionEditor(
  lab: RuleLab,
  rule: TriedRule,
  start: string,
  onChange: (condition: string) => void,
): ConditionEditor {
  const element = document.createElement("div");
  element.className = "sql-editor lab-editor";
  const completions = completionsOf(lab, rule);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const view = new EditorView({
    parent: element,
    state: EditorState.create({
      doc: start.trimEnd(),
      extensions: [
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        autocompletion({ icons: false, override: [(context) => complete(context, completions)] }),
        lintGutter(),
        sql({ dialect: PostgreSQL }),
        syntaxHighlighting(classHighlighter),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": "Condition of the rule" }),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          clearTimeout(timer);
          timer = setTimeout(() => onChange(update.state.doc.toString()), pause);
        }),
        keymap.of([...completionKeymap, ...closeBracketsKeymap, ...historyKeymap, ...defaultKeymap]),
      ],
    }),
  });
  return {
    element,
    mark(error) {
      const { length } = view.state.doc;
      const from = Math.min(error?.at.offset ?? 0, length);
      const word = /^:?\w+/.exec(view.state.doc.sliceString(from, length))?.[0].length ?? 1;
      view.dispatch(
        setDiagnostics(
          view.state,
          error === null
            ? []
            : [{ from, to: Math.min(from + word, length), severity: "error", message: error.what }],
        ),
      );
    },
  };
}

function completionsOf({ columns }: RuleLab, { params }: TriedRule): Completion[] {
  return [
    ...columns.map(({ name, type, meaning }) => ({ label: name, detail: type, info: meaning })),
    ...params.map(({ name, min, max }) => ({ label: `:${name}`, detail: `parameter, ${min} to ${max}` })),
    ...Object.entries(functions).map(([name, { operands, result }]) => ({
      label: name,
      detail: `(${operands.join(", ")}) → ${result}`,
      apply: `${name}(`,
    })),
    ...["and", "or", "not", "in", "between", "is null", "is not null"].map((label) => ({ label })),
  ];
}

function complete(context: CompletionContext, options: Completion[]): CompletionResult | null {
  const word = context.matchBefore(/:?\w*/);
  if (word === null || (word.from === word.to && !context.explicit)) return null;
  return { from: word.from, options, validFor: /^:?\w*$/ };
}
