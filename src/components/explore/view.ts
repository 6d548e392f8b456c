import type { BinFilter } from "../../lib/explore/cube.js";

/** What a view shows at one moment. */
export interface Shown {
  /** Rows of each bin under the filters of the other views. */
  readonly counts: ArrayLike<number>;
  /** Rows of each bin without any filter: the ghost. */
  readonly all: ArrayLike<number>;
  /** What the ghost is multiplied by: 1, or the share of rows that pass, to compare shapes. */
  readonly ghostScale: number;
  /** Bins brushed in this view; null for none. */
  readonly selection: BinFilter;
}

/** One of the linked views. */
export interface BrushView {
  readonly element: HTMLElement;
  /** Paints what is shown: called up to once a frame while any view is brushed. */
  paint(shown: Shown): void;
  /** Brings what is read out up to date, once a brush rests. */
  settle(): void;
}

/** What a view tells the page. */
export interface BrushEvents {
  /** The pointer or the focus came near: a brush may follow. */
  onApproach(): void;
  /** Bins brushed now; `resting` once the pointer is let go or a key was pressed. */
  onBrush(selection: BinFilter, resting: boolean): void;
}

/** Colours and face of canvases, as the style sheet has them. */
export interface Palette {
  readonly accent: string;
  readonly text: string;
  readonly muted: string;
  readonly ghost: string;
  readonly faded: string;
  readonly line: string;
  readonly font: string;
}

/** Reads the palette of an element: it differs between light and dark. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(`--shrike-${name}`).trim();
  return {
    accent: colour("accent"),
    text: colour("text"),
    muted: colour("muted"),
    ghost: colour("ghost"),
    faded: colour("faded"),
    line: colour("line"),
    font: style.fontFamily,
  };
}

/** Makes a canvas as sharp as the screen is, and gives its pen in CSS pixels. */
export function sizeCanvas(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
): CanvasRenderingContext2D {
  const ratio = devicePixelRatio;
  const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== across || canvas.height !== down) {
    canvas.width = across;
    canvas.height = down;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("this browser gives no canvas to draw on");
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  return pen;
}
