import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SiteFrame } from "../../src/lib/view/site-frame.js";
import { escapeHtml } from "../../src/lib/text/index.js";

interface Section {
  name: string;
  open?: boolean;
  pages: { name: string; path: string }[];
}

/** What Framework's configuration needs to know of the published artifacts. */
export interface SiteNavigation {
  title: string;
  home: string;
  header: string;
  footer: string;
  pages: Section[];
  dynamicPaths: string[];
}

const leadership: Section = {
  name: "Leadership",
  pages: [
    { name: "Scorecard", path: "/leadership/scorecard" },
    { name: "Trends", path: "/leadership/trends" },
    { name: "Appeals", path: "/leadership/appeals" },
    { name: "Transparency", path: "/leadership/transparency" },
  ],
};

const analyst: Section = {
  name: "Analysts",
  pages: [
    { name: "Today", path: "/analyst/today" },
    { name: "Rules", path: "/analyst/rules" },
    { name: "Rule", path: "/analyst/rule" },
    { name: "Rule lab", path: "/analyst/rule-lab" },
    { name: "Rule lifecycle", path: "/analyst/lifecycle" },
    { name: "Queues & labels", path: "/analyst/queues" },
    { name: "Emerging", path: "/analyst/emerging" },
    { name: "Networks", path: "/analyst/networks" },
    { name: "Network", path: "/analyst/network" },
    { name: "Risk model", path: "/analyst/risk" },
    { name: "Repeated texts", path: "/analyst/texts" },
    { name: "Accounts", path: "/analyst/accounts" },
    { name: "Explore", path: "/analyst/explore" },
    { name: "SQL", path: "/analyst/sql" },
  ],
};

const notebooks: Section = {
  name: "Notebooks",
  pages: [
    { name: "Weekly enforcement review", path: "/notebooks/weekly-review" },
    { name: "Post-mortem of a rule's decay", path: "/notebooks/rule-decay" },
    { name: "Anatomy of a campaign", path: "/notebooks/campaign-anatomy" },
  ],
};

const reference: Section = {
  name: "Reference",
  pages: [
    { name: "Metric dictionary", path: "/dictionary" },
    { name: "Freshness & known issues", path: "/freshness" },
  ],
};

const simulatedBanner = `<p class="simulated-banner"><strong>Simulated data.</strong> No figure on this site describes a real platform or real people.</p>`;

/** Opens and closes Framework's sidebar, in place of its unlabelled checkbox outside of every landmark. */
const menuButton = `<button type="button" class="menu-button" aria-controls="observablehq-sidebar" aria-expanded="false">Menu</button>
<script>{
const button = document.querySelector(".menu-button");
const sidebar = document.querySelector("#observablehq-sidebar");
const toggle = document.querySelector("#observablehq-sidebar-toggle");
button.onclick = () => {
  toggle.click();
  const open = getComputedStyle(sidebar).visibility === "visible";
  button.setAttribute("aria-expanded", String(open));
  if (open) sidebar.querySelector("a").focus();
};
}</script>
`;

/**
 * The site's sections, its banner and the pages that exist only because the source has findings.
 *
 * @param artifacts folder of the published artifacts
 */
export function readSiteNavigation(artifacts: string): SiteNavigation {
  const frame = JSON.parse(readFileSync(join(artifacts, "site.json"), "utf8")) as SiteFrame;
  const findings = readFindings(artifacts);
  const { source } = frame;
  return {
    title: `Shrike · ${source.title}`,
    home: `<span class="shrike-brand">Shrike</span> <span class="shrike-source">${escapeHtml(source.title)}</span>`,
    header: menuButton + (source.simulated ? simulatedBanner : ""),
    footer: `${escapeHtml(source.title)} · data to ${escapeHtml(frame.asOf.slice(0, 16).replace("T", " "))} UTC · run ${escapeHtml(frame.runId.slice(0, 12))}${source.licence ? ` · ${escapeHtml(source.licence)}` : ""}`,
    pages: [
      leadership,
      analyst,
      notebooks,
      {
        name: "Findings",
        pages: [
          { name: "All findings", path: "/findings/" },
          ...findings.map(({ title, slug }) => ({ name: title, path: `/findings/${slug}` })),
        ],
      },
      reference,
    ],
    dynamicPaths: ["/findings/feed.atom.xml", ...findings.map(({ slug }) => `/findings/${slug}`)],
  };
}

function readFindings(artifacts: string): { title: string; slug: string }[] {
  const file = join(artifacts, "findings.json");
  if (!existsSync(file)) return [];
  const { findings } = JSON.parse(readFileSync(file, "utf8")) as {
    findings: { title: string; slug: string }[];
  };
  return findings;
}
