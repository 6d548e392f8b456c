import { describe, expect, test } from "vitest";
import type { AccountsArtifact } from "../../../../src/lib/account/lens.js";
import { identityNeeds } from "../../../../src/lib/account/needs.js";
import { marks, type AccountRecord, type AccountShard } from "../../../../src/lib/account/record.js";
import { accountDetails, accountView } from "../../../../src/lib/view/accounts/account.js";
import { accountsView } from "../../../../src/lib/view/accounts/accounts.js";
import { pivotViews, unsharedText } from "../../../../src/lib/view/accounts/pivot-views.js";
import { inputsOf } from "../../../../src/lib/view/inputs.js";
import { siteFrame } from "../../../support/site-frame.js";
import { blankRecord, noAccounts } from "../support/accounts.js";

const platform: AccountsArtifact = { ...noAccounts, total: 200_000, published: 20_000, leftOut: 12 };

function viewOf(record: Partial<AccountRecord>, artifact: AccountsArtifact = platform) {
  const account = {
    inputs: inputsOf({ site: siteFrame, accounts: artifact }, siteFrame.defaults),
    artifact,
    id: "a1",
    record: { ...blankRecord, ...record },
  };
  return { view: accountView(account), details: accountDetails(account) };
}

const hit = { rule: "links", version: 2, state: "enforce", at: "2026-05-03 10:00:00", held_out: false };
const action = {
  action: "account_lock",
  policy: "spam",
  at: "2026-05-03 11:00:00",
  expires: null,
  source: "own_initiative",
  automated: true,
  reversed: null,
};

describe("an account’s page", () => {
  test("says first what was done about it, and by how many rules it was hit", () => {
    const { view } = viewOf({ hits: { total: 40, rows: [hit, hit] }, actions: { total: 1, rows: [action] } });
    expect(view.headline).toBe("a1: locked on 3 May 2026, hit by 1 rule");
    expect(view.numbers.find(({ id }) => id === "account-hits")?.estimate?.value).toBe(40);
  });

  test.each([
    [{}, "a1: nothing known against it"],
    [{ flags: marks.protected }, "a1: protected, nothing known against it"],
    [{ hits: { total: 1, rows: [hit] } }, "a1: never acted on, hit by 1 rule"],
    [
      { actions: { total: 1, rows: [{ ...action, reversed: "2026-05-04 00:00:00" }] } },
      "a1: locked on 3 May 2026, since reversed",
    ],
  ])("of %j has the headline %j", (record, headline) => expect(viewOf(record).view.headline).toBe(headline));

  test("names tables that are missing, with what to do, and shows no zero in their place", () => {
    const lacking = [
      "rule_hits",
      "actions",
      "reports",
      "appeals",
      "events",
      "review_jobs",
      "review_decisions",
    ];
    const { view, details } = viewOf(
      {},
      { ...platform, lacking, counts: { ...platform.counts, actioned: null } },
    );
    expect(view.headline).toBe("a1: what was done about it is unknown");
    for (const { id, estimate, missing } of view.numbers) {
      expect(estimate, id).toBeNull();
      expect(missing?.remedy, id).toMatch(/\.sql/);
    }
    const cards = [...view.cards.slice(0, 1), ...details];
    for (const card of cards) expect(card.missing, card.id).toBeDefined();
  });

  test("knows nothing of appeals where the actions that they are against are missing", () => {
    const { view, details } = viewOf({}, { ...platform, lacking: ["actions"] });
    expect(view.numbers.find(({ id }) => id === "account-appeals")?.missing?.tables).toEqual(["actions"]);
    expect(details.find(({ id }) => id === "appeals")?.title).toBe("Appeals: unknown");
  });

  test("draws what it did by day, with hits and actions marked", () => {
    const { view } = viewOf({
      activity: { post: [31, 4, 32, 1], reply: [31, 2] },
      hits: { total: 1, rows: [hit] },
      actions: { total: 1, rows: [action] },
    });
    const [timeline] = view.cards;
    expect(timeline?.title).toBe("7 events in 90 days, most on 3 May 2026");
    expect(timeline?.sample).toBe("5 posts, 2 replies");
    expect(timeline?.figure).toMatchObject({
      kind: "time-series",
      annotations: [
        { day: "2026-05-03", label: "Hit: links" },
        { day: "2026-05-03", label: "Action: account lock" },
      ],
    });
  });

  test("shows risk with the features that weigh most, and says why there is none", () => {
    const risk = {
      model: "m1",
      score: 0.9,
      contributions: [
        { feature: "links_1h", value: 12, contribution: 2.5 },
        { feature: "account_age_hours", value: null, contribution: -0.5 },
      ],
    };
    expect(viewOf({ risk }).details.at(-1)).toMatchObject({
      title: "Risk 90\u202f%, raised most by links 1h",
      figure: {
        values: [{ category: "links 1h: 12", value: 2.5 }, { category: "account age hours: unknown" }],
      },
    });
    expect(viewOf({}).details.at(-1)?.missing?.why).toMatch(/no score/);
  });

  test("shows hostile text neutralised and without a link", () => {
    const handle = "\u202egpj.exe http://evil.test";
    const { view } = viewOf({ profile: { ...blankRecord.profile, handle } });
    expect(view.headline).toContain("@\ufffdgpj[.]exe hxxp://evil[.]test");
    expect(JSON.stringify(view)).not.toContain("\u202e");
  });
});

