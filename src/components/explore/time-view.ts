import { rangeFilter } from "../../lib/explore/filters.js";
import { formatAxis } from "../../lib/format/index.js";
import { clamp, endsOf, momentText, type TimeAxis } from "./time-axis.js";
import { attachBrush } from "./time-brush.js";
import { drawTime, height, margin } from "./time-drawing.js";
import { paletteOf, sizeCanvas, type BrushEvents, type BrushView, type Palette, type Shown } from "./view.js";

/** A view of time that can be zoomed and panned, too. */
export interface TimeView extends BrushView {
  /** Shows fewer or more steps around the middle; `false` when it cannot. */
  zoom(factor: number): boolean;
  /** Moves what is shown by a share of its width; `false` when it cannot. */
  pan(share: number): boolean;
  /** First and last step shown. */
  readonly window: readonly [first: number, last: number];
}

const leastSteps = 7;

/**
 * A view of rows over time: dragged over to brush, its two ends moved by keyboard (arrows; shift for a week or a day's
 * hours). Escape clears. Ctrl and the wheel, or a pinch, zooms; a sideways wheel pans.
 */
export function timeView(axis: TimeAxis, events: BrushEvents): TimeView {
  const element = document.createElement("div");
  element.className = "brush-time";
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  const [start, end] = [handle("First"), handle("Last")];
  element.append(canvas, start, end);

  let shown: Shown | undefined;
  let palette: Palette | undefined;
  let view: [number, number] = [0, axis.steps - 1];

  const plotWidth = (): number => Math.max(80, element.clientWidth - margin.left - margin.right);
  const stepWidth = (): number => plotWidth() / (view[1] - view[0] + 1);
  const stepAt = (clientX: number): number =>
    clamp(
      view[0] + Math.floor((clientX - element.getBoundingClientRect().left - margin.left) / stepWidth()),
      view[0],
      view[1],
    );
  const x = (step: number): number => margin.left + (step - view[0]) * stepWidth();
  const ends = (): [number, number] => endsOf(shown?.selection ?? null, axis.steps);
  const brushTo = (first: number, last: number, resting: boolean): void =>
    events.onBrush(rangeFilter(axis.steps, Math.min(first, last), Math.max(first, last)), resting);

  const paint = (next: Shown): void => {
    shown = next;
    palette ??= paletteOf(element);
    const pen = sizeCanvas(canvas, element.clientWidth, height);
    drawTime(pen, { axis, view, x, stepWidth: stepWidth(), width: element.clientWidth }, next, palette);
    placeHandles();
  };
  const placeHandles = (): void => {
    const [first, last] = ends();
    for (const [node, step, edge] of [
      [start, first, first],
      [end, last, last + 1],
    ] as const) {
      node.style.left = `${clamp(x(edge), margin.left, margin.left + plotWidth())}px`;
      node.setAttribute("aria-valuenow", String(step));
      node.setAttribute("aria-valuemax", String(axis.steps - 1));
      node.setAttribute("aria-valuetext", momentText(step, axis));
      node.classList.toggle("brushed", shown?.selection !== null);
    }
  };
  const repaint = (): void => {
    if (shown) paint(shown);
  };

  for (const [node, which] of [
    [start, 0],
    [end, 1],
  ] as const) {
    node.addEventListener("focus", () => events.onApproach());
    node.addEventListener("keydown", (event) => {
      const [first, last] = ends();
      const by = event.shiftKey ? (axis.hours ? 24 : 7) : 1;
      const moves: Record<string, number> = {
        ArrowLeft: -by,
        ArrowDown: -by,
        ArrowRight: by,
        ArrowUp: by,
        Home: -axis.steps,
        End: axis.steps,
      };
      const move = moves[event.key];
      if (move !== undefined) {
        if (which === 0) brushTo(clamp(first + move, 0, last), last, true);
        else brushTo(first, clamp(last + move, first, axis.steps - 1), true);
      } else if (event.key === "Escape") events.onBrush(null, true);
      else return;
      event.preventDefault();
    });
  }
  attachBrush(element, {
    approach: () => events.onApproach(),
    ends: () => (shown?.selection ? ends() : undefined),
    stepAt,
    x,
    steps: axis.steps,
    brush: brushTo,
    clear: () => events.onBrush(null, true),
  });
  element.addEventListener(
    "wheel",
    (event) => {
      const moved = event.ctrlKey
        ? result.zoom(event.deltaY > 0 ? 1.25 : 0.8)
        : Math.abs(event.deltaX) > Math.abs(event.deltaY) && result.pan(event.deltaX / plotWidth());
      if (moved || event.ctrlKey) event.preventDefault();
    },
    { passive: false },
  );
  new ResizeObserver(repaint).observe(element);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    palette = undefined;
    repaint();
  });

  const result: TimeView = {
    element,
    paint,
    settle() {
      const total = sum(shown?.counts ?? []);
      canvas.setAttribute(
        "aria-label",
        `Rows over time: ${formatAxis(total)} from ${momentText(view[0], axis)} to ${momentText(view[1], axis)}`,
      );
      for (const node of [start, end]) node.setAttribute("aria-valuemin", "0");
    },
    zoom(factor) {
      const steps = view[1] - view[0] + 1;
      const next = clamp(Math.round(steps * factor), Math.min(leastSteps, axis.steps), axis.steps);
      if (next === steps) return false;
      const [first, last] = shown?.selection ? ends() : view;
      const middle = (Math.max(first, view[0]) + Math.min(last, view[1])) / 2;
      const from = clamp(Math.round(middle - next / 2), 0, axis.steps - next);
      view = [from, from + next - 1];
      repaint();
      return true;
    },
    pan(share) {
      const steps = view[1] - view[0] + 1;
      const by = Math.sign(share) * Math.max(1, Math.round(Math.abs(share) * steps));
      const from = clamp(view[0] + by, 0, axis.steps - steps);
      if (from === view[0]) return false;
      view = [from, from + steps - 1];
      repaint();
      return true;
    },
    get window() {
      return view;
    },
  };
  return result;
}

function handle(which: string): HTMLElement {
  const node = document.createElement("div");
  node.className = "brush-handle";
  node.tabIndex = 0;
  node.setAttribute("role", "slider");
  node.setAttribute("aria-label", `${which} moment brushed`);
  node.setAttribute("aria-valuemin", "0");
  return node;
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let at = 0; at < values.length; at += 1) total += values[at] ?? 0;
  return total;
}
