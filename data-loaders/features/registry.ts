import type { ValueType } from "../../src/lib/predicate/index.js";

/** A feature of an account at the end of an hour in which it was active. */
export interface Feature {
  readonly type: ValueType;
  /** How far back it looks; null where it is a fact of the account. */
  readonly window: "1 h" | "24 h" | "7 d" | null;
  readonly meaning: string;
}

function counts(
  noun: string,
  name: string,
  windows: readonly ["1h" | "24h" | "7d", "1 h" | "24 h" | "7 d"][],
): Record<string, Feature> {
  return Object.fromEntries(
    windows.map(([suffix, window]) => [
      `${name}_${suffix}`,
      { type: "number", window, meaning: `${noun} in the last ${window}, this hour included.` },
    ]),
  );
}

const all: readonly ["1h" | "24h" | "7d", "1 h" | "24 h" | "7 d"][] = [
  ["1h", "1 h"],
  ["24h", "24 h"],
  ["7d", "7 d"],
];
const dayAndWeek = all.slice(1);

/** Every column of `account_features`, beside the account and the hour. A predicate may name these and no other. */
export const accountFeatures: Readonly<Record<string, Feature>> = {
  account_age_hours: {
    type: "number",
    window: null,
    meaning: "Hours since the account was made; unknown where that is not known.",
  },
  followers: { type: "number", window: null, meaning: "Accounts that follow it, as last known." },
  following: { type: "number", window: null, meaning: "Accounts that it follows, as last known." },
  has_avatar: { type: "boolean", window: null, meaning: "Whether it has a profile picture." },
  has_bio: { type: "boolean", window: null, meaning: "Whether it has a profile text." },
  bio_has_link: { type: "boolean", window: null, meaning: "Whether its profile text holds a link." },
  handle_digits: { type: "number", window: null, meaning: "Digits in its handle." },
  handle_length: { type: "number", window: null, meaning: "Characters of its handle." },
  is_verified: { type: "boolean", window: null, meaning: "Whether the platform has verified it." },
  signup_challenge_failed: {
    type: "boolean",
    window: null,
    meaning: "Whether a challenge at signup was failed or abandoned.",
  },
  signups_on_device: {
    type: "number",
    window: null,
    meaning: "Accounts signed up on its device until it was, itself included.",
  },
  signups_on_prefix: {
    type: "number",
    window: null,
    meaning: "Accounts signed up from its IP prefix in the 30 days until it was, itself included.",
  },
  ...counts("Events", "events", all),
  ...counts("Posts", "posts", all),
  ...counts("Replies", "replies", all),
  ...counts("Reposts", "reposts", dayAndWeek),
  ...counts("Likes given", "likes", all),
  ...counts("Follows made", "follows", all),
  ...counts("Messages sent", "messages", all),
  ...counts("Events with a link", "links", all),
  ...counts("Hashtags used", "hashtags", dayAndWeek),
  ...counts("Media attached", "media", dayAndWeek),
  ...counts("Posts whose text it had posted in the same hour", "repeats", dayAndWeek),
  ...counts("User reports received", "reports", dayAndWeek),
};
