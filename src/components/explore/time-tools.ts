import type { ExploreManifest } from "../../lib/explore/manifest.js";
import type { ExploreState } from "../../lib/explore/state.js";
import { button } from "./elements.js";
import type { FrameEvents } from "./frame-events.js";
import type { TimeView } from "./time-view.js";

/** Buttons of the time view: zoom and pan over days, or from week to week by hour. */
export function timeTools(
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
