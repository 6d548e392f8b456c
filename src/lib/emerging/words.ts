import { defang, platformText } from "../text/index.js";

/** What a kind of entity is called, one and many. */
const names: Readonly<Record<string, readonly [string, string]>> = {
  domain: ["domain", "domains"],
  hashtag: ["hashtag", "hashtags"],
  text: ["repeated text", "repeated texts"],
  media: ["media file", "media files"],
  asn: ["signups from network", "signups by network"],
  prefix: ["signups from address block", "signups by address block"],
  email_domain: ["signups with e-mail at", "signups by e-mail domain"],
  handle: ["signups with handles like", "signups by shape of handle"],
  rule: ["hits of rule", "hits of rules"],
  reason: ["reports for", "reports by reason"],
  place: ["activity from", "activity by country and surface"],
};

export function kindName(kind: string, many = false): string {
  return names[kind]?.[many ? 1 : 0] ?? kind;
}

/**
 * What an alert is about, made safe to show.
 *
 * @param sample a text of the cluster, for one of texts
 */
export function entityName(kind: string, entity: string, sample: string | null = null): string {
  if (kind === "hashtag") return `#${platformText(entity, 80)}`;
  if (kind === "domain") return platformText(defang(entity), 80);
  if (kind === "text") return sample === null ? entity.slice(0, 12) : `“${platformText(defang(sample), 80)}”`;
  if (kind === "media" || kind === "prefix") return platformText(entity.slice(0, 12), 12);
  if (kind === "asn") return `AS${platformText(entity, 20)}`;
  if (kind === "email_domain") return platformText(defang(entity), 80);
  return platformText(entity, 80);
}
