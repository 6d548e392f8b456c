import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { openDuckDB } from "../../data-loaders/engine/duckdb.js";
import type { AccountsArtifact } from "../../src/lib/account/lens.js";
import type { AccountShard } from "../../src/lib/account/record.js";
import { shardFile, shardNames } from "../../src/lib/account/shard.js";
import type { Cube } from "../../src/lib/cube/cube.js";
import { brush } from "../../src/lib/explore/brush.js";
import { rangeFilter } from "../../src/lib/explore/filters.js";
import { indexView } from "../../src/lib/explore/index-view.js";
import type { ExploreManifest } from "../../src/lib/explore/manifest.js";
import { dayNumber } from "../../src/lib/time/index.js";
import { accountDetails, accountView } from "../../src/lib/view/accounts/account.js";
import { pivotViews, unsharedText } from "../../src/lib/view/accounts/pivot-views.js";
import { inputsOf } from "../../src/lib/view/inputs.js";
import { dataRoot } from "./support/load-example.js";
import { publishExample, type PublishedExample } from "./support/publish-example.js";

const ira = join(dataRoot, "ira_demo");
describe.skipIf(!existsSync(ira))(`the IRA example, published from ${ira}`, () => {
  let site: PublishedExample;
  beforeAll(async () => {
    site = await publishExample("ira", ira);
  }, 300_000);

  test("its totals, first and last day are those of the Parquet", async () => {
    const engine = await openDuckDB({ path: ":memory:" });
    const [parquet] = await engine.query<{ events: number; accounts: number; from: string; to: string }>(
      `SELECT count(*) AS events, count(DISTINCT author_id) AS accounts,
         CAST(min(publish_date) AS DATE) AS "from", CAST(max(publish_date) AS DATE) AS "to"
       FROM read_parquet('${ira}/tweets.parquet')`,
    );
    await engine.close();
    const numbers = site.page("trends").numbers;
    expect({
      events: numbers.find(({ id }) => id === "events")?.estimate?.value,
      accounts: numbers.find(({ id }) => id === "active-accounts")?.estimate?.value,
      ...site.frame.range,
    }).toEqual(parquet);
    expect(parquet?.events).toBe(681_406);
  });

  test("#demndebate stands out on 15 November 2015, whatever the slice", () => {
    const card = site.page("trends", site.frame.defaults).cards.find(({ id }) => id === "bursts");
    expect(card?.title).toBe("#demndebate stands out: 4\u202f118 posts by 172 accounts on 15 Nov 2015");
  });

  test("Explore counts every tweet by day, language, region, category, kind of post and followers", async () => {
    const explore = site.read("explore") as ExploreManifest;
    expect(explore).toMatchObject({ rows: 681_406, accounts: 2_087, grain: "events" });
    expect([...explore.views, ...Object.keys(explore.swaps)]).toEqual([
      "lang",
      "region",
      "category",
      "post_type",
      "followers",
    ]);
    const engine = await openDuckDB({ path: ":memory:" });
    for (const name of ["main", "followers"]) {
      const cube = site.cube(`explore-${name}`);
      const day = dayNumber("2015-11-15") - dayNumber(explore.time.from);
      const filters = cube.sizes.map((size, at) => (at === 0 ? rangeFilter(size, day, day + 6) : null));
      const [counted] = await engine.query<{ n: number }>(
        `SELECT count(*) AS n FROM read_parquet('${ira}/tweets.parquet') WHERE CAST(publish_date AS DATE) BETWEEN DATE '2015-11-15' AND DATE '2015-11-21'`,
      );
      const { total, bins } = brush(indexView(cube, 0, filters), cube.sizes, filters[0] ?? null);
      expect(total, name).toBe(counted?.n);
      for (const view of bins.slice(1)) expect(view.reduce((sum, rows) => sum + rows, 0)).toBe(total);
    }
    await engine.close();
  });

  describe("its accounts", () => {
    let artifact: AccountsArtifact;
    const shard = (name: string): AccountShard =>
      JSON.parse(gunzipSync(readFileSync(join(site.out, shardFile(name)))).toString()) as AccountShard;

    beforeAll(() => {
      artifact = site.read("accounts") as AccountsArtifact;
    });

    test("all have a page, though nothing is known of sessions, rules or actions", () => {
      expect(artifact.published).toBe(artifact.total);
      expect(artifact.counts).toMatchObject({ actioned: null, hit: null, reported: null });
      expect(artifact.lacking).toEqual(expect.arrayContaining(["sessions", "rule_hits", "actions"]));
      expect(site.page("accounts").headline).toMatch(/what was done about them is unknown$/);
      expect(artifact.lenses.abuse).toEqual({ missing: ["reports"] });
      const { rows: spam } = artifact.lenses.spam as {
        rows: readonly { rules: number | null; repeats: number }[];
      };
      expect(spam.length).toBeGreaterThan(20);
      for (const { rules, repeats } of spam) expect([rules, repeats > 0]).toEqual([null, true]);
    });

    test("are led to one another by texts, links and domains alone, each shared by as many as the data say", async () => {
      const groups = shardNames.slice(0, 16).flatMap((name) => shard(name).groups);
      const kinds = new Set(groups.map(({ kind }) => kind));
      expect([...kinds].every((kind) => ["text", "url", "domain", "media", "network"].includes(kind))).toBe(
        true,
      );
      const domains = groups.filter(({ kind }) => kind === "domain").slice(0, 25);
      expect(domains.length).toBeGreaterThan(5);
      const engine = await openDuckDB({ path: site.warehouse, readOnly: true });
      for (const { value, accounts } of domains) {
        const [row] = await engine.query<{ n: number }>(
          "SELECT count(DISTINCT e.account_id) AS n FROM event_objects o JOIN events e USING (event_id) WHERE o.kind = 'domain' AND o.object_id = $1",
          [value],
        );
        expect(accounts, value).toBe(row?.n);
      }
      await engine.close();
    });

    test("have pages that name each table that is missing, and none that shows a zero for it", () => {
      const inputs = inputsOf({ site: site.frame, accounts: artifact }, site.frame.defaults);
      const found = shard("00");
      const ids = Object.keys(found.accounts);
      expect(ids.length).toBeGreaterThan(2);
      for (const id of ids) {
        const record = found.accounts[id]!;
        const account = { inputs, artifact, id, record };
        expect(accountView(account).numbers.map(({ estimate }) => estimate)).toEqual([
          null,
          null,
          null,
          null,
          null,
        ]);
        expect(accountDetails(account).every(({ missing }) => missing !== undefined)).toBe(true);
        expect(unsharedText(artifact, found, record).join(" ")).toMatch(
          /Unknown: device, ip prefix.*sessions\.sql/,
        );
        for (const { acted } of pivotViews(artifact, found, id, record)) expect(acted).toBeNull();
      }
    });
  });

  test("pages that need reviews or appeals say so", () => {
    expect(site.page("scorecard").headline).toMatch(/unknown/);
    expect(site.page("appeals").numbers.every(({ missing }) => missing !== undefined)).toBe(true);
  });
});

