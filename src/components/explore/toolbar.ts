import type { ExploreManifest } from "../../lib/explore/manifest.js";
import { distinctQuery, sliceQuery } from "../../lib/explore/slice-sql.js";
import type { ExploreState } from "../../lib/explore/state.js";
import { copyText } from "../copy-text.js";
import { siteRoot } from "../site-links.js";
import { sqlLink } from "../sql/sql-link.js";
import { button, link, text } from "./elements.js";
import type { ExploreWords } from "./explore-picture.js";
import type { FrameEvents } from "./frame-events.js";

/** What can be done with the slice as a whole. */
export function toolbar(
  manifest: ExploreManifest,
  state: ExploreState,
  events: FrameEvents,
  words: () => ExploreWords,
): { element: HTMLElement; settle(touched: boolean, state: ExploreState): void } {
  const element = document.createElement("div");
  element.className = "explore-tools";
  const said = document.createElement("output");
  const modified = text("span", "modified", "Modified");
  const reset = button("Reset", events.reset);
  modified.hidden = true;
  reset.hidden = true;
  const sql = link("Open in SQL");
  const distinct = link("Count accounts");
  const copy = button("Copy link", () => {
    void copyText(location.href).then((result) => (said.textContent = result));
  });
  const finding = button("Start a finding", () => {
    void copyText(`npx shrike finding --from "${location.href}"`).then(
      (result) => (said.textContent = `${result}: run it where the source lies`),
    );
  });
  const save = (label: string, kind: "png" | "html"): HTMLElement =>
    button(label, () => {
      events.save(kind, words()).then(
        (result) => (said.textContent = result),
        (error: unknown) => (said.textContent = `${label} failed: ${String(error)}`),
      );
    });
  const scale = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  box.addEventListener("change", () => events.scale(box.checked));
  scale.append(box, " Compare shapes");
  scale.title = "Scales the grey bars of all rows down to as many rows as are brushed";
  element.append(
    modified,
    reset,
    copy,
    sql,
    distinct,
    finding,
    save("PNG", "png"),
    save("HTML", "html"),
    ...swapSelect(manifest, state, events),
    scale,
    said,
  );
  return {
    element,
    settle(touched, current) {
      modified.hidden = !touched;
      reset.hidden = !touched;
      sql.href = sqlLink(siteRoot(), sliceQuery(manifest, current));
      distinct.href = sqlLink(siteRoot(), distinctQuery(manifest, current));
    },
  };
}

function swapSelect(
  manifest: ExploreManifest,
  { swap, week }: ExploreState,
  events: FrameEvents,
): HTMLElement[] {
  const swaps = Object.entries(manifest.swaps);
  if (swaps.length === 0 || week !== null) return [];
  const labelOf = (name: string): string =>
    manifest.dimensions.find((one) => one.name === name)?.label ?? name;
  const label = document.createElement("label");
  const select = document.createElement("select");
  select.name = "swap";
  select.append(new Option(`as they are`, "", swap === null, swap === null));
  for (const [name, place] of swaps)
    select.append(new Option(`${labelOf(name)} for ${labelOf(place)}`, name, swap === name, swap === name));
  select.addEventListener("change", () => events.swap(select.value === "" ? null : select.value));
  label.append("Views ", select);
  return [label];
}
