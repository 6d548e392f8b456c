import type { ValueType } from "../../src/lib/predicate/index.js";

/** How far back a count looks: an hour, a day, a week or four weeks, the hour at whose end it is taken included. */
export type Window = "1 h" | "24 h" | "7 d" | "28 d";

/** A feature of an account at the end of an hour in which it was active. */
export interface Feature {
  readonly type: ValueType;
  /** How far back it looks; null where it is a fact of the account. */
  readonly window: Window | null;
  readonly meaning: string;
}

/** Windows by the endings of the features that count over them. */
export const windows: Readonly<Record<string, { readonly window: Window; readonly hours: number }>> = {
  "1h": { window: "1 h", hours: 1 },
  "24h": { window: "24 h", hours: 24 },
  "7d": { window: "7 d", hours: 168 },
  "28d": { window: "28 d", hours: 672 },
};

/** A number of things that an account did, or that befell it, in an hour. */
interface HourlyCount {
  readonly noun: string;
  /** Table that a source must have for it to be known. */
  readonly from: "events" | "event_objects" | "reports";
  /** Whether there is a feature of the hour alone. */
  readonly hourly: boolean;
}

/** What is counted over windows, by the columns of the hours' tables. */
export const hourlyCounts: Readonly<Record<string, HourlyCount>> = {
  events: { noun: "Events", from: "events", hourly: true },
  posts: { noun: "Posts", from: "events", hourly: true },
  replies: { noun: "Replies", from: "events", hourly: true },
  reposts: { noun: "Reposts", from: "events", hourly: false },
  likes: { noun: "Likes given", from: "events", hourly: true },
  follows: { noun: "Follows made", from: "events", hourly: true },
  messages: { noun: "Messages sent", from: "events", hourly: true },
  links: { noun: "Events with a link", from: "event_objects", hourly: true },
  hashtags: { noun: "Hashtags used", from: "event_objects", hourly: false },
  media: { noun: "Media attached", from: "events", hourly: false },
  repeats: {
    noun: "Posts whose text it had posted in the same hour",
    from: "event_objects",
    hourly: false,
  },
  reports: { noun: "User reports received", from: "reports", hourly: false },
};

function counts(): Record<string, Feature> {
  return Object.fromEntries(
    Object.entries(hourlyCounts).flatMap(([name, { noun, hourly }]) =>
      Object.entries(windows)
        .filter(([suffix]) => hourly || suffix !== "1h")
        .map(([suffix, { window }]): [string, Feature] => [
          `${name}_${suffix}`,
          { type: "number", window, meaning: `${noun} in the last ${window}, this hour included.` },
        ]),
    ),
  );
}

function fact(type: ValueType, meaning: string): Feature {
  return { type, window: null, meaning };
}

/** Every column of `account_features`, beside the account and the hour. A predicate may name these and no other. */
export const accountFeatures: Readonly<Record<string, Feature>> = {
  account_age_hours: fact("number", "Hours since the account was made; unknown where that is not known."),
  followers: fact("number", "Accounts that follow it, as last known."),
  following: fact("number", "Accounts that it follows, as last known."),
  profile_posts: fact("number", "Posts that its profile says it ever made, as last known."),
  has_avatar: fact("boolean", "Whether it has a profile picture."),
  has_bio: fact("boolean", "Whether it has a profile text."),
  bio_has_link: fact("boolean", "Whether its profile text holds a link."),
  handle_digits: fact("number", "Digits in its handle."),
  handle_length: fact("number", "Characters of its handle."),
  is_verified: fact("boolean", "Whether the platform has verified it."),
  signup_challenge_failed: fact("boolean", "Whether a challenge at signup was failed or abandoned."),
  signups_on_device: fact("number", "Accounts signed up on its device until it was, itself included."),
  signups_on_prefix: fact(
    "number",
    "Accounts signed up from its IP prefix in the 30 days until it was, itself included.",
  ),
  ...counts(),
};
