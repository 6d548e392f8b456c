import { leavesOf } from "./prose.js";
import type { Inline } from "./inline.js";

const month = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*";

/** Digits that are no measurement: dates, and names that hold digits after a letter (T0049, v2, rule-7). */
const allowed = [
  new RegExp(`\\b\\d{1,2} ${month}(?: \\d{4})?\\b`, "g"),
  new RegExp(`\\b${month} \\d{4}\\b`, "g"),
  /\b\d{4}-\d{2}-\d{2}\b/g,
  /\b\p{L}[\p{L}\p{N}]*(?:[-_.]?[\p{L}\p{N}]+)*/gu,
];

/**
 * Numbers written into prose by hand. Every number of a finding comes from a query, so each of these is a mistake; dates,
 * identifiers and `code` are not looked at.
 */
export function literalDigits(inlines: readonly Inline[]): string[] {
  return leavesOf(inlines).flatMap((leaf) => {
    if (leaf.kind !== "text") return [];
    const rest = allowed.reduce((text, pattern) => text.replace(pattern, " "), leaf.text);
    return [...rest.matchAll(/[\p{Nd}](?:[\p{Nd}.,\u202f\u00a0%]*[\p{Nd}%])?/gu)].map(([digits]) => digits);
  });
}
