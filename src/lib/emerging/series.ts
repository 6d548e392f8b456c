/** Counts of what may emerge, day by day: what the detectors run over. */
export interface EntitySeries {
  /** First day, `YYYY-MM-DD`; the others follow without a gap. */
  readonly first: string;
  readonly days: number;
  readonly entities: readonly Entity[];
  /** Distinct accounts of each entity on each day, by entity and then by day: `counts[entity * days + day]`. */
  readonly counts: Int32Array;
  /** Accounts that were active on each day, by what kind of entity it bears on. */
  readonly activity: ReadonlyMap<string, Float64Array>;
}

export interface Entity {
  /** domain, hashtag, text, media, asn, prefix, email_domain, handle, rule, reason, place. */
  readonly kind: string;
  readonly id: string;
}

/** Kinds that behave alike, and are calibrated together. */
export const groups = ["content", "signups", "enforcement", "places"] as const;
export type Group = (typeof groups)[number];

const groupOfKind: Readonly<Record<string, Group>> = {
  domain: "content",
  hashtag: "content",
  text: "content",
  media: "content",
  asn: "signups",
  prefix: "signups",
  email_domain: "signups",
  handle: "signups",
  rule: "enforcement",
  reason: "enforcement",
  place: "places",
};

/** @throws RangeError for a kind that there is not */
export function groupOf(kind: string): Group {
  const group = groupOfKind[kind];
  if (group === undefined)
    throw new RangeError(
      `there is no kind of entity "${kind}"; expected one of ${Object.keys(groupOfKind).join(", ")}`,
    );
  return group;
}

/** Kinds whose first appearance says nothing: a rule is new because somebody launched it. */
export const neverNovel: ReadonlySet<string> = new Set(["rule", "reason", "place"]);

/** A whole number that depends on an entity alone, so that its decoys are the same whatever else there is: FNV-1a. */
export function entityKey({ kind, id }: Entity): number {
  let hash = 0x811c9dc5;
  for (const text of [kind, "\0", id])
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
