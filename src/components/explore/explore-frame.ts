import type { BinFilter } from "../../lib/explore/cube.js";
import { shownDimensions, timeAxis } from "../../lib/explore/filters.js";
import type { ExploreManifest } from "../../lib/explore/manifest.js";
import { distinctQuery, sliceQuery } from "../../lib/explore/slice-sql.js";
import type { ExploreState, StateProblem } from "../../lib/explore/state.js";
import { formatCount, formatDay } from "../../lib/format/index.js";
import { addDays } from "../../lib/time/index.js";
import { copyText } from "../copy-text.js";
import { siteRoot } from "../site-links.js";
import { sqlLink } from "../sql/sql-link.js";
import type { ExploreWords } from "./explore-picture.js";
import { barsView } from "./bars-view.js";
import { timeView, type TimeView } from "./time-view.js";
import type { BrushView } from "./view.js";

/** What the reader does to the page as a whole; views are numbered, time first. */
export interface FrameEvents {
  approach(view: number): void;
  brush(view: number, selection: BinFilter, resting: boolean): void;
  reset(): void;
  swap(dimension: string | null): void;
  week(monday: string | null): void;
  scale(scaled: boolean): void;
  /** Saves what is shown, and says so. */
  save(kind: "png" | "html", words: ExploreWords): Promise<string>;
}

/** The page's elements, and what changes in them. */
export interface ExploreFrame {
  readonly element: HTMLElement;
  readonly views: readonly BrushView[];
  /** The answer in words, at every painting. */
  say(headline: string, precision: string | null): void;
  /** What is brushed, once a brush rests: the links that carry the slice are those of now. */
  settle(description: string, touched: boolean, state: ExploreState): void;
  progress(loaded: number, total: number): void;
  fail(error: unknown, retry: () => void): void;
}

/** Lists of no more bins than this stand below the longer ones. */
const shortList = 8;

/** Builds the page for a state: the answer, what can be done with the slice, and the five views. */
export function exploreFrame(
  manifest: ExploreManifest,
  state: ExploreState,
  problems: readonly StateProblem[],
  events: FrameEvents,
): ExploreFrame {
  const headline = text("p", "headline", `${formatCount(manifest.rows)} ${manifest.rowsName}`);
  const summary = text("p", "summary", "");
  const precision = text("p", "explore-precision", "");
  const status = text("p", "visually-hidden", "");
  status.setAttribute("role", "status");
  const notice = document.createElement("div");
  const time = timeView(timeAxis(manifest, state.week), {
    onApproach: () => events.approach(0),
    onBrush: (selection, resting) => events.brush(0, selection, resting),
  });
  const dimensions = shownDimensions(manifest, state.swap);
  const lists = dimensions.map((dimension, at) =>
    barsView(dimension, {
      onApproach: () => events.approach(at + 1),
      onBrush: (selection, resting) => events.brush(at + 1, selection, resting),
    }),
  );
  const tools = toolbar(manifest, state, events, () => ({
    headline: headline.textContent ?? "",
    summary: summary.textContent ?? "",
    precision: precision.textContent ?? "",
    source: `${document.querySelector("#observablehq-footer")?.textContent?.trim() ?? ""}${manifest.simulated ? " · Simulated data" : ""}`,
  }));
  const grid = document.createElement("div");
  grid.className = "explore-grid";
  grid.append(
    card(timeTitle(manifest, state), "explore-time", time.element, timeTools(manifest, state, time, events)),
    ...dimensions
      .map(({ label, bins }, at) => ({ label, bins: bins.length, at }))
      .sort((a, b) => Number(a.bins <= shortList) - Number(b.bins <= shortList))
      .map(({ label, at }) =>
        card(
          label,
          "explore-list",
          lists[at]?.element ?? document.createElement("div"),
          clearButton(label, () => events.brush(at + 1, null, true)),
        ),
      ),
  );
  const element = document.createElement("div");
  element.className = "explore";
  element.append(status, headline, summary, precision, ...problemList(problems), tools.element, notice, grid);
  return {
    element,
    views: [time, ...lists],
    say(answer, estimate) {
      notice.replaceChildren();
      if (headline.textContent !== answer) headline.textContent = answer;
      if (estimate !== null && precision.textContent !== estimate) precision.textContent = estimate;
    },
    settle(description, touched, current) {
      summary.textContent = touched
        ? `Brushed: ${description}.`
        : `Drag over a chart, or tap its rows, and every other chart answers. ${manifest.time.from === manifest.time.to ? "" : `Data from ${formatDay(manifest.time.from)} to ${formatDay(manifest.time.to)}, UTC. `}${whole(manifest)}`;
      status.textContent = `${headline.textContent}. ${precision.textContent}`;
      tools.settle(touched, current);
    },
    progress(loaded, total) {
      notice.replaceChildren(progressBar("Loading the counts", loaded, total));
    },
    fail(error, retry) {
      notice.replaceChildren(failure(error, retry));
    },
  };
}

