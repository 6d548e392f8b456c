import type { FrontMatter } from "../../../src/lib/finding/index.js";

type PageName = FrontMatter["pages"][number];

/** What a page is called in a link to it. */
export const pageTitles: Readonly<Record<PageName, string>> = {
  scorecard: "Scorecard",
  trends: "Trends",
  appeals: "Appeals",
  transparency: "Transparency",
  dictionary: "Metric dictionary",
  freshness: "Freshness & known issues",
};

/** The path of a page below the site's root. */
export function pageOf(page: PageName): string {
  return page === "dictionary" || page === "freshness" ? `/${page}` : `/leadership/${page}`;
}
