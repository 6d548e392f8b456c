import type { ValueType } from "../../src/lib/predicate/index.js";

/** How far back a count looks: an hour, a day, a week or four weeks, the hour at whose end it is taken included. */
export type Window = "1 h" | "24 h" | "7 d" | "28 d";

/** A feature of an account or of an event. */
export interface Feature {
  readonly type: ValueType;
  /** How far back it looks; null where it is a fact of the account, or of the event. */
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

/** Tables that something is counted in; where a source lacks one, what would be counted in it is unknown. */
export type CountedTable = "events" | "event_objects" | "reports";

/** A number of things that an account did, or that befell it, in an hour. */
interface HourlyCount {
  readonly noun: string;
  /** Table that a source must have for it to be known. */
  readonly from: CountedTable;
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

function counts(until: string): Record<string, Feature> {
  return Object.fromEntries(
    Object.entries(hourlyCounts).flatMap(([name, { noun, hourly }]) =>
      Object.entries(windows)
        .filter(([suffix]) => hourly || suffix !== "1h")
        .map(([suffix, { window }]): [string, Feature] => [
          `${name}_${suffix}`,
          { type: "number", window, meaning: `${noun} in the last ${window}, ${until}.` },
        ]),
    ),
  );
}

function fact(type: ValueType, meaning: string): Feature {
  return { type, window: null, meaning };
}

/** What is known of an account whatever it does. */
const accountFacts: Readonly<Record<string, Feature>> = {
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
};

/**
 * Every column of `account_features`, beside the account and the hour. A predicate about accounts may name these, `x_` columns of
 * `accounts`, and no other.
 */
export const accountFeatures: Readonly<Record<string, Feature>> = {
  account_age_hours: fact("number", "Hours since the account was made; unknown where that is not known."),
  ...accountFacts,
  ...counts("this hour included"),
};

/** The features of an account that are no counts, in order. */
export const accountFactNames: readonly string[] = ["account_age_hours", ...Object.keys(accountFacts)];

/** What an event says of itself, by the tables that say it. */
export const eventFacts: Readonly<Record<string, Feature & { readonly from: CountedTable }>> = {
  event_type: {
    ...fact("text", "What was done: post, reply, repost, follow, like, message or profile_edit."),
    from: "events",
  },
  surface: { ...fact("text", "Where on the platform it was done."), from: "events" },
  lang: { ...fact("text", "Language of its text."), from: "events" },
  hour_of_day: { ...fact("number", "Hour of the day in UTC, 0 to 23."), from: "events" },
  text_length: { ...fact("number", "Characters of its text; unknown where it has none."), from: "events" },
  has_media: { ...fact("boolean", "Whether media are attached."), from: "events" },
  has_target: {
    ...fact("boolean", "Whether it was done to something: an event or an account."),
    from: "events",
  },
  has_link: { ...fact("boolean", "Whether it holds a link."), from: "event_objects" },
  links: { ...fact("number", "Links that it holds."), from: "event_objects" },
  hashtags: { ...fact("number", "Hashtags that it holds."), from: "event_objects" },
  mentions: { ...fact("number", "Accounts that it mentions."), from: "event_objects" },
};

/**
 * Every column of `event_features`, beside the event, its account and its time. What the account did is counted until the last hour
 * that was over when the event occurred. A predicate about events may name these, `x_` columns of `events` and of `accounts`, and no
 * other.
 */
export const eventFeatures: Readonly<Record<string, Feature>> = {
  ...Object.fromEntries(
    Object.entries(eventFacts).map(([name, { type, window, meaning }]) => [name, { type, window, meaning }]),
  ),
  account_age_hours: fact(
    "number",
    "Hours from when the account was made to the event; unknown where that is not known.",
  ),
  ...accountFacts,
  ...counts("until the event's hour began"),
};

/** Columns of the source's own that rules may name, `x_…`, by the table that has them. */
export interface OwnColumns {
  readonly accounts?: Readonly<Record<string, ValueType>>;
  readonly events?: Readonly<Record<string, ValueType>>;
}

/** What a predicate of a grain may name, and of which type each is. An event's own column stands before its account's. */
export function featureTypes(
  grain: "account" | "event",
  { accounts = {}, events = {} }: OwnColumns = {},
): Readonly<Record<string, ValueType>> {
  const features = Object.entries(grain === "account" ? accountFeatures : eventFeatures);
  return {
    ...accounts,
    ...(grain === "event" ? events : {}),
    ...Object.fromEntries(features.map(([name, { type }]) => [name, type])),
  };
}
