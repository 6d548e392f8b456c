import { defang } from "./defang.js";
import { platformText } from "./plain.js";

/**
 * Text for a paragraph, heading or table cell of Markdown, also of Framework's: punctuation that could mean anything goes
 * as an entity, `${` included.
 */
function escapeMarkdown(text: string): string {
  return text
    .replace(/[\r\n]+/g, " ")
    .replace(/[!-/:-@[-`{-~]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Text of the platform for Markdown: neutralised, addresses defanged, then escaped. */
export function platformMarkdown(raw: string, length?: number): string {
  return escapeMarkdown(defang(platformText(raw, length)));
}
