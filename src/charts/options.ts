/** How a figure is drawn: at build with jsdom's document, in the browser with the page's own. */
export interface DrawOptions {
  readonly document: Document;
  /** Pixels; below 480 labels move out of the way. */
  readonly width: number;
  /** Whether values show under the pointer. Off at build: a string of SVG has no listeners. */
  readonly interactive?: boolean;
}

/** Whether a figure is drawn for a narrow screen. */
export function isNarrow({ width }: DrawOptions): boolean {
  return width < 480;
}
