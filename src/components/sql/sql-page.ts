import { examplesFor } from "../../lib/sql/examples.js";
import { formatCount, formatDay, formatNumber } from "../../lib/format/index.js";
import { notebookFile, notebookPage } from "../../lib/sql/notebook.js";
import { tablesNamed } from "../../lib/sql/statement.js";
import type { TableManifest } from "../../lib/sql/table-manifest.js";
import { copyText } from "../copy-text.js";
import { saveFile } from "../save-file.js";
import { chartEditor } from "./chart-editor.js";
import { Database } from "./database.js";
import { QueryError } from "./query-error.js";
import { sqlEditor, type Editor } from "./editor.js";
import { engineFiles, tableManifest } from "./engine-files.js";
import { forgetQueries, keepQuery, readHistory } from "./query-history.js";
import type { QueryResult } from "./query-result.js";
import { saveChartPng, saveResultHtml } from "./result-share.js";
import { saveArrow, saveCsv, saveParquet } from "./result-downloads.js";
import { sortableTable } from "./sortable-table.js";
import { schemaBrowser } from "./schema-browser.js";
import { sqlFragment } from "./sql-link.js";

type View = "table" | "chart";

/** The SQL page while it is open. */
class SqlPage {
  readonly #manifest: TableManifest;
  readonly #database: Database;
  readonly #editor: Editor;
  readonly #status = document.createElement("p");
  readonly #progress = document.createElement("progress");
  readonly #output = document.createElement("div");
  readonly #run = button("Run", () => void this.run());
  readonly #stop = button("Stop", () => this.#running?.abort());
  readonly #after = document.createElement("div");
  #running: AbortController | undefined;
  #result: QueryResult | undefined;
  #view: View = "table";

  readonly element = document.createElement("div");

