import {
  findingFilters,
  isShown,
  readChoice,
  shownText,
  writeChoice,
  type FindingChoice,
  type FindingFacts,
} from "../lib/finding/filter.js";

/**
 * Shows the filters of the list of findings and makes them work; the choice is kept in the URL. A page without the
 * list is left as it is.
 *
 * @param root holds `.findings-filters` and the items of `.findings-list`
 */
export function attachFindingFilters(root: ParentNode = document, view: Window = window): void {
  const form = root.querySelector<HTMLFormElement>(".findings-filters");
  if (!form) return;
  const items = [...root.querySelectorAll<HTMLElement>(".findings-list > li")];
  const facts = items.map(factsOf);
  const selects = [...form.querySelectorAll("select")];
  const count = form.querySelector("output");

  const apply = (choice: FindingChoice): void => {
    const shown = facts.map((finding) => isShown(finding, choice));
    items.forEach((item, index) => {
      item.hidden = !shown[index];
    });
    if (count) count.textContent = shownText(shown.filter(Boolean).length, items.length);
  };
  const restore = (): void => {
    const choice = readChoice(new URLSearchParams(view.location.search), facts);
    for (const select of selects) select.value = valueOf(choice, select.name);
    apply(choice);
  };
  form.addEventListener("change", () => {
    const chosen = new URLSearchParams(selects.map(({ name, value }): [string, string] => [name, value]));
    const choice = readChoice(chosen, facts);
    const query = writeChoice(choice);
    view.history.pushState(null, "", `${view.location.pathname}${query ? `?${query}` : ""}`);
    apply(choice);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  view.addEventListener("popstate", restore);
  restore();
  form.hidden = false;
}

function factsOf({ dataset }: HTMLElement): FindingFacts {
  const { status = "", abuseType = "", confidence = "" } = dataset;
  return { status, abuse_type: abuseType, confidence };
}

function valueOf(choice: FindingChoice, name: string): string {
  const filter = findingFilters.find((known) => known === name);
  return filter ? choice[filter] : "";
}
