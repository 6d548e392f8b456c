import { bannerOf, figureCard, tableOf } from "./cards.js";
import { listedFindings } from "./findings.js";
import type { Inputs } from "./inputs.js";
import type { PageView } from "./page-view.js";
import { dayText, many } from "./words.js";

/** The list of findings, newest first. */
export function findingsView(inputs: Inputs): PageView {
  const findings = listedFindings(inputs.artifacts["findings"]);
  const newest = findings[0];
  return {
    page: "findings",
    headline: newest ? `Newest finding: ${newest.title}` : "This source has no findings yet",
    summary: newest
      ? `${many(findings.length, "finding")}, the newest of ${dayText(newest.date)}.`
      : "A finding is a Markdown file in the source's findings folder; `shrike finding --from URL` starts one.",
    banner: bannerOf(inputs),
    numbers: [],
    cards: findings.length
      ? [
          figureCard(
            inputs,
            {
              id: "findings",
              metric: "findings",
              width: 12,
              title: many(findings.length, "finding"),
              subtitle: "Newest first",
            },
            null,
            tableOf(
              [
                ["date", "Date", "date"],
                ["title", "Title", "text"],
              ],
              findings.map(({ date, title }) => [date, title]),
            ),
          ),
        ]
      : [],
    findings: findings.map(({ title, slug, date }) => ({ title, href: `/findings/${slug}`, date })),
  };
}
