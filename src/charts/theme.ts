/**
 * Colours of charts, by meaning, as the names of CSS custom properties: the style sheet gives them a value for light and
 * one for dark, so that a figure drawn at build follows the reader's theme.
 */
export const colour = {
  text: "var(--shrike-text)",
  muted: "var(--shrike-muted)",
  faint: "var(--shrike-grid)",
  surface: "var(--shrike-surface)",
  accent: "var(--shrike-accent)",
  comparison: "var(--shrike-comparison)",
} as const;

/** Categories, in Okabe and Ito's colours (2008), told apart by readers with colour-blindness. */
export const categories = [
  "var(--shrike-category-1)",
  "var(--shrike-category-2)",
  "var(--shrike-category-3)",
  "var(--shrike-category-4)",
  "var(--shrike-category-5)",
  "var(--shrike-category-6)",
] as const;

/** Colour of the category at a place; a seventh is grey, because a reader cannot tell more than six apart. */
export function categoryColour(index: number): string {
  return categories[index] ?? colour.muted;
}