  constructor(manifest: TableManifest) {
    this.#manifest = manifest;
    this.#database = new Database(manifest, engineFiles);
    this.#editor = sqlEditor(manifest, () => void this.run());
    this.#status.className = "sql-status";
    this.#status.setAttribute("role", "status");
    this.#progress.max = 1;
    this.#progress.hidden = true;
    this.#progress.setAttribute("aria-label", "Progress");
    this.#stop.disabled = true;
    this.#run.title = "Ctrl or ⌘ with Enter";
    this.#run.className = "primary";
    this.#output.className = "sql-output";
    this.#after.className = "sql-tools";
    const tools = document.createElement("div");
    tools.className = "sql-tools";
    tools.append(
      this.#run,
      this.#stop,
      button("Explain", () => void this.run(`EXPLAIN ${this.#editor.text}`)),
      button("Copy link", () => void this.#copyLink()),
      button("Save as notebook", () => this.#saveNotebook()),
      this.#examples(),
      this.#history(),
    );
    const main = document.createElement("div");
    main.className = "sql-main";
    main.append(this.#editor.element, tools, this.#status, this.#progress, this.#after, this.#output);
    const schema = schemaBrowser(manifest, (name) => this.#editor.insert(name));
    this.element.className = "sql-page";
    this.element.append(main, schema);
    this.#fromLink();
    addEventListener("hashchange", () => this.#fromLink());
  }

  /** Puts a link's query into the editor; it runs only when its reader says so. */
  #fromLink(): void {
    const query = new URLSearchParams(location.hash.slice(1)).get("q");
    if (query !== null) {
      this.#editor.text = query;
      this.#status.textContent = "This query came with the link. Read it, then press Run.";
      return;
    }
    this.#editor.text = examplesFor(this.#manifest.tables.map(({ name }) => name))[0]?.sql ?? "";
    this.#status.textContent = "Nothing was run yet. The database (8 MB) loads when you first run a query.";
  }

  async run(text = this.#editor.text): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#run.disabled = true;
    this.#stop.disabled = false;
    this.#editor.mark(null);
    this.#progress.hidden = false;
    try {
      const result = await this.#database.run(text, {
        signal: running.signal,
        onStep: (step, share) => {
          this.#status.textContent = `${step}…`;
          if (step === "Running") this.#progress.removeAttribute("value");
          else this.#progress.value = share;
        },
      });
      await this.#result?.close();
      this.#result = result;
      if (text === this.#editor.text) keepQuery(text);
      this.#status.textContent = this.#resultText(text, result);
      await this.#show();
    } catch (error) {
      this.#fail(error, text);
    } finally {
      if (this.#running === running) {
        this.#running = undefined;
        this.#run.disabled = false;
        this.#stop.disabled = true;
        this.#progress.hidden = true;
      }
    }
  }

  #fail(error: unknown, text: string): void {
    const problem = error instanceof QueryError ? error.problem : { message: String(error) };
    this.#status.textContent = "";
    this.#after.replaceChildren();
    const box = document.createElement("div");
    box.className = "sql-error";
    box.setAttribute("role", "alert");
    box.textContent = problem.message;
    this.#output.replaceChildren(box);
    if (text === this.#editor.text) this.#editor.mark(problem);
  }

  /** Rows, time, and how far the tables reach that are parted by time. */
  #resultText(text: string, { rows, cut, milliseconds }: QueryResult): string {
    const reach = tablesNamed(
      text,
      this.#manifest.tables.map(({ name }) => name),
    ).flatMap((name) => {
      const spans = this.#manifest.tables
        .find((table) => table.name === name)
        ?.files.flatMap(({ span }) => span ?? []);
      const [first, last] = [spans?.[0], spans?.at(-1)];
      return first && last ? [`${name} from ${formatDay(first.from)} to ${formatDay(last.to)}`] : [];
    });
    return [
      `${formatCount(rows)} ${rows === 1 ? "row" : "rows"}${cut ? ", and more that are not shown: the result was cut" : ""} in ${formatNumber(milliseconds / 1000)} s`,
      ...reach,
    ].join(" · ");
  }

  async #show(): Promise<void> {
    const result = this.#result;
    if (result === undefined) return;
    const name = `shrike-query${this.#manifest.simulated ? "-simulated" : ""}`;
    const { simulated } = this.#manifest;
    const save = (label: string, work: () => Promise<string>): HTMLElement =>
      button(label, () => void work().then((said) => (this.#status.textContent = said)));
    const words = {
      query: this.#editor.text,
      status: this.#status.textContent ?? "",
      source: document.querySelector("#observablehq-footer")?.textContent?.trim() ?? "",
      simulated,
    };
    this.#after.replaceChildren(
      this.#tab("Table", "table"),
      this.#tab("Chart", "chart"),
      save("CSV", () => saveCsv(result, name, simulated)),
      save("Parquet", () => saveParquet(result, name)),
      save("Arrow", () => saveArrow(result, name)),
      save("HTML", () => saveResultHtml(this.#output, result, words, name)),
      save("PNG", () => saveChartPng(this.#output, words, name)),
    );
    this.#output.replaceChildren(this.#view === "chart" ? await chartEditor(result) : sortableTable(result));
  }

  #tab(label: string, view: View): HTMLElement {
    const tab = button(label, () => {
      this.#view = view;
      void this.#show();
    });
    tab.setAttribute("aria-pressed", String(this.#view === view));
    return tab;
  }

  async #copyLink(): Promise<void> {
    history.replaceState(null, "", sqlFragment(this.#editor.text));
    this.#status.textContent = await copyText(location.href);
  }

  #saveNotebook(): void {
    const title = `Query of ${new Date().toISOString().slice(0, 10)}`;
    const page = notebookPage(title, this.#editor.text);
    this.#status.textContent = `${saveFile(notebookFile(title), new Blob([page], { type: "text/markdown;charset=utf-8" }))}: put it into src/notebooks/`;
  }

  #examples(): HTMLElement {
    return chooser(
      "Examples",
      () => examplesFor(this.#manifest.tables.map(({ name }) => name)).map(({ title, sql }) => [title, sql]),
      (sql) => this.#put(sql),
    );
  }

  #history(): HTMLElement {
    return chooser(
      "History",
      () => [
        ...readHistory().map((query): [string, string] => [query.replace(/\s+/g, " ").slice(0, 80), query]),
        ...(readHistory().length > 0 ? ([["Forget all", ""]] as [string, string][]) : []),
      ],
      (sql) => (sql === "" ? forgetQueries() : this.#put(sql)),
    );
  }

  #put(sql: string): void {
    this.#editor.text = sql;
    this.#editor.focus();
  }
}

function button(label: string, onClick: () => void): HTMLButtonElement {
  const node = document.createElement("button");
  node.type = "button";
  node.textContent = label;
  node.addEventListener("click", onClick);
  return node;
}

/** A list to choose a query from, read anew each time that it is opened. */
function chooser(
  label: string,
  options: () => readonly (readonly [title: string, sql: string])[],
  onChoose: (sql: string) => void,
): HTMLElement {
  const select = document.createElement("select");
  select.setAttribute("aria-label", label);
  const fill = (): void => {
    const entries = options();
    select.replaceChildren(
      new Option(entries.length === 0 ? `${label}: none yet` : label, ""),
      ...entries.map(([title], at) => new Option(title, String(at))),
    );
  };
  fill();
  for (const event of ["pointerdown", "focus"]) select.addEventListener(event, fill);
  select.addEventListener("change", () => {
    const chosen = select.value === "" ? undefined : options()[Number(select.value)];
    if (chosen !== undefined) onChoose(chosen[1]);
    select.value = "";
  });
  return select;
}

/** Starts the SQL page in its place. */
export async function startSql(root: HTMLElement): Promise<void> {
  root.replaceChildren(new SqlPage((await tableManifest.json()) as TableManifest).element);
}
