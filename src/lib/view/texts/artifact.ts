import type { ShownCluster, TextsArtifact } from "../../near-duplicate/shown-texts.js";
import { platformText } from "../../text/index.js";
import { lacking, missingTables, type Inputs } from "../inputs.js";
import type { Missing } from "../page-view.js";

/** Accounts within ten minutes from which on a text was posted by many at once. */
export const manyAtOnce = 5;

/** The repeated texts that were published, or why there are none. */
export function textsOf({ artifacts }: Inputs): TextsArtifact | Missing {
  const missing = missingTables(artifacts["texts"]);
  if (missing === null) return artifacts["texts"] as TextsArtifact;
  if (!missing.includes("events.text")) return lacking(missing, "Repeated texts");
  return {
    tables: ["events"],
    why: "Repeated texts: unknown, not zero. No event of this source has a text.",
    remedy: "Give events.sql in the source's folder a column `text`.",
  };
}

/** Whether many accounts posted a text at once. */
export function isBurst({ busiest }: ShownCluster): boolean {
  return busiest.accounts >= manyAtOnce;
}

/** Share of a text's events that lie in its busiest ten minutes. */
export function shareAtOnce({ busiest, events }: ShownCluster): number | null {
  return events === 0 ? null : busiest.events / events;
}

/** A text in quotation marks, cut where it is long. */
export function quoted({ sample }: ShownCluster, length: number): string {
  return `“${platformText(sample.trim(), length).replace(/… \(\d+ more characters\)$/, "…")}”`;
}

export function textHref(id: string): string {
  return `/analyst/texts?id=${encodeURIComponent(id)}`;
}

/** What else repeats texts than people who were told to. */
export const organic =
  "What else it could be: a meme, a quotation, a headline that a share button fills in, song lyrics, an appeal to copy and paste, or breaking news. Ask who the accounts are, whether they also share links, devices or networks, and whether they repeat each other again and again.";
