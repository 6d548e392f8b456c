import type { FrontMatter } from "./front-matter.js";

type Draft = Omit<FrontMatter, "with" | "pages" | "slice" | "numbers" | "tables">;

/**
 * Front matter of a finding that is begun: what its author has to decide, at its most cautious.
 *
 * @param today the day that it is begun on, and `asOf` the last day of the data, `YYYY-MM-DD`
 */
export function draftFrontMatter({
  today,
  slug,
  simulated,
  asOf,
}: {
  readonly today: string;
  readonly slug: string;
  readonly simulated: boolean;
  readonly asOf: string;
}): Draft {
  return {
    id: `${today}-${slug}`,
    title: simulated ? "Simulated: what was found, in one line" : "What was found, in one line",
    status: "open",
    confidence: "low",
    abuse_type: "unclassified",
    tlp: "amber",
    disarm: [],
    audience: ["analyst"],
    as_of: asOf,
    summary: "The bottom line in a sentence.",
  };
}
