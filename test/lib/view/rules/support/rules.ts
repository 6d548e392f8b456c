import type { PrecisionOf, RuleOverview, RulesArtifact } from "../../../../../src/lib/rule/overview.js";
import { type Estimate, noData } from "../../../../../src/lib/statistics/estimate.js";
import { share } from "../../../../../src/lib/statistics/wilson.js";

/** Last day of the fixture. */
export const asOf = "2026-06-30";

/** Markup, an expression of Framework's, and characters that turn text around. */
export const hostileTitle = "<img src=x onerror=alert(1)> ${alert(2)} \u202egpj.exe";

/** Precision of a simple random sample in which every hit was decided. */
export function precision(
  truePositives: number,
  reviewed: number,
  corrected: Estimate = noData(),
): PrecisionOf {
  return {
    reviewed: { ...share(truePositives, reviewed), basis: "as reviewed", provisional: false },
    corrected,
    counts: {
      selected: reviewed + 5,
      decided: reviewed + 2,
      reviewed,
      truePositives,
      falsePositives: reviewed - truePositives,
      novel: 0,
      uncertain: 2,
    },
  };
}

export const noLabels: PrecisionOf = {
  reviewed: noData(),
  corrected: noData(),
  counts: {
    selected: 0,
    decided: 0,
    reviewed: 0,
    truePositives: 0,
    falsePositives: 0,
    novel: 0,
    uncertain: 0,
  },
};

/** A sound rule that is enforced, changed in what a test is about. */
export function rule(id: string, changes: Partial<RuleOverview> = {}): RuleOverview {
  const present = changes.precision ?? precision(196, 200);
  return {
    rule: id,
    title: `Title of ${id}`,
    owner: "spam-intel",
    policy: "platform_manipulation/link_spam",
    state: "enforce",
    version: 2,
    rollout: 100,
    since: "2026-02-01",
    target: 0.95,
    file: {
      kind: "heuristic",
      grain: "account",
      action: "account_lock",
      hold_out: 0.01,
      params: { min_links: { default: 12, min: 3, max: 60 } },
      when: "links_24h >= :min_links\n  and account_age_hours < 48\n",
      falsepositives: ["news bots"],
    },
    steps: [
      { on: "2026-01-01", version: 1, state: "shadow", rollout: 100, why: "written" },
      { on: "2026-02-01", version: 2, state: "enforce", rollout: 100, why: "its gate was passed" },
    ],
    hitsFrom: "2026-04-06",
    hits: Array.from({ length: 86 }, (_, day) => 8 + (day % 5)),
    accountsHit: 400,
    lastHit: asOf,
    precision: present,
    versions: [
      {
        version: 1,
        from: "2026-01-01",
        until: "2026-02-01",
        params: { min_links: 9 },
        hits: 120,
        ...precision(150, 200),
      },
      { version: 2, from: "2026-02-01", until: null, params: { min_links: 12 }, hits: 856, ...present },
    ],
    months: [
      { month: "2026-05", ...precision(98, 100) },
      { month: "2026-06", ...precision(98, 100) },
    ],
    health: [],
    promotion: { next: null, labels: 200, labelsNeeded: null, low: 0.94, open: false, hours: null },
    recall: share(60, 100),
    contribution: {
      unique: 80,
      first: 200,
      uniqueTruePositives: 70,
      uniqueWrong: 10,
      uniqueLabels: 40,
      firstTruePositives: 180,
      firstLabels: 90,
      reviewHours: 3.5,
    },
    overlaps: [],
    segments: [{ dimension: "country", value: "DE", reviewed: 30, wrong: 3, share: share(3, 30) }],
    counterfactual: null,
    parity: { both: 850, onlyEvaluated: 0, onlyPlatform: 0 },
    samples: [
      { account: "acct-1", at: "2026-06-29", version: 2, environment: "production", label: "true_positive" },
      { account: "acct-2", at: "2026-06-28", version: 2, environment: "production", label: null },
    ],
    actions: 300,
    ...changes,
  };
}

export const healthy = rule("healthy", { overlaps: [{ rule: "decaying", accounts: 200, both: 100 }] });

export const decaying = rule("decaying", {
  precision: precision(150, 200),
  accountsHit: 200,
  actions: 500,
  months: [
    { month: "2026-05", ...precision(97, 100) },
    { month: "2026-06", ...precision(60, 100) },
  ],
  health: [
    {
      kind: "decay",
      text: "Precision is 60\u202f%, at most 69.1\u202f%, under its target of 95\u202f%",
      since: "2026-06-01",
    },
  ],
});

export const silent = rule("silent", {
  hits: [...Array.from({ length: 30 }, () => 4), ...Array.from({ length: 56 }, () => 0)],
  lastHit: "2026-05-05",
  owner: "scams",
  health: [{ kind: "silent", text: "No hit since 5 May 2026", since: "2026-05-06" }],
});

export const shadow = rule("shadow", {
  state: "shadow",
  version: 1,
  versions: [{ version: 1, from: "2026-06-01", until: null, params: {}, hits: 300, ...precision(168, 170) }],
  since: "2026-06-01",
  precision: precision(168, 170),
  promotion: { next: "review_only", labels: 170, labelsNeeded: 200, low: 0.93, open: false, hours: 0.6 },
  actions: 0,
});

export const paused = rule("paused", {
  state: "paused",
  promotion: { next: null, labels: 200, labelsNeeded: null, low: null, open: false, hours: null },
});

export const unlabelled = rule("unlabelled", {
  precision: noLabels,
  months: [],
  segments: [],
  versions: [{ version: 2, from: "2026-02-01", until: null, params: {}, hits: 856, ...noLabels }],
  recall: noData(null),
  contribution: {
    unique: 80,
    first: 200,
    uniqueTruePositives: null,
    uniqueWrong: null,
    uniqueLabels: 0,
    firstTruePositives: null,
    firstLabels: 0,
    reviewHours: null,
  },
});

export const hostile = rule("a/b&c", {
  title: hostileTitle,
  owner: "<b>owner</b>",
  policy: "\u202epolicy",
  file: null,
  health: [{ kind: "yield", text: "Hits fell from 100 to 9 a week", since: "2026-06-15" }],
  steps: [{ on: "2026-05-01", version: 1, state: "enforce", rollout: 100, why: "<script>alert(3)</script>" }],
  samples: [
    {
      account: "evil.example/\u202eid",
      at: "2026-06-29",
      version: 1,
      environment: "production",
      label: null,
    },
  ],
});

/** All that are published, as `rules.json` holds them. */
export function artifactOf(rules: readonly RuleOverview[], total = rules.length): RulesArtifact {
  return {
    asOf,
    total,
    rules,
    union: rules.filter(({ state }) => state === "enforce").map(({ rule: id }) => id),
    handleSeconds: 70,
  };
}

export const every = [healthy, decaying, silent, shadow, paused, unlabelled, hostile];
