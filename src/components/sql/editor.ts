import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "npm:@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "npm:@codemirror/commands";
import { PostgreSQL, sql } from "npm:@codemirror/lang-sql";
import { bracketMatching, syntaxHighlighting } from "npm:@codemirror/language";
import { lintGutter, setDiagnostics } from "npm:@codemirror/lint";
import { EditorState } from "npm:@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers, placeholder } from "npm:@codemirror/view";
import { classHighlighter } from "npm:@lezer/highlight";
import type { QueryProblem } from "../../lib/sql/query-error.js";
import type { TableManifest } from "../../lib/sql/table-manifest.js";

/** The editor of the SQL page. */
export interface Editor {
  readonly element: HTMLElement;
  text: string;
  /** Underlines the place that an error speaks of, or takes the line away. */
  mark(problem: QueryProblem | null): void;
  insert(text: string): void;
  focus(): void;
}

/**
 * An editor that completes the names of the published tables and their columns. Tab leaves it, so that it traps no keyboard;
 * Ctrl or ⌘ with Enter runs.
 */
export function sqlEditor({ tables }: TableManifest, onRun: () => void): Editor {
  const element = document.createElement("div");
  element.className = "sql-editor";
  const schema = Object.fromEntries(
    tables.map(({ name, columns }) => [
      name,
      columns.map((column) => ({
        label: column.name,
        type: "property",
        detail: column.type.toLowerCase(),
        ...(column.about ? { info: column.about } : {}),
      })),
    ]),
  );
  const view = new EditorView({
    parent: element,
    state: EditorState.create({
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        autocompletion({ icons: false }),
        lintGutter(),
        placeholder("SELECT … FROM a table on the left"),
        sql({ dialect: PostgreSQL, schema, upperCaseKeywords: true }),
        syntaxHighlighting(classHighlighter),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": "SQL query" }),
        keymap.of([
          { key: "Mod-Enter", run: () => (onRun(), true), preventDefault: true },
          ...completionKeymap,
          ...closeBracketsKeymap,
          ...historyKeymap,
          ...defaultKeymap,
        ]),
      ],
    }),
  });
  return {
    element,
    get text() {
      return view.state.doc.toString();
    },
    set text(text: string) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    mark(problem) {
      const length = view.state.doc.length;
      const from = problem?.from;
      view.dispatch(
        setDiagnostics(
          view.state,
          problem === null || from === undefined
            ? []
            : [
                {
                  from: Math.min(from, length),
                  to: Math.min(Math.max(problem.to ?? from + 1, from), length),
                  severity: "error",
                  message: problem.message,
                },
              ],
        ),
      );
      if (from !== undefined)
        view.dispatch({ selection: { anchor: Math.min(from, length) }, scrollIntoView: true });
    },
    insert(text) {
      view.dispatch(view.state.replaceSelection(text));
      view.focus();
    },
    focus() {
      view.focus();
    },
  };
}
