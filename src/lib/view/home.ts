import { listedFindings } from "./findings.js";
import { missingTables, type Inputs } from "./inputs.js";
import type { PageView } from "./page-view.js";
import { scorecardView } from "./scorecard.js";
import { transparencyView } from "./transparency.js";
import { trendsView } from "./trends.js";

/** Numbers and findings that the first page shows. */
const shownNumbers = 10;
const shownFindings = 5;

/** The first page: the answer of the page that this source has most to say on, and the latest findings. */
export function homeView(inputs: Inputs): PageView {
  const { headline, summary, banner, numbers } = leadingView(inputs);
  return {
    page: "home",
    headline,
    summary,
    banner,
    numbers: numbers.filter(({ missing }) => missing === undefined).slice(0, shownNumbers),
    cards: [],
    findings: listedFindings(inputs.artifacts["findings"])
      .slice(0, shownFindings)
      .map(({ title, slug, date }) => ({ title, href: `/findings/${slug}`, date })),
  };
}

function leadingView(inputs: Inputs): PageView {
  const has = (name: string): boolean => missingTables(inputs.artifacts[name]) === null;
  if (has("prevalence") || has("actions")) return scorecardView(inputs);
  return has("events") ? trendsView(inputs) : transparencyView(inputs);
}
