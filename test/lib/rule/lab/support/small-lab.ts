import type { LabRule, RuleLab } from "../../../../../src/lib/rule/lab/manifest.js";
import type { RuleReport } from "../../../../../src/lib/rule/report/index.js";

const estimate = { value: 0.9, low: 0.8, high: 0.95, numerator: 9, denominator: 10, effectiveSize: 10 };
const labels = { reviewed: 10, truePositives: 9, falsePositives: 1, novel: 0, uncertain: 0 };

export const report: RuleReport = {
  basis: "latest",
  from: "2026-01-03",
  to: "2026-05-02",
  accounts: 1000,
  sampledFrom: null,
  hits: 20,
  accountsHit: 20,
  days: [],
  labels,
  precision: { ...estimate, covered: 1 },
  precisionCorrected: estimate,
  anyViolation: { ...estimate, covered: 1 },
  recall: { relative: estimate, absolute: estimate, union: ["link-burst"] },
  unique: { accounts: 3, labels },
  overlap: [],
  reviewHours: 2,
  segments: [],
  live: null,
  sample: [],
};

const text = `# who follows whom
id: link-burst
title: Many links in a day
owner: spam-intel
policy: link_spam
kind: heuristic
grain: account
state: enforce
action: account_lock
target_precision: 0.95
params:
  min_links: { default: 5, min: 1, max: 50 } # a day
  share: {default: 0.5, min: 0, max: 1}
when: |
  links_24h >= :min_links
  and account_age_hours < 72
falsepositives: [news bots]
changes:
  - { version: 1, on: 2026-01-03, state: shadow, params: { min_links: 9 }, why: first written }
  - version: 2 # two months later
    on: 2026-02-01
    state: enforce
    params: { min_links: 5 }
    gate: { labels: 400, true_positives: 398, low: 0.97 }
    why: senders slowed down
# the end
`;

export const rule: LabRule = {
  id: "link-burst",
  title: "Many links in a day",
  owner: "spam-intel",
  policy: "link_spam",
  kind: "heuristic",
  action: "account_lock",
  state: "enforce",
  version: 2,
  since: "2026-02-01",
  target_precision: 0.95,
  params: [
    { name: "min_links", default: 5, min: 1, max: 50 },
    { name: "share", default: 0.5, min: 0, max: 1 },
  ],
  when: "links_24h >= :min_links\nand account_age_hours < 72\n",
  falsepositives: ["news bots"],
  text,
  report,
};

export const lab: RuleLab = {
  simulated: true,
  range: { from: "2026-01-03", to: "2026-05-02" },
  context: {
    running: [{ rule: "link-burst", title: "Many links in a day", state: "enforce", version: 2 }],
    policyBits: { link_spam: 0, fake_account: 1 },
    accountsDrawn: true,
    reviewers: [],
    handleSeconds: 60,
    sampledFrom: null,
  },
  columns: [
    { name: "account_age_hours", type: "number", meaning: "Hours since it was made." },
    { name: "has_bio", type: "boolean", meaning: "Whether it has a profile text." },
    { name: "links_24h", type: "number", meaning: "Links in a day." },
  ],
  otherColumns: [{ name: "followers", type: "number", meaning: "Followers." }],
  policies: [
    { id: "fake_account", name: "Fake accounts" },
    { id: "link_spam", name: "Link spam" },
  ],
  rules: [rule, { ...rule, id: "other-rule", when: "has_bio = false", params: [] }],
  eventRules: 0,
  featured: "link-burst",
  source: null,
};
