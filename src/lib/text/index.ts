export { csvCell, csvTable, type CsvValue } from "./csv.js";
export { defang } from "./defang.js";
export { escapeHtml, html, Markup, platformHtml, platformSvg, type SafeHtml } from "./html.js";
export { platformMarkdown } from "./markdown.js";
export { platformText, type PlatformText } from "./plain.js";
