import { Feed } from "feed";
import { platformHtml, platformText } from "../../../src/lib/text/index.js";
import type { SiteFrame } from "../../../src/lib/view/site-frame.js";

/** A finding as artifact `findings.json` lists it: what the index, the pages and the feed need. */
export interface ListedFinding {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly date: string;
  readonly as_of: string;
  readonly status: string;
  readonly confidence: string;
  readonly abuse_type: string;
  readonly tlp: string;
  readonly disarm: readonly string[];
  readonly audience: readonly string[];
  /** The bottom line, values filled in. */
  readonly summary: string;
  /** Path below the site's root. */
  readonly href: string;
  readonly pages: readonly string[];
  readonly slice: string;
}

/**
 * The findings as an Atom feed, newest first. Ids are stable and do not hold the address of the site; times come from the
 * findings, never from a clock.
 *
 * @param siteUrl where the site is published; without it links are relative to the feed, which lies beside the findings
 */
export function findingsFeed(findings: readonly ListedFinding[], frame: SiteFrame, siteUrl?: string): string {
  const { name, title, simulated } = frame.source;
  const base = siteUrl?.replace(/\/+$/, "");
  const link = (file: string): string => `${base === undefined ? "." : `${base}/findings`}/${file}`;
  const feed = new Feed({
    id: `urn:shrike:${name}:findings`,
    title: platformText(`${title}: findings${simulated ? " (simulated data)" : ""}`),
    link: link(""),
    ...(base === undefined ? {} : { feedLinks: { atom: link("feed.atom.xml") } }),
    updated: midnight(findings[0]?.date ?? frame.range.to),
    generator: "Shrike",
    copyright: frame.source.licence ?? "",
    author: { name: platformText(title) },
  });
  for (const finding of findings)
    feed.addItem({
      id: `urn:shrike:${name}:finding:${finding.id}`,
      title: platformHtml(finding.title),
      link: link(`${finding.slug}.html`),
      date: midnight(finding.date),
      description: platformHtml(`${simulated ? "Simulated data. " : ""}${finding.summary}`, 1000),
      category: [{ name: finding.abuse_type }, { name: finding.status }],
    });
  return feed.atom1();
}

function midnight(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
