import type { NetworkOverview } from "../../network/artifact.js";
import type { EvidenceObject } from "../../network/evidence.js";
import { defang, platformText } from "../../text/index.js";

/** An account or a target as it may be shown. */
export function shownName(raw: string): string {
  return defang(platformText(raw, 60));
}

/** What a text says, as it may be shown: longer than a name. */
export function shownText(raw: string): string {
  return defang(platformText(raw, 120));
}

/** What a text says where that is known, else the object itself. */
export function shownObject({ object, text }: Pick<EvidenceObject, "object" | "text">): string {
  return text === null ? shownName(object) : shownText(text);
}

/** What a kind of object is called in a sentence. */
export function kindName(kind: string): string {
  if (kind === "follow") return "account to follow";
  if (kind === "like") return "target to like";
  return kind === "url" ? "URL" : kind;
}

/** What two members did with an object. */
export function deedOf(signal: NetworkOverview["signal"]): string {
  if (signal === "follow") return "followed";
  return signal === "like" ? "liked" : "shared";
}

/** The page of a network with two of its members picked. */
export function pairHref(id: string, a: string, b: string): string {
  const query = new URLSearchParams({ id, a, b });
  return `/analyst/network?${query.toString()}#evidence`;
}
