import { canonicalTable, optional, required } from "./table.js";

/** Who is on the platform. */
export const accounts = canonicalTable(
  "accounts",
  "Accounts, as they are known at the end of the data.",
  {
    account_id: required("VARCHAR", "Names the account."),
    handle: optional("VARCHAR", "Handle, written by the account's owner."),
    display_name: optional("VARCHAR", "Display name, written by the account's owner."),
    bio: optional("VARCHAR", "Profile text, written by the account's owner."),
    avatar_hash: optional("VARCHAR", "Perceptual hash of the profile picture."),
    created_at: optional("TIMESTAMP", "When the account was made."),
    country: optional("VARCHAR", "ISO 3166 code of the account's country."),
    lang: optional("VARCHAR", "Language of the account."),
    email_domain: optional("VARCHAR", "Domain of the account's e-mail address."),
    phone_prefix: optional("VARCHAR", "Country prefix of the account's telephone number."),
    status: optional("VARCHAR", "What the platform lets the account do.", {
      values: ["active", "locked", "suspended", "deleted"],
    }),
    followers: optional("BIGINT", "Accounts that follow it.", { min: 0 }),
    following: optional("BIGINT", "Accounts that it follows.", { min: 0 }),
    posts: optional("BIGINT", "Posts ever made.", { min: 0 }),
    is_verified: optional("BOOLEAN", "Whether the platform has verified the account."),
  },
  { key: ["account_id"], time: "created_at" },
);

export const sessions = canonicalTable(
  "sessions",
  "Signups and logins, with what identifies the device and the network, hashed.",
  {
    session_id: required("VARCHAR", "Names the session."),
    account_id: required("VARCHAR", "Whose session it is."),
    kind: required("VARCHAR", "Signup or login.", { values: ["signup", "login"] }),
    started_at: required("TIMESTAMP", "When it began."),
    ip_h: optional("VARCHAR", "Keyed hash of the IP address."),
    ip_prefix_h: optional("VARCHAR", "Keyed hash of the IP prefix."),
    asn: optional("INTEGER", "Autonomous system number of the network."),
    device_h: optional("VARCHAR", "Keyed hash of the device."),
    user_agent_h: optional("VARCHAR", "Keyed hash of the user agent."),
    challenge_result: optional("VARCHAR", "How a challenge ended; unknown where none was issued.", {
      values: ["passed", "failed", "abandoned"],
    }),
  },
  {
    key: ["session_id"],
    references: [{ column: "account_id", table: "accounts", key: "account_id" }],
    time: "started_at",
  },
);

export const events = canonicalTable(
  "events",
  "What accounts did.",
  {
    event_id: required("VARCHAR", "Names the event."),
    account_id: required("VARCHAR", "Who did it."),
    event_type: required("VARCHAR", "What was done.", {
      values: ["post", "reply", "repost", "follow", "like", "message", "profile_edit"],
    }),
    target_id: optional("VARCHAR", "What it was done to: an event or an account."),
    occurred_at: required("TIMESTAMP", "When it was done."),
    text: optional("VARCHAR", "Text, written by the account's owner."),
    text_simhash: optional("UBIGINT", "SimHash of the text."),
    media_hash: optional("VARCHAR", "Perceptual hash of attached media."),
    lang: optional("VARCHAR", "Language of the text."),
    surface: optional("VARCHAR", "Where on the platform it was done."),
    views: optional("BIGINT", "Times that it was seen.", { min: 0 }),
  },
  {
    key: ["event_id"],
    references: [{ column: "account_id", table: "accounts", key: "account_id" }],
    time: "occurred_at",
  },
);

export const eventObjects = canonicalTable(
  "event_objects",
  "What an event shares, one row each.",
  {
    event_id: required("VARCHAR", "The event."),
    kind: required("VARCHAR", "What kind of object; a post is one that the event passes on.", {
      values: ["url", "domain", "hashtag", "mention", "media", "text", "post"],
    }),
    object_id: required("VARCHAR", "Names the object."),
  },
  {
    key: ["event_id", "kind", "object_id"],
    references: [{ column: "event_id", table: "events", key: "event_id" }],
  },
);

export const protectedAccounts = canonicalTable(
  "protected_accounts",
  "Accounts that no automated action may touch.",
  { account_id: required("VARCHAR", "The account."), why: required("VARCHAR", "Why it is protected.") },
  { key: ["account_id"], references: [{ column: "account_id", table: "accounts", key: "account_id" }] },
);

export const reports = canonicalTable(
  "reports",
  "What users reported.",
  {
    report_id: required("VARCHAR", "Names the report."),
    reporter_id: required("VARCHAR", "Who reported."),
    account_id: required("VARCHAR", "Who was reported."),
    event_id: optional("VARCHAR", "What was reported, if not the account as a whole."),
    reason: required("VARCHAR", "The reason chosen."),
    reported_at: required("TIMESTAMP", "When."),
  },
  {
    key: ["report_id"],
    references: [
      { column: "reporter_id", table: "accounts", key: "account_id" },
      { column: "account_id", table: "accounts", key: "account_id" },
      { column: "event_id", table: "events", key: "event_id" },
    ],
    time: "reported_at",
  },
);