const transparency = join(dataRoot, "transparency_meta_tiktok");
describe.skipIf(!existsSync(transparency))(`the transparency example, published from ${transparency}`, () => {
  let site: PublishedExample;
  beforeAll(async () => {
    site = await publishExample("transparency", transparency);
  }, 300_000);

  test("Meta restated 398 of 2,220 figures", () => {
    expect(site.page("transparency").headline).toMatch(/^Meta restated 398 of 2\u202f220 figures/);
  });

  test("spam restored without appeal rose from 20.9 M to 117.3 M, fake accounts actioned fell from 1.3 bn to 426 M", () => {
    const cards = site.page("transparency").cards.filter(({ figure }) => figure?.kind === "restatement");
    const latest = (subtitle: string, title: string, period: string) => {
      const card = cards.find((one) => one.subtitle.includes(subtitle) && one.title.startsWith(title));
      if (card?.figure?.kind !== "restatement") throw new Error(`no card of ${subtitle}, ${title}`);
      return card.figure.rows.find((row) => row.period === period)?.latest;
    };
    expect(latest("Facebook · Spam", "Content Restored without appeal", "2021Q3")).toBe(20_900_000);
    expect(latest("Facebook · Spam", "Content Restored without appeal", "2022Q2")).toBe(117_300_000);
    expect(latest("Facebook · Fake Accounts", "Content Actioned", "2022Q4")).toBe(1_300_000_000);
    expect(latest("Facebook · Fake Accounts", "Content Actioned", "2023Q1")).toBe(426_000_000);
  });

  test("as of an earlier day, only what had been released by then is known", () => {
    const cube = site.read("published_figures") as Cube;
    const first = cube.dimensions["released_on"]?.values[0] ?? "";
    const early = site.page("transparency", { from: site.frame.range.from, to: first });
    expect(early.headline).toMatch(/^No figure stood in more than one release/);
  });
});
