import type { EmergingArtifact, PublishedAlert, PublishedShare } from "../../emerging/artifact.js";
import { rounded } from "../words.js";
import { entityName, kindName } from "../../emerging/words.js";

/** "hashtag #cityfestival", made safe to show. */
export function nameOf({ kind, entity, sample }: Pick<PublishedAlert, "kind" | "entity" | "sample">): string {
  return `${kindName(kind)} ${entityName(kind, entity, sample)}`;
}

/** "none was expected", "0.7 were expected", "12.3 were expected". */
export function expectedText({ expected }: Pick<PublishedAlert, "expected">): string {
  const shown = Math.round(expected * 10) / 10;
  return shown === 0 ? "none was expected" : `${rounded(shown)} were expected`;
}

/** Alerts from which a false share of eight weeks says something: below, 1 ÷ alerts alone is more than the goal. */
const enough = 20;

/** The false share of eight weeks, or that of all days where these had too few alerts. */
export function knownShare({
  falseShare: { recent, all },
}: EmergingArtifact): PublishedShare & { readonly isRecent: boolean } {
  return recent.alerts >= enough ? { ...recent, isRecent: true } : { ...all, isRecent: false };
}

export const groupNames: Readonly<Record<string, string>> = {
  content: "domains, hashtags, texts and media",
  signups: "signups",
  enforcement: "rules and reports",
  places: "countries and surfaces",
};

export const detectorNames = { burst: "Bursts", novelty: "New" } as const;

/** What else an alert of a kind could be. */
export const organic: Readonly<Record<string, string>> = {
  domain: "Also possible: a news story, a release or a sale that many people link to at once.",
  hashtag: "Also possible: an event, a broadcast or a joke that many people join at once.",
  text: "Also possible: a quote, a headline, a song or a form that many people copy.",
  media: "Also possible: a picture of an event that many people pass on.",
  asn: "Also possible: a carrier, a school or a campaign for new users behind one network.",
  prefix: "Also possible: a carrier or a school behind one address block.",
  email_domain: "Also possible: an organisation whose members join together.",
  handle: "Also possible: handles that the platform itself suggests.",
  rule: "Also possible: a change of the rule, or of what feeds it.",
  reason: "Also possible: a change of the form for reports, or a call to report.",
  place: "Also possible: a holiday, an outage elsewhere or a change of the surface.",
};
