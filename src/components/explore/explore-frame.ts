import { shownDimensions, timeAxis } from "../../lib/explore/filters.js";
import type { ExploreManifest } from "../../lib/explore/manifest.js";
import type { ExploreState, StateProblem } from "../../lib/explore/state.js";
import { formatCount, formatDay } from "../../lib/format/index.js";
import { addDays } from "../../lib/time/index.js";
import { problemList } from "../problem-list.js";
import { barsView } from "./bars-view.js";
import { card, clearButton, failure, progressBar, text } from "./elements.js";
import type { FrameEvents } from "./frame-events.js";
import { timeTools } from "./time-tools.js";
import { timeView } from "./time-view.js";
import { toolbar } from "./toolbar.js";
import type { BrushView } from "./view.js";

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

function timeTitle({ rowsName }: ExploreManifest, { week }: ExploreState): string {
  const name = rowsName.charAt(0).toUpperCase() + rowsName.slice(1);
  return week === null
    ? `${name} by day`
    : `${name} by hour, ${formatDay(week)} to ${formatDay(addDays(week, 6))}, UTC`;
}
