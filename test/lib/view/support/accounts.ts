import type { AccountsArtifact } from "../../../../src/lib/account/lens.js";
import type { AccountRecord } from "../../../../src/lib/account/record.js";

/** Artifact `accounts.json` of a platform on which nobody is. */
export const noAccounts: AccountsArtifact = {
  total: 0,
  published: 0,
  leftOut: 0,
  counts: { actioned: 0, hit: 0, reported: 0, reviewed: 0, appealed: 0, alike: 0 },
  hitNotActioned: 0,
  activity: { from: "2026-04-02", days: 90 },
  lacking: [],
  blank: [],
  rules: {},
  policies: [],
  protected: true,
  lenses: {
    spam: { total: 0, rows: [] },
    abuse: { total: 0, rows: [] },
    identity: { total: 0, rows: [] },
    media: { total: 0, rows: [] },
  },
};

/** An account of which nothing is known. */
export const blankRecord: AccountRecord = {
  profile: {
    handle: null,
    display_name: null,
    bio: null,
    avatar_hash: null,
    created_at: null,
    country: null,
    lang: null,
    email_domain: null,
    phone_prefix: null,
    status: null,
    followers: null,
    following: null,
    posts: null,
    is_verified: null,
  },
  flags: 256,
  protected_because: null,
  activity: {},
  hits: { total: 0, rows: [] },
  actions: { total: 0, rows: [] },
  reviews: { total: 0, rows: [] },
  appeals: { total: 0, rows: [] },
  reports: [],
  risk: null,
  pivots: [],
  values: {},
};
