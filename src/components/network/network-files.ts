import { detailFile, type NetworkDetails } from "../../lib/network/detail.js";
import type { NetworksArtifact } from "../../lib/network/artifact.js";
import type { Attachments } from "../attachments.js";
import { fetchBytes } from "../fetch-bytes.js";
import { siteRoot } from "../site-links.js";

const asked = new Map<string, Promise<NetworkDetails>>();

/** The network that was asked for, from its own file; null where it is not among those published in detail. */
export async function networkAsked(id: string, attachments: Attachments): Promise<NetworkDetails | null> {
  const networks = (await attachments["networks"]?.json()) as NetworksArtifact | { missing: unknown };
  if ("missing" in networks || !networks.detailed.includes(id)) return null;
  const known = asked.get(id);
  if (known !== undefined) return known;
  const details = read(id);
  asked.set(id, details);
  details.catch(() => asked.delete(id));
  return details;
}

async function read(id: string): Promise<NetworkDetails> {
  const bytes = await fetchBytes(`${siteRoot()}data/${detailFile(id)}`, 0);
  return JSON.parse(await bytes.text()) as NetworkDetails;
}
