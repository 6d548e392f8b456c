import {
  isChosen,
  nextSort,
  readChoice,
  sortedPlaces,
  writeChoice,
  type ListChoice,
  type ListFacts,
  type ListProblem,
  type ListShape,
} from "../lib/view/list-choice.js";
import { formatCount } from "../lib/format/index.js";
import { problemList } from "./problem-list.js";
import { markSorted, sortHeading } from "./sort-heading.js";

const numeric = new Set(["number", "interval", "course"]);
const idle: ListChoice = { filters: {}, search: "", sort: null };

/**
 * Makes the lists of a page work that were drawn at build (`src/charts/draw-list.ts`): sorted by their headings, filtered and
 * searched; the choice is kept in the URL. A page without a list is left as it is.
 */
export function attachLists(root: ParentNode): void {
  const lists = root.querySelectorAll<HTMLElement>(".list-view:not([data-live])");
  for (const list of lists) {
    list.dataset["live"] = "";
    attachList(list);
  }
}

function attachList(list: HTMLElement): void {
  const form = list.querySelector<HTMLFormElement>(".list-controls");
  const body = list.querySelector("tbody");
  if (form === null || body === null) return;
  const headings = [...list.querySelectorAll<HTMLTableCellElement>("thead th")];
  const columns = headings.map((heading) => ({
    key: heading.dataset["key"] ?? "",
    text: heading.textContent ?? "",
    numeric: [...heading.classList].some((name) => numeric.has(name)),
  }));
  const rows = [...body.rows];
  const facts = rows.map(factsOf);
  const selects = [...form.querySelectorAll("select")];
  const search = form.querySelector<HTMLInputElement>("input[type=search]");
  const shape: ListShape = {
    filters: selects.map(({ name, options }) => ({
      key: name,
      values: [...options].map(({ value }) => value).filter((value) => value !== ""),
    })),
    columns: columns.map(({ key }) => key),
  };
  let choice = idle;

  const show = (next: ListChoice, problems: readonly ListProblem[]): void => {
    const resorted =
      next.sort?.column !== choice.sort?.column || next.sort?.descending !== choice.sort?.descending;
    choice = next;
    if (resorted) sortRows();
    let shown = 0;
    for (const [place, row] of rows.entries()) {
      const chosen = isChosen(facts[place] ?? { facets: {}, text: "" }, choice);
      row.hidden = !chosen;
      if (chosen) shown += 1;
    }
    for (const [at, heading] of headings.entries())
      markSorted(
        heading,
        columns[at]?.text ?? "",
        choice.sort?.column === columns[at]?.key ? choice.sort : null,
      );
    for (const select of selects) select.value = choice.filters[select.name] ?? "";
    if (search !== null && search.value.trim() !== choice.search) search.value = choice.search;
    say(form, shown, rows.length, writeChoice(choice, shape) !== "");
    showProblems(form, problems);
  };
  const sortRows = (): void => {
    const at = columns.findIndex(({ key }) => key === choice.sort?.column);
    const keys = rows.map((row) => keyOf(row.cells[at], columns[at]?.numeric ?? false));
    const places = at < 0 ? rows.keys() : sortedPlaces(keys, choice.sort?.descending ?? false);
    body.append(...[...places].flatMap((place) => rows[place] ?? []));
  };
  const choose = (next: ListChoice, keep: "push" | "replace"): void => {
    show(next, []);
    const query = [othersOf(location.search, shape), writeChoice(next, shape)].filter(Boolean).join("&");
    const address = `${location.pathname}${query === "" ? "" : `?${query}`}${location.hash}`;
    if (keep === "push") history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  };
  const restore = (): void => {
    const read = readChoice(new URLSearchParams(location.search), shape);
    show(read.choice, read.problems);
  };

  for (const [at, heading] of headings.entries()) {
    const { key = "", text = "" } = columns[at] ?? {};
    sortHeading(heading, text, null, "press to sort", () =>
      choose({ ...choice, sort: nextSort(choice.sort, key) }, "push"),
    );
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    choose(idle, "push");
    search?.focus();
  });
  form.addEventListener("change", (event) => {
    if (event.target === search) return;
    const chosen = selects.flatMap(({ name, value }) => (value === "" ? [] : [[name, value] as const]));
    choose({ ...choice, filters: Object.fromEntries(chosen) }, "push");
  });
  search?.addEventListener("input", () => choose({ ...choice, search: search.value.trim() }, "replace"));
  addEventListener("popstate", () => {
    if (list.isConnected) restore();
  });
  restore();
  form.hidden = false;
}

/** The keys of the URL that are not the list's, which it leaves as they are. */
function othersOf(search: string, { filters }: ListShape): string {
  const parameters = new URLSearchParams(search);
  for (const key of [...filters.map(({ key }) => key), "q", "sort"]) parameters.delete(key);
  return parameters.toString();
}

function factsOf(row: HTMLTableRowElement): ListFacts {
  return {
    facets: JSON.parse(row.dataset["facets"] ?? "{}") as ListFacts["facets"],
    text: `${row.textContent ?? ""} ${row.dataset["search"] ?? ""}`.toLowerCase(),
  };
}

function keyOf(cell: HTMLTableCellElement | undefined, number: boolean): string | number | null {
  const raw = cell?.dataset["sort"];
  if (raw === undefined) return null;
  return number || /^\d+$/.test(raw) ? Number(raw) : raw;
}

function say(form: HTMLFormElement, shown: number, total: number, modified: boolean): void {
  const { one = "row", many = "rows" } = form.dataset;
  const noun = total === 1 ? one : many;
  const output = form.querySelector("output");
  if (output)
    output.textContent =
      shown === total
        ? `${formatCount(total)} ${noun}`
        : `${formatCount(shown)} of ${formatCount(total)} ${noun}`;
  const reset = form.querySelector<HTMLButtonElement>("button[type=reset]");
  if (reset) reset.hidden = !modified;
}

function showProblems(form: HTMLFormElement, problems: readonly ListProblem[]): void {
  form.querySelector(".problems")?.remove();
  form.append(...problemList(problems));
}
