import type { Need } from "./needs.js";

/** What two accounts can share, most personal first. */
export const pivotKinds = [
  "device",
  "ip_prefix",
  "minute",
  "avatar",
  "media",
  "text",
  "url",
  "domain",
  "network",
  "email_domain",
  "phone_prefix",
  "asn",
] as const;

export type PivotKind = (typeof pivotKinds)[number];

export function isPivotKind(name: string): name is PivotKind {
  return (pivotKinds as readonly string[]).includes(name);
}

interface PivotWords {
  /** What is shared. */
  readonly label: string;
  /** Said where a crowd shares it. */
  readonly crowd: string;
  /** Tables that tell it. */
  readonly tables: readonly string[];
  /** What tells it in these tables; null where rows do. */
  readonly need: Need | null;
}

/** What a pivot is called, and why many may share it without knowing of one another. */
export const pivotWords: Readonly<Record<PivotKind, PivotWords>> = {
  device: {
    label: "Device",
    crowd: "a device that so many use is a shop's, a school's or a forged one",
    tables: ["sessions"],
    need: "sessions.device_h",
  },
  ip_prefix: {
    label: "IP prefix",
    crowd: "a carrier, a company or a campus puts many people behind one address: no evidence",
    tables: ["sessions"],
    need: "sessions.ip_prefix_h",
  },
  minute: {
    label: "Registered in the same minute",
    crowd: "so many sign up in one minute only where signing up is busy",
    tables: ["accounts"],
    need: "accounts.created_at",
  },
  avatar: {
    label: "Avatar",
    crowd: "a picture that so many use is likely the platform's own or a meme",
    tables: ["accounts"],
    need: "accounts.avatar_hash",
  },
  media: {
    label: "Media",
    crowd: "what so many post is likely a meme or the news",
    tables: ["events", "event_objects"],
    need: "event_objects.kind=media",
  },
  text: {
    label: "Text",
    crowd: "what so many write is likely a greeting, a slogan or a share button's",
    tables: ["events", "event_objects"],
    need: "events.text",
  },
  url: {
    label: "Link",
    crowd: "what so many link is likely the news",
    tables: ["events", "event_objects"],
    need: "event_objects.kind=url",
  },
  domain: {
    label: "Domain",
    crowd: "a domain that so many link is a large site: no evidence",
    tables: ["events", "event_objects"],
    need: "event_objects.kind=domain",
  },
  network: {
    label: "Network",
    crowd: "a network this large holds bystanders, too",
    tables: ["clusters", "cluster_members"],
    need: null,
  },
  email_domain: {
    label: "E-mail domain",
    crowd: "a large mail provider: no evidence",
    tables: ["accounts"],
    need: "accounts.email_domain",
  },
  phone_prefix: {
    label: "Phone prefix",
    crowd: "a country's or a carrier's numbers: no evidence",
    tables: ["accounts"],
    need: "accounts.phone_prefix",
  },
  asn: {
    label: "Internet provider (ASN)",
    crowd: "all customers of a provider share it: no evidence",
    tables: ["sessions"],
    need: "sessions.asn",
  },
};