describe("pivots", () => {
  const shard: AccountShard = {
    people: [
      ["a1", "one", 257],
      ["b2", "two", 259],
      ["c3", null, 0],
    ],
    groups: [
      {
        kind: "email_domain",
        value: "mail.test",
        sample: null,
        page: false,
        accounts: 90_000,
        actioned: 100,
        hit: 90,
        neighbours: [0, 1, 2],
      },
      {
        kind: "device",
        value: "d1",
        sample: null,
        page: false,
        accounts: 3,
        actioned: 2,
        hit: 1,
        neighbours: [0, 1, 2],
      },
      {
        kind: "text",
        value: "t1",
        sample: "Buy http://x.test",
        page: false,
        accounts: 40,
        actioned: 0,
        hit: 0,
        neighbours: [1],
      },
    ],
    accounts: {},
  };
  const record = {
    ...blankRecord,
    pivots: [0, 1, 2],
    values: { device: 1, email_domain: 1, text: 4, minute: 1 },
  };

  test("come the most telling first, without the account itself, and say that a crowd is no evidence", () => {
    const views = pivotViews(platform, shard, "a1", record);
    expect(views.map(({ kind, weight }) => `${kind} ${weight}`)).toEqual([
      "device telling",
      "text telling",
      "email_domain none",
    ]);
    expect(views[0]).toMatchObject({
      facts: "3 accounts of 200\u202f000 share it · 16 bits",
      actedText: "66.7\u202f% acted on (2 of 3), 1 hit by rules in force",
      neighbours: [shard.people[1], shard.people[2]],
      more: 0,
    });
    expect(views[1]?.value).toBe("“Buy hxxp://x[.]test”");
    expect(views[2]?.facts).toMatch(/no evidence$/);
    expect(views[2]?.more).toBe(89_997);
  });

  test("link to a text’s or network’s page only where there is one", () => {
    const href = (page: boolean) => {
      const groups = shard.groups.map((group) => ({ ...group, page }));
      return pivotViews(platform, { ...shard, groups }, "a1", record)[1]?.href;
    };
    expect(href(false)).toBeNull();
    expect(href(true)).toBe("/analyst/texts?id=t1");
  });

  test("that are nobody else’s, and those that are unknown, are told apart", () => {
    expect(unsharedText({ ...platform, lacking: ["sessions"] }, shard, { ...record, pivots: [0] })).toEqual([
      "Shared with nobody: device (1), registered in the same minute (1), text (4).",
      "Unknown: device, ip prefix, internet provider (asn). This source has no sessions; add sessions.sql to it.",
    ]);
  });
});

describe("pivots of a source that leaves columns empty", () => {
  test("are unknown, and named with what to select", () => {
    const shard: AccountShard = { people: [], groups: [], accounts: {} };
    expect(
      unsharedText({ ...platform, blank: ["sessions.asn", "event_objects.kind=media"] }, shard, blankRecord),
    ).toEqual([
      "Media, internet provider (asn): unknown, not zero. sessions.asn is empty in every row of this source; no event of this source holds an object of kind media. To connect them, select asn in sessions.sql of the source's folder; add rows to event_objects.sql: the event, 'media' with a hash of the picture or video as object_id.",
    ]);
  });
});

