import { formatCount } from "../../lib/format/index.js";
import type { ExploreDimension } from "../../lib/explore/manifest.js";
import { paletteOf, sizeCanvas, type BrushEvents, type BrushView, type Palette, type Shown } from "./view.js";

const rowHeight = 24;
const numberWidth = 62;

/**
 * A view of categories or ranges: a list of bars that is brushed by dragging over rows, by tapping them, or by keyboard (arrows
 * move, space brushes, shift extends, escape clears).
 */
export function barsView(dimension: ExploreDimension, events: BrushEvents): BrushView {
  const { bins, name, label } = dimension;
  const element = document.createElement("div");
  element.className = "brush-list";
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  const list = document.createElement("ul");
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-multiselectable", "true");
  list.setAttribute("aria-label", label);
  list.tabIndex = 0;
  const options = bins.map((bin, at) => {
    const option = document.createElement("li");
    option.id = `${name}-bin-${at}`;
    option.setAttribute("role", "option");
    const text = document.createElement("span");
    text.textContent = bin.label;
    text.title = bin.label;
    option.append(text);
    return option;
  });
  list.append(...options);
  element.append(list, canvas);

  let shown: Shown | undefined;
  let palette: Palette | undefined;
  let at = 0;
  let anchor = 0;

  const paint = (next: Shown): void => {
    if (shown?.selection !== next.selection) markSelected(options, next.selection);
    shown = next;
    palette ??= paletteOf(element);
    drawBars(canvas, element, next, palette);
  };
  const selection = (): Uint8Array => Uint8Array.from(shown?.selection ?? new Uint8Array(bins.length));
  const rest = (next: Uint8Array): void => events.onBrush(next.some((bit) => bit === 1) ? next : null, true);
  const move = (to: number): void => {
    options[at]?.classList.remove("current");
    at = Math.min(bins.length - 1, Math.max(0, to));
    options[at]?.classList.add("current");
    options[at]?.scrollIntoView({ block: "nearest" });
    list.setAttribute("aria-activedescendant", `${name}-bin-${at}`);
  };

  list.addEventListener("focus", () => {
    events.onApproach();
    move(at);
  });
  list.addEventListener("blur", () => options[at]?.classList.remove("current"));
  list.addEventListener("keydown", (event) => {
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: bins.length - 1,
      PageDown: at + 10,
      PageUp: at - 10,
    };
    const to = steps[event.key];
    if (to !== undefined) {
      move(to);
      if (event.shiftKey) rest(between(bins.length, anchor, at));
      else anchor = at;
    } else if (event.key === " " || event.key === "Enter") {
      const next = selection();
      next[at] = next[at] === 1 ? 0 : 1;
      anchor = at;
      rest(next);
    } else if (event.key === "Escape") events.onBrush(null, true);
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerenter", () => events.onApproach());
  attachPointer(list, options, {
    click: (row, adding) => {
      const next = adding ? selection() : new Uint8Array(bins.length);
      const alone =
        selection()[row] === 1 && (adding || selection().reduce((sum, bit) => sum + bit, 0) === 1);
      next[row] = alone ? 0 : 1;
      move(row);
      anchor = row;
      rest(next);
    },
    drag: (from, to, resting) => events.onBrush(between(bins.length, from, to), resting),
  });
  element.addEventListener("scroll", () => {
    if (shown) paint(shown);
  });
  new ResizeObserver(() => {
    if (shown) paint(shown);
  }).observe(element);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    palette = undefined;
    if (shown) paint(shown);
  });

  return {
    element,
    paint,
    settle() {
      for (const [index, option] of options.entries())
        option.setAttribute(
          "aria-label",
          `${bins[index]?.label ?? ""}: ${formatCount(shown?.counts[index])}`,
        );
    },
  };
}

function between(size: number, from: number, to: number): Uint8Array {
  return new Uint8Array(size).fill(1, Math.min(from, to), Math.max(from, to) + 1);
}

function markSelected(options: readonly HTMLElement[], selection: Shown["selection"]): void {
  for (const [at, option] of options.entries())
    option.setAttribute("aria-selected", String(selection !== null && selection[at] === 1));
}

/** A press that stays on its row is a click; one that goes on to others brushes them, but for touch, where it scrolls. */
function attachPointer(
  list: HTMLElement,
  options: readonly HTMLElement[],
  act: { click(row: number, adding: boolean): void; drag(from: number, to: number, resting: boolean): void },
): void {
  let pressed: { row: number; last: number } | undefined;
  const rowAt = (event: PointerEvent): number =>
    Math.min(
      options.length - 1,
      Math.max(0, Math.floor((event.clientY - list.getBoundingClientRect().top) / rowHeight)),
    );
  list.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    pressed = { row: rowAt(event), last: rowAt(event) };
    if (event.pointerType !== "touch") list.setPointerCapture(event.pointerId);
  });
  list.addEventListener("pointermove", (event) => {
    if (pressed === undefined || event.pointerType === "touch") return;
    const row = rowAt(event);
    if (row === pressed.last) return;
    pressed.last = row;
    act.drag(pressed.row, row, false);
  });
  list.addEventListener("pointerup", (event) => {
    if (pressed === undefined) return;
    const { row, last } = pressed;
    pressed = undefined;
    if (row === last && row === rowAt(event))
      act.click(row, event.ctrlKey || event.metaKey || event.shiftKey || event.pointerType === "touch");
    else act.drag(row, last, true);
  });
  list.addEventListener("pointercancel", () => {
    pressed = undefined;
  });
}

function drawBars(
  canvas: HTMLCanvasElement,
  element: HTMLElement,
  { counts, all, ghostScale, selection }: Shown,
  palette: Palette,
): void {
  const width = Math.max(60, Math.floor(element.clientWidth * 0.56));
  const rows = counts.length;
  const pen = sizeCanvas(canvas, width, rows * rowHeight);
  const first = Math.max(0, Math.floor(element.scrollTop / rowHeight) - 1);
  const last = Math.min(rows, Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + 1);
  let most = 1;
  for (let row = 0; row < rows; row += 1)
    most = Math.max(most, (all[row] ?? 0) * ghostScale, ghostScale === 1 ? 0 : (counts[row] ?? 0));
  const scale = (width - numberWidth) / most;
  pen.clearRect(0, first * rowHeight, width, (last - first) * rowHeight);
  pen.fillStyle = palette.ghost;
  for (let row = first; row < last; row += 1)
    pen.fillRect(0, row * rowHeight + 4, (all[row] ?? 0) * ghostScale * scale, rowHeight - 8);
  pen.font = `12px ${palette.font}`;
  pen.textBaseline = "middle";
  for (let row = first; row < last; row += 1) {
    const chosen = selection === null || selection[row] === 1;
    const value = counts[row] ?? 0;
    pen.fillStyle = chosen ? palette.accent : palette.faded;
    pen.fillRect(0, row * rowHeight + 4, value * scale, rowHeight - 8);
    pen.fillStyle = chosen ? palette.text : palette.muted;
    pen.fillText(
      formatCount(value),
      Math.max(value, (all[row] ?? 0) * ghostScale) * scale + 5,
      row * rowHeight + rowHeight / 2 + 0.5,
    );
  }
}
