import type { FilterOption } from "../lib/slice/slice-frame.js";

/** Lists longer than this get a box to search them. */
const longList = 12;

/** A list of check boxes that opens: none ticked means all. */
export function choiceList(
  key: string,
  label: string,
  options: readonly FilterOption[],
  chosen: readonly string[],
  onChange: (chosen: readonly string[]) => void,
): HTMLElement {
  const details = document.createElement("details");
  details.dataset["key"] = key;
  const summary = document.createElement("summary");
  summary.textContent = `${label}: ${chosen.length === 0 ? "all" : chosen.length === 1 ? (options.find(({ value }) => value === chosen[0])?.label ?? chosen[0]) : `${chosen.length} chosen`}`;
  const list = document.createElement("div");
  list.className = "filter-options";
  list.setAttribute("role", "group");
  list.setAttribute("aria-label", label);
  const ticked = new Set(chosen);
  const items = options.map(({ value, label: text }) => {
    const box = document.createElement("input");
    Object.assign(box, { type: "checkbox", name: `${key}:${value}`, checked: ticked.has(value) });
    box.addEventListener("change", () => {
      if (box.checked) ticked.add(value);
      else ticked.delete(value);
      onChange(options.map((option) => option.value).filter((option) => ticked.has(option)));
    });
    const item = document.createElement("label");
    item.append(box, text);
    return item;
  });
  if (options.length > longList) list.append(searchBox(label, items));
  list.append(...items);
  details.append(summary, list);
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    details.open = false;
    summary.focus();
  });
  return details;
}

function searchBox(label: string, items: readonly HTMLElement[]): HTMLElement {
  const search = document.createElement("input");
  Object.assign(search, { type: "search", placeholder: "Search" });
  search.setAttribute("aria-label", `Search ${label.toLowerCase()}`);
  search.addEventListener("input", () => {
    const wanted = search.value.trim().toLowerCase();
    for (const item of items) item.hidden = !(item.textContent ?? "").toLowerCase().includes(wanted);
  });
  return search;
}
