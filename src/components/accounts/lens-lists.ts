import { isListed, lensNames, type AccountsArtifact, type LensName } from "../../lib/account/lens.js";
import { hasMark } from "../../lib/account/record.js";
import type { SelectedAccount } from "../../lib/account/selection.js";
import { formatCount } from "../../lib/format/index.js";
import { button, node } from "../rule-lab/elements.js";
import { pickBox } from "./pick-box.js";
import type { Selection } from "./selection.js";

/** Rows of a page of a list. */
const pageRows = 20;

export interface LensLists {
  show(lens: LensName): void;
}

/** Turns the lists that were drawn at build, one a lens, into tabs with pages and boxes to choose accounts by. */
export function lensLists(
  view: HTMLElement,
  artifact: AccountsArtifact,
  selection: Selection,
  simulated: boolean,
  onChoose: (lens: LensName) => void,
): LensLists {
  const cards = new Map(
    lensNames.flatMap((name) => {
      const card = view.querySelector<HTMLElement>(`#lens-${name}`);
      return card === null ? [] : [[name, card] as const];
    }),
  );
  const tabs = new Map(
    [...cards].map(([name, card]) => {
      const tab = button(card.querySelector("h2")?.textContent ?? name, () => onChoose(name), "lens-tab");
      tab.id = `tab-${name}`;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", card.id);
      card.setAttribute("role", "tabpanel");
      card.setAttribute("aria-labelledby", tab.id);
      return [name, tab] as const;
    }),
  );
  const bar = node("div", { class: "lens-tabs", role: "tablist", "aria-label": "Lenses" }, ...tabs.values());
  bar.addEventListener("keydown", (event) => {
    const names = [...tabs.keys()];
    const at = names.findIndex((name) => tabs.get(name)?.getAttribute("aria-selected") === "true");
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const next = names[(at + step + names.length) % names.length];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    onChoose(next);
    tabs.get(next)?.focus();
  });
  view.querySelector(".card-grid")?.before(bar);
  for (const [name, card] of cards) attachList(card, artifact, name, selection, simulated);
  return {
    show(lens) {
      for (const [name, card] of cards) card.hidden = name !== lens;
      for (const [name, tab] of tabs) {
        tab.setAttribute("aria-selected", String(name === lens));
        tab.tabIndex = name === lens ? 0 : -1;
      }
    },
  };
}

function attachList(
  card: HTMLElement,
  artifact: AccountsArtifact,
  lens: LensName,
  selection: Selection,
  simulated: boolean,
): void {
  const rows = [...card.querySelectorAll<HTMLTableRowElement>("tbody tr")];
  const list = artifact.lenses[lens];
  if (rows.length === 0 || !isListed<{ id: string; handle: string | null; flags: number }>(list)) return;
  const accounts = list.rows.map(({ id, handle, flags }): SelectedAccount => ({ id, handle, flags }));
  const boxes = accounts.map((account) => pickBox(account, selection));
  for (const [at, row] of rows.entries()) row.prepend(node("td", { class: "pick" }, boxes[at] ?? null));
  let page = 0;
  let openOnly = false;
  const matching = (): number[] =>
    [...accounts.keys()].filter((at) => !openOnly || !hasMark(accounts[at]?.flags ?? 0, "actioned"));
  const shown = (): number[] => matching().slice(page * pageRows, (page + 1) * pageRows);

  const all = node("input", { type: "checkbox", "aria-label": "Choose all accounts shown" });
  card.querySelector("thead tr")?.prepend(node("th", { class: "pick", scope: "col" }, all));
  all.addEventListener("change", () =>
    selection.set(
      shown().flatMap((at) => accounts[at] ?? []),
      all.checked,
    ),
  );
  const only = node("input", { type: "checkbox" });
  only.addEventListener("change", () => {
    openOnly = only.checked;
    page = 0;
    paint();
  });
  const where = node("output", { "aria-live": "polite" });
  const turn = (by: number): void => {
    page += by;
    paint();
  };
  const [back, on] = [button("Previous", () => turn(-1)), button("Next", () => turn(1))];
  const paint = (): void => {
    const places = new Set(shown());
    for (const [at, row] of rows.entries()) row.hidden = !places.has(at);
    const total = matching().length;
    back.disabled = page === 0;
    on.disabled = (page + 1) * pageRows >= total;
    where.textContent =
      total === 0
        ? "None"
        : `${formatCount(page * pageRows + 1)}–${formatCount(Math.min(total, (page + 1) * pageRows))} of ${formatCount(total)}`;
    mark();
  };
  const mark = (): void => {
    const chosen = shown().filter((at) => selection.has(accounts[at]?.id ?? "")).length;
    all.checked = chosen > 0 && chosen === shown().length;
    all.indeterminate = chosen > 0 && chosen < shown().length;
  };
  card.querySelector(".list-view")?.before(
    node(
      "div",
      { class: "lens-tools" },
      node("label", {}, only, " Only accounts never acted on"),
      where,
      back,
      on,
      button(
        "CSV",
        () =>
          void import("./download-lens.js").then(({ downloadLens }) =>
            downloadLens(artifact, lens, simulated),
          ),
      ),
    ),
  );
  selection.watch(mark);
  paint();
}
