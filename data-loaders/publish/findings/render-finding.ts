import {
  type Inline,
  leavesOf,
  preformatted,
  readInline,
  renderInline,
  renderProse,
  type ValueMarkup,
} from "../../../src/lib/finding/index.js";
import { formatDay } from "../../../src/lib/format/index.js";
import { html, type Markup } from "../../../src/lib/text/index.js";
import { pageOf, pageTitles } from "./page-links.js";
import type { Finding } from "./read-finding.js";
import type { ResolvedValue } from "./resolve-values.js";

type Values = ReadonlyMap<string, ResolvedValue>;

/**
 * A finding as a page for Framework: front matter and one block of HTML. Nothing in it is read as Markdown, as an
 * expression or as a cell of code, whatever the finding's author or the platform's users wrote.
 */
export function renderFinding(finding: Finding, values: Values, simulated: boolean): string {
  const value: ValueMarkup = (name) => values.get(name)?.markup ?? html``;
  const article = html`<article class="finding">
    ${simulated ? html`<p class="finding-simulated"><strong>Simulated data.</strong> This finding speaks of no real platform and of no real people.</p>` : null}
    <h1>${finding.title}</h1>
    <p class="finding-summary">${renderInline(readInline(finding.summary), value)}</p>
    ${facts(finding)} ${renderProse(finding.prose, value)} ${sources(finding, values)}
  </article>`;
  const frontMatter = [
    "---",
    `title: ${JSON.stringify(finding.title).replace(/[\u007f-\uffff]/g, unicodeEscape)}`,
    `audience: [${finding.audience.join(", ")}]`,
    "---",
  ].join("\n");
  return `${frontMatter}\n\n${article.html.replace(/\n\s*\n/g, "\n")}\n`;
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** The values' words without markup: for the list and the feed. */
export function plainText(source: string, values: Values): string {
  const words = (leaf: Inline): string => {
    if (leaf.kind === "value") return values.get(leaf.name)?.text ?? "";
    return "text" in leaf ? leaf.text : "";
  };
  return leavesOf(readInline(source)).map(words).join("");
}

function facts(finding: Finding): Markup {
  const rows: [string, Markup][] = [
    ["Status", html`${finding.status}`],
    ["Confidence", html`${finding.confidence}`],
    ["Kind of abuse", html`${finding.abuse_type.replaceAll("_", " ")}`],
    ["Sharing", html`TLP:${finding.tlp.toUpperCase()}`],
    ["Written", html`<time datetime="${finding.date}">${formatDay(finding.date)}</time>`],
    ["Data to", html`<time datetime="${finding.as_of}">${formatDay(finding.as_of)}</time> (UTC)`],
  ];
  if (finding.disarm.length) rows.push(["DISARM", html`${finding.disarm.join(", ")}`]);
  if (finding.pages.length) rows.push(["See also", html`${links(finding)}`]);
  return html`<dl class="finding-facts">
    ${rows.map(
      ([term, text]) =>
        html`<div>
          <dt>${term}</dt>
          <dd>${text}</dd>
        </div>`,
    )}
  </dl>`;
}

function links({ pages, slice }: Finding): Markup[] {
  return pages.map(
    (page, index) =>
      html`${index ? ", " : ""}<a href="${pageOf(page)}${slice ? `?${slice}` : ""}">${pageTitles[page]}</a>`,
  );
}

/** Every query with what it gave. */
function sources(finding: Finding, values: Values): Markup | null {
  const numbers = Object.entries(finding.numbers).map(([name, { sql }]) => ({
    name,
    sql,
    result: values.get(name)?.text ?? "",
  }));
  const tables = Object.entries(finding.tables).map(([name, { sql, title }]) => ({
    name,
    sql,
    result: title,
  }));
  const all = [...numbers, ...tables];
  if (all.length === 0) return null;
  return html`<section class="finding-queries">
    <h2>Where each number comes from</h2>
    ${all.map(
      ({ name, sql, result }) =>
        html`<details>
          <summary><code>${name}</code>: ${result}</summary>
          ${preformatted(sql)}
        </details> `,
    )}
  </section>`;
}