describe("the lists of accounts", () => {
  const listed = (artifact: AccountsArtifact) =>
    accountsView(inputsOf({ site: siteFrame, accounts: artifact }, siteFrame.defaults));

  test("say what is empty where nothing can be listed, with what to do, and never zero", () => {
    const view = listed({
      ...platform,
      counts: { ...platform.counts, alike: null, appealed: null },
      lacking: ["actions", "reports"],
      blank: [...identityNeeds, "events.text", "event_objects.kind=media"],
      lenses: {
        spam: { blank: ["events.text"] },
        abuse: { missing: ["reports"] },
        identity: { blank: identityNeeds },
        media: { blank: ["event_objects.kind=media"] },
      },
    });
    const said = view.cards.map(({ title, missing }) => [title, `${missing?.why} ${missing?.remedy}`]);
    expect(said).toEqual([
      [
        "Spam: unknown",
        "Spam: unknown, not zero. events.text is empty in every row of this source. To connect it, select text in events.sql of the source's folder.",
      ],
      ["Abuse: unknown", expect.stringContaining("write reports.sql")],
      [
        "Identity: unknown",
        "Identity: unknown, not zero. accounts.handle, accounts.display_name and accounts.avatar_hash are empty in every row of this source. To connect them, select handle, display_name and avatar_hash in accounts.sql of the source's folder.",
      ],
      [
        "Media: unknown",
        "Media: unknown, not zero. No event of this source holds an object of kind media. To connect it, add rows to event_objects.sql: the event, 'media' with a hash of the picture or video as object_id.",
      ],
    ]);
    const number = (id: string) => view.numbers.find((each) => each.id === id);
    expect(number("accounts-alike")?.missing?.why).toContain("accounts.handle");
    expect(number("accounts-appealed")?.missing?.tables).toEqual(["actions"]);
  });

  test("note which of their columns are unknown", () => {
    const view = listed({
      ...platform,
      counts: { ...platform.counts, hit: null },
      blank: [
        "accounts.followers",
        "accounts.is_verified",
        "event_objects.kind=url",
        "event_objects.kind=domain",
      ],
    });
    const notes = (id: string) => view.cards.find((card) => card.id === id)?.notes.join(" ");
    expect(notes("lens-spam")).toMatch(/Rules and hits: unknown.*rule_hits\.sql/);
    expect(notes("lens-spam")).toMatch(/Links: unknown, not zero\. No event .* of kind url or domain\./);
    expect(notes("lens-spam")).not.toContain("Repeated");
    expect(notes("lens-identity")).toMatch(
      /Whom a name could be taken for: unknown.*is_verified and accounts\.followers/,
    );
    expect(listed(platform).cards.map((card) => card.notes.length)).toEqual([0, 0, 1, 0]);
  });

  test("say how many were acted on, and who has a page and who was left out", () => {
    const view = listed({
      ...platform,
      counts: { ...platform.counts, actioned: 500, hit: 510 },
      hitNotActioned: 18,
    });
    expect(view.headline).toBe("500 of 200\u202f000 accounts (0.25\u202f%) were acted on at some time");
    expect(view.summary).toMatch(
      /^18 accounts that rules in force hit were never acted on\. 20\u202f000 of 200\u202f000 accounts have a page.*; 12 more of these/,
    );
  });

  test("say why a name is taken for another’s", () => {
    const row = {
      id: "x",
      handle: "c1ty_weather",
      name: null,
      flags: 64,
      followers: 3,
      signs: [
        { kind: "confusable", of: "city_weather", id: "real", distance: 0, field: "handle" },
        { kind: "avatar_of", of: "city_weather", id: "real" },
      ],
    } as const;
    const view = listed({ ...platform, lenses: { ...platform.lenses, identity: { total: 1, rows: [row] } } });
    const card = view.cards.find(({ id }) => id === "lens-identity");
    expect(card?.title).toBe("Identity: 1 account");
    expect(card?.table?.rows[0]).toContain(
      "handle looks like “city_weather”; has the avatar of “city_weather”",
    );
  });
});
