import { findingFilters } from "../../../src/lib/finding/index.js";
import { formatDay } from "../../../src/lib/format/index.js";
import { html, type Markup } from "../../../src/lib/text/index.js";
import type { ListedFinding } from "./feed.js";

const filterNames = { status: "Status", abuse_type: "Kind of abuse", confidence: "Confidence" } as const;

/** The list of findings, complete without JavaScript; its filters appear when the page's script is there to work them. */
export function renderList(findings: readonly ListedFinding[], simulated: boolean): string {
  if (findings.length === 0)
    return html`<p class="findings-empty">
      This source has no findings yet. A finding is a Markdown file in the source's folder
      <code>findings</code>; <code>shrike finding --from URL</code> starts one from a slice.
    </p>`.html;
  return html`<form class="findings-filters" hidden>
      ${findingFilters.map((filter) => select(filter, findings))}<output
        class="findings-count"
        aria-live="polite"
      ></output>
    </form>
    <ol class="findings-list" reversed>
      ${findings.map((finding) => item(finding, simulated))}
    </ol>`.html;
}

function select(filter: (typeof findingFilters)[number], findings: readonly ListedFinding[]): Markup {
  const values = [...new Set(findings.map((finding) => finding[filter]))].sort();
  return html`<label
    >${filterNames[filter]}
    <select name="${filter}">
      <option value="">all</option>
      ${values.map((value) => html`<option value="${value}">${value.replaceAll("_", " ")}</option>`)}
    </select></label
  > `;
}

function item(finding: ListedFinding, simulated: boolean): Markup {
  const { status, abuse_type, confidence, tlp, date } = finding;
  return html`<li data-status="${status}" data-abuse-type="${abuse_type}" data-confidence="${confidence}">
    <h2><a href="${finding.href}">${finding.title}</a></h2>
    <p>${finding.summary}</p>
    <p class="finding-meta">
      <time datetime="${date}">${formatDay(date)}</time> · ${status} · ${confidence} confidence ·
      ${abuse_type.replaceAll("_", " ")} · TLP:${tlp.toUpperCase()}${simulated ? " · simulated data" : ""}
    </p>
  </li> `;
}
