/**
 * A notebook page with one query, its table and its chart: the start of a file in `src/notebooks/`.
 *
 * @param title in words; it also names the file
 */
export function notebookPage(title: string, query: string): string {
  const fence = "`".repeat(Math.max(3, ...[...query.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  return `---
title: ${JSON.stringify(title)}
audience: [analyst]
---

# ${title.replace(/[\\`*_{}[\]<>$#|]/g, "\\$&")}

What was asked, why, and what came of it.

${fence}js
import { query, show, chart } from "../components/notebook.js";

const rows = query(${templateLiteral(query)});
${fence}

${fence}js
display(await chart(rows));
${fence}

${fence}js
display(await show(rows));
${fence}
`;
}

/** Name of a notebook's file: small letters, digits and dashes. */
export function notebookFile(title: string): string {
  const slug = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return `${slug || "notebook"}.md`;
}

function templateLiteral(text: string): string {
  return `\`${text.replace(/[\\`]|\$(?=\{)/g, "\\$&")}\``;
}
