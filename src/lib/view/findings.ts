import type { Inputs } from "./inputs.js";
import type { PageView } from "./page-view.js";

/** A finding as artifact `findings.json` lists it. */
interface ListedFinding {
  readonly title: string;
  readonly slug: string;
  readonly date: string;
  /** Pages that link to it. */
  readonly pages?: readonly string[];
}

/** The findings that speak of a page, newest first. */
export function findingsFor({ artifacts }: Inputs, page: string): PageView["findings"] {
  return listedFindings(artifacts["findings"])
    .filter(({ pages }) => pages?.includes(page))
    .map(({ title, slug, date }) => ({ title, href: `/findings/${slug}`, date }));
}

/** All findings of artifact `findings.json`, newest first. */
export function listedFindings(artifact: unknown): ListedFinding[] {
  const { findings } = (artifact ?? {}) as { findings?: readonly ListedFinding[] };
  return [...(findings ?? [])].sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
}
