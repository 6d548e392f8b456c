import type { DrawOptions } from "./options.js";

/** Pixels that a character of a figure's type takes, on average. */
const perCharacter = 6.6;

/**
 * Room to the left of a figure for the names of its rows: as much as the longest needs, at most 42 % of the width.
 *
 * @returns pixels of the margin, and the em of type that fit in it
 */
export function labelMargin(
  names: readonly string[],
  { width }: DrawOptions,
): { readonly marginLeft: number; readonly lineWidth: number } {
  const longest = Math.max(0, ...names.map((name) => name.length));
  const marginLeft = Math.round(Math.min(0.42 * width, Math.max(60, longest * perCharacter + 20)));
  return { marginLeft, lineWidth: (marginLeft - 12) / 12 };
}
