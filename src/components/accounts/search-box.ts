import { hasMark, type AccountIndex } from "../../lib/account/record.js";
import { searchOf, type Search } from "../../lib/account/search.js";
import { accountName, shown, standing } from "../../lib/account/words.js";
import { formatCount, formatPercent } from "../../lib/format/index.js";
import { node } from "../rule-lab/elements.js";

/** Accounts that the list under the search shows. */
const mostFound = 12;

export interface SearchEvents {
  /** The index, fetched when a reader comes near. */
  index(): Promise<AccountIndex>;
  open(id: string): void;
}

/**
 * A search over handles, names and ids: typed, walked with the arrow keys, opened with Enter.
 *
 * @param told whether the source tells what was done about accounts
 */
export function searchBox(told: boolean, { index: load, open }: SearchEvents): HTMLElement {
  const input = node("input", {
    type: "search",
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": "account-results",
    "aria-autocomplete": "list",
    "aria-describedby": "account-search-status",
    autocomplete: "off",
    maxlength: "200",
    placeholder: "Handle, name or id",
  });
  const results = node("ul", { id: "account-results", role: "listbox", "aria-label": "Accounts found" });
  const status = node("output", { id: "account-search-status" });
  results.hidden = true;
  let index: AccountIndex | undefined;
  let search: Search | undefined;
  let found: readonly number[] = [];
  let at = -1;

  const close = (): void => {
    results.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    at = -1;
  };
  const choose = (place: number | undefined): void => {
    const id = place === undefined ? undefined : index?.ids[place];
    if (id === undefined) return;
    close();
    open(id);
  };
  const mark = (next: number): void => {
    at = next;
    for (const [place, option] of [...results.children].entries())
      option.setAttribute("aria-selected", String(place === at));
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", `account-result-${at}`);
      results.children[at]?.scrollIntoView({ block: "nearest" });
    }
  };
  const show = (): void => {
    if (index === undefined || search === undefined) return;
    const from = index;
    found = search(input.value, mostFound + 1);
    const rows = found.slice(0, mostFound);
    results.replaceChildren(
      ...rows.map((place, row) => {
        const option = node(
          "li",
          { id: `account-result-${row}`, role: "option", "aria-selected": "false" },
          ...optionOf(from, place, told),
        );
        option.addEventListener("mousedown", (event) => event.preventDefault());
        option.addEventListener("click", () => choose(place));
        return option;
      }),
    );
    const asked = input.value.trim() !== "";
    results.hidden = rows.length === 0;
    input.setAttribute("aria-expanded", String(rows.length > 0));
    at = -1;
    input.removeAttribute("aria-activedescendant");
    status.textContent = !asked
      ? ""
      : rows.length === 0
        ? "No account with a page has this in its handle, name or id"
        : found.length > mostFound
          ? `The first ${mostFound}; write more to see others`
          : `${formatCount(rows.length)} found`;
  };
  const approach = async (): Promise<void> => {
    if (search !== undefined) return;
    status.textContent = "Loading the list of accounts…";
    try {
      index = await load();
      search ??= searchOf(index);
      status.textContent = "";
      show();
    } catch (error) {
      status.textContent = `The list of accounts could not be loaded: ${error instanceof Error ? error.message : String(error)}`;
    }
  };
  input.addEventListener("focus", () => void approach());
  input.addEventListener("input", () => {
    void approach();
    show();
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const last = Math.min(found.length, mostFound) - 1;
    if (event.key === "ArrowDown" && last >= 0) {
      if (results.hidden) show();
      mark(at >= last ? 0 : at + 1);
    } else if (event.key === "ArrowUp" && last >= 0) mark(at <= 0 ? last : at - 1);
    else if (event.key === "Enter") choose(found[Math.max(0, at)]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  return node(
    "div",
    { class: "account-search", role: "search" },
    node("label", {}, "Find an account", input),
    status,
    results,
  );
}

function optionOf(index: AccountIndex, place: number, told: boolean): (HTMLElement | string)[] {
  const id = index.ids[place] ?? "";
  const name = index.names[place] ?? null;
  const flags = index.flags[place] ?? 0;
  const status = index.statuses[place] ?? null;
  const rules = index.rules[place] ?? 0;
  const reporters = index.reporters[place] ?? 0;
  const risk = index.risks[place] ?? null;
  const facts = [
    standing(flags, told),
    status === null ? null : shown(status),
    rules > 0 ? `${formatCount(rules)} ${rules === 1 ? "rule" : "rules"}` : null,
    reporters > 0 ? `${formatCount(reporters)} ${reporters === 1 ? "reporter" : "reporters"}` : null,
    risk === null ? null : `risk ${formatPercent(risk)}`,
  ];
  return [
    node("span", { class: "account-found" }, accountName(id, index.handles[place] ?? null)),
    node("small", {}, name === null ? shown(id) : `${shown(name)} · ${shown(id)}`),
    node(
      "small",
      { class: hasMark(flags, "actioned") ? "tone-neutral" : null },
      facts.filter((fact) => fact !== null).join(" · "),
    ),
  ];
}
