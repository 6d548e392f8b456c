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
}

/** What a pivot is called, and why many may share it without knowing of one another. */
export const pivotWords: Readonly<Record<PivotKind, PivotWords>> = {
  device: {
    label: "Device",
    crowd: "a device that so many use is a shop's, a school's or a forged one",
    tables: ["sessions"],
  },
  ip_prefix: {
    label: "IP prefix",
    crowd: "a carrier, a company or a campus puts many people behind one address: no evidence",
    tables: ["sessions"],
  },
  minute: {
    label: "Registered in the same minute",
    crowd: "so many sign up in one minute only where signing up is busy",
    tables: ["accounts"],
  },
  avatar: {
    label: "Avatar",
    crowd: "a picture that so many use is likely the platform's own or a meme",
    tables: ["accounts"],
  },
  media: {
    label: "Media",
    crowd: "what so many post is likely a meme or the news",
    tables: ["events", "event_objects"],
  },
  text: {
    label: "Text",
    crowd: "what so many write is likely a greeting, a slogan or a share button's",
    tables: ["events", "event_objects"],
  },
  url: {
    label: "Link",
    crowd: "what so many link is likely the news",
    tables: ["events", "event_objects"],
  },
  domain: {
    label: "Domain",
    crowd: "a domain that so many link is a large site: no evidence",
    tables: ["events", "event_objects"],
  },
  network: {
    label: "Network",
    crowd: "a network this large holds bystanders, too",
    tables: ["clusters", "cluster_members"],
  },
  email_domain: {
    label: "E-mail domain",
    crowd: "a large mail provider: no evidence",
    tables: ["accounts"],
  },
  phone_prefix: {
    label: "Phone prefix",
    crowd: "a country's or a carrier's numbers: no evidence",
    tables: ["accounts"],
  },
  asn: {
    label: "Internet provider (ASN)",
    crowd: "all customers of a provider share it: no evidence",
    tables: ["sessions"],
  },
};
