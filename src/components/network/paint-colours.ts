import type { PaintColours } from "../../charts/paint-node-link.js";

/** The colours of an element, as the reader's theme has them now. */
export function paintColours(element: Element): PaintColours {
  const styles = getComputedStyle(element);
  const of = (name: string): string => styles.getPropertyValue(`--shrike-${name}`).trim();
  return {
    text: of("text"),
    muted: of("muted"),
    surface: of("surface"),
    accent: of("accent"),
    target: of("category-2"),
  };
}