function whole({ rowsName, accounts, events, grain }: ExploreManifest): string {
  const of = grain === "events" || events === null ? "" : ` and ${formatCount(events)} events`;
  return `All ${rowsName} are of ${formatCount(accounts)} accounts${of}.`;
}

function text(tag: "p" | "span", className: string, content: string): HTMLElement {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = content;
  return node;
}

function button(label: string, onClick: () => void, describe?: string): HTMLButtonElement {
  const node = document.createElement("button");
  node.type = "button";
  node.textContent = label;
  if (describe !== undefined) node.setAttribute("aria-label", describe);
  node.addEventListener("click", onClick);
  return node;
}

function clearButton(label: string, onClick: () => void): HTMLElement {
  const tools = document.createElement("div");
  tools.className = "view-tools";
  tools.append(button("Clear", onClick, `Clear ${label}`));
  return tools;
}

function card(title: string, className: string, view: HTMLElement, tools: HTMLElement): HTMLElement {
  const section = document.createElement("section");
  section.className = `explore-card ${className}`;
  section.setAttribute("aria-label", title);
  const header = document.createElement("header");
  const heading = document.createElement("h2");
  heading.textContent = title;
  header.append(heading, tools);
  section.append(header, view);
  return section;
}

function timeTitle({ rowsName }: ExploreManifest, { week }: ExploreState): string {
  const name = rowsName.charAt(0).toUpperCase() + rowsName.slice(1);
  return week === null
    ? `${name} by day`
    : `${name} by hour, ${formatDay(week)} to ${formatDay(addDays(week, 6))}, UTC`;
}

function timeTools(
  { weeks }: ExploreManifest,
  { week, time }: ExploreState,
  view: TimeView,
  events: FrameEvents,
): HTMLElement {
  const tools = document.createElement("div");
  tools.className = "view-tools";
  const at = weeks.findIndex(({ from }) => from === week);
  const monday = (): string => {
    const axis = time?.from ?? null;
    const first = weeks.findLast(({ from }) => axis !== null && from <= axis);
    return (first ?? weeks.at(-1))?.from ?? "";
  };
  const turn = (by: number): void => {
    const next = weeks[at + by];
    if (next !== undefined) events.week(next.from);
  };
  if (week === null)
    tools.append(
      button("−", () => view.zoom(1.6), "Show more days"),
      button("+", () => view.zoom(0.6), "Show fewer days"),
      button("←", () => view.pan(-0.5), "Earlier days"),
      button("→", () => view.pan(0.5), "Later days"),
      button("By hour", () => events.week(monday()), "By hour, a week at a time"),
    );
  else
    tools.append(
      button("←", () => turn(-1), "The week before"),
      button("→", () => turn(1), "The week after"),
      button("By day", () => events.week(null), "By day, all of them"),
    );
  tools.append(button("Clear", () => events.brush(0, null, true), "Clear time"));
  return tools;
}

function toolbar(
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

function link(label: string): HTMLAnchorElement {
  const node = document.createElement("a");
  node.className = "button";
  node.textContent = label;
  return node;
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

function problemList(problems: readonly StateProblem[]): HTMLElement[] {
  if (problems.length === 0) return [];
  const list = document.createElement("ul");
  list.className = "problems";
  list.setAttribute("role", "alert");
  for (const { key, raw, why } of problems) {
    const item = document.createElement("li");
    item.textContent = `Ignored ${key}=${raw}: ${why}`;
    list.append(item);
  }
  return [list];
}

function progressBar(label: string, loaded: number, total: number): HTMLElement {
  const node = document.createElement("label");
  node.className = "explore-progress";
  const bar = document.createElement("progress");
  bar.max = Math.max(1, total);
  bar.value = loaded;
  node.append(`${label} `, bar);
  return node;
}

function failure(error: unknown, retry: () => void): HTMLElement {
  const box = document.createElement("div");
  box.className = "missing";
  box.setAttribute("role", "alert");
  box.append(
    `The counts could not be loaded: ${error instanceof Error ? error.message : String(error)}. `,
    button("Try again", retry),
  );
  return box;
}
