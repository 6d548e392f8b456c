import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publishAccounts } from "../../../../data-loaders/publish/accounts/index.js";
import type { PagedValues } from "../../../../data-loaders/publish/accounts/pivots.js";
import { accountsSchema } from "../../../../data-loaders/publish/accounts-schema.js";
import { replaceFolder } from "../../../../data-loaders/publish/write-artifacts.js";
import type { Engine } from "../../../../data-loaders/engine/engine.js";
import { warehouseTables } from "../../../../data-loaders/pipeline/manifest.js";
import type { AccountsArtifact } from "../../../../src/lib/account/lens.js";
import { hasMark, type AccountIndex, type AccountShard } from "../../../../src/lib/account/record.js";
import { needs } from "../../../../src/lib/account/needs.js";
import { indexFile, shardFile, shardNames, shardOf } from "../../../../src/lib/account/shard.js";
import { demoWarehouse, type DemoWarehouse } from "../../rules/support/demo-warehouse.js";
import { emptyWarehouse, insert } from "../support/warehouse.js";

interface PublishedAccounts {
  readonly artifact: AccountsArtifact;
  readonly index: AccountIndex;
  shard(name: string): AccountShard;
  close(): void;
}

async function publishedFrom(
  engine: Engine,
  options: {
    rules?: DemoWarehouse["rules"];
    pages?: PagedValues;
    most?: number;
    lastDay?: string;
  } = {},
): Promise<PublishedAccounts> {
  const root = mkdtempSync(join(tmpdir(), "shrike-accounts-"));
  const out = join(root, "artifacts");
  const artifact = await replaceFolder(out, async (folder) =>
    publishAccounts({
      engine,
      folder,
      present: await warehouseTables(engine),
      rules: options.rules ?? [],
      pages: options.pages ?? {},
      lastDay: options.lastDay ?? "2026-03-31",
      ...(options.most === undefined ? {} : { most: options.most }),
    }),
  );
  expect(accountsSchema.safeParse(artifact).error).toBeUndefined();
  const read = (file: string): unknown => JSON.parse(gunzipSync(readFileSync(join(out, file))).toString());
  return {
    artifact: artifact as AccountsArtifact,
    index: read(indexFile) as AccountIndex,
    shard: (name) => read(shardFile(name)) as AccountShard,
    close: () => rmSync(root, { recursive: true, force: true }),
  };
}

describe("the simulated platform’s accounts", () => {
  let demo: DemoWarehouse;
  let site: PublishedAccounts;
  beforeAll(async () => {
    demo = await demoWarehouse({ accounts: 3000, days: 60 });
    site = await publishedFrom(demo.engine, { rules: demo.rules, lastDay: "2026-03-03" });
  }, 120_000);
  afterAll(async () => {
    site.close();
    await demo.close();
  });

  test("each lie in the shard of their id, all of them once", () => {
    const ids = shardNames.flatMap((name) => {
      const found = Object.keys(site.shard(name).accounts);
      for (const id of found) expect(shardOf(id)).toBe(name);
      return found;
    });
    expect(new Set(ids).size).toBe(3000);
    expect(ids.toSorted()).toEqual(site.index.ids.toSorted());
    expect(site.artifact).toMatchObject({ total: 3000, published: 3000, leftOut: 0, lacking: [], blank: [] });
  });

  test("are counted as the tables count them", async () => {
    const [counted] = await demo.engine.query(
      `SELECT (SELECT count(DISTINCT account_id) FROM actions WHERE action_type <> 'none') AS actioned,
         (SELECT count(DISTINCT account_id) FROM rule_hits WHERE environment = 'live') AS hit,
         (SELECT count(DISTINCT account_id) FROM reports) AS reported`,
    );
    expect(site.artifact.counts).toMatchObject(counted as object);
  });

  test("hold what the tables hold of one account", async () => {
    const [busiest] = await demo.engine.query<{ id: string; hits: number; actions: number }>(
      `SELECT account_id AS id, count(*) AS hits, (SELECT count(*) FROM actions a WHERE a.account_id = h.account_id) AS actions
       FROM rule_hits h GROUP BY account_id ORDER BY hits DESC, id LIMIT 1`,
    );
    const id = busiest?.id ?? "";
    const record = site.shard(shardOf(id)).accounts[id];
    expect(record?.hits.total).toBe(busiest?.hits);
    expect(record?.actions.total).toBe(busiest?.actions);
    expect(record?.hits.rows[0]?.state).toMatch(/^(limited|enforce|review_only|shadow)$/);
    const [events] = await demo.engine.query<{ n: number }>(
      `SELECT count(*) AS n FROM events WHERE account_id = '${id}' AND CAST(occurred_at AS DATE) >= DATE '${site.artifact.activity.from}'`,
    );
    const sum = Object.values(record?.activity ?? {})
      .flat()
      .reduce((total, value, at) => total + (at % 2 === 1 ? value : 0), 0);
    expect(sum).toBe(events?.n);
  });

  test("share a value with as many as the tables say, over all accounts", async () => {
    const shard = site.shard("2a");
    const checked = shard.groups.filter(({ kind }) =>
      ["device", "domain", "email_domain", "asn"].includes(kind),
    );
    expect(checked.length).toBeGreaterThan(10);
    const column = { device: "device_h", asn: "asn" } as Record<string, string>;
    for (const { kind, value, accounts, actioned } of checked.slice(0, 40)) {
      const sharers =
        kind === "domain"
          ? `SELECT DISTINCT e.account_id FROM event_objects o JOIN events e USING (event_id) WHERE o.kind = 'domain' AND o.object_id = '${value}'`
          : kind === "email_domain"
            ? `SELECT account_id FROM accounts WHERE email_domain = '${value}'`
            : `SELECT DISTINCT account_id FROM sessions WHERE CAST(${column[kind]} AS VARCHAR) = '${value}'`;
      const [row] = await demo.engine.query(
        `SELECT count(*) AS accounts, count(CASE WHEN account_id IN (SELECT account_id FROM actions WHERE action_type <> 'none') THEN 1 END) AS actioned FROM (${sharers})`,
      );
      expect(row, `${kind} ${value}`).toEqual({ accounts, actioned });
    }
  });

  test("name neighbours, those acted on or hit first, at most twenty beside the account", () => {
    for (const { neighbours, accounts } of site.shard("07").groups) {
      expect(neighbours.length).toBe(Math.min(21, accounts));
      expect(new Set(neighbours).size).toBe(neighbours.length);
    }
  });

  test("link to the page of a text only where it has one", async () => {
    const groups = (published: PublishedAccounts) =>
      shardNames.slice(0, 20).flatMap((name) => published.shard(name).groups);
    const text = groups(site).find(({ kind }) => kind === "text");
    const value = text?.value ?? "";
    expect(groups(site).filter(({ page }) => page)).toEqual([]);
    const paged = await publishedFrom(demo.engine, {
      rules: demo.rules,
      lastDay: "2026-03-03",
      pages: { text: new Set([value]) },
    });
    const linked = groups(paged).filter(({ page }) => page);
    expect(new Set(linked.map((group) => `${group.kind} ${group.value}`))).toEqual(
      new Set([`text ${value}`]),
    );
    paged.close();
  });

  test("give the same bytes twice", async () => {
    const again = await publishedFrom(demo.engine, { rules: demo.rules, lastDay: "2026-03-03" });
    expect(again.artifact).toEqual(site.artifact);
    for (const name of ["00", "7f", "ff"]) expect(again.shard(name)).toEqual(site.shard(name));
    again.close();
  });

  test("beyond the most that is published are those for which least speaks, and are counted", async () => {
    const few = await publishedFrom(demo.engine, { rules: demo.rules, most: 50, lastDay: "2026-03-03" });
    expect(few.index.ids).toHaveLength(50);
    expect(few.artifact.leftOut).toBeGreaterThan(0);
    expect(few.index.flags.every((flags) => hasMark(flags, "published"))).toBe(true);
    const shown = new Set(few.index.ids);
    for (const lens of Object.values(few.artifact.lenses))
      for (const { id } of (lens as { rows: readonly { id: string }[] }).rows) expect(shown).toContain(id);
    few.close();
  });
});

describe("accounts of a source with few tables", () => {
  test("are found by their events where there is no table of accounts", async () => {
    const engine = await emptyWarehouse(["events"]);
    await insert(engine, "events", [
      { event_id: "e1", account_id: "a", event_type: "post", occurred_at: "2026-03-30 10:00:00" },
      { event_id: "e2", account_id: "b", event_type: "post", occurred_at: "2026-03-31 10:00:00" },
    ]);
    const site = await publishedFrom(engine);
    expect(site.artifact.counts).toEqual({
      actioned: null,
      hit: null,
      reported: null,
      reviewed: null,
      appealed: null,
      alike: null,
    });
    expect(site.artifact.lacking).toContain("accounts");
    expect(site.shard(shardOf("b")).accounts["b"]).toMatchObject({ activity: { post: [89, 1] }, pivots: [] });
    site.close();
    await engine.close();
  });

  test("that leaves names, texts, links and media empty have no lists: unknown is not nobody", async () => {
    const engine = await emptyWarehouse([
      "accounts",
      "events",
      "event_objects",
      "appeals",
      "review_decisions",
    ]);
    await insert(engine, "accounts", [{ account_id: "a", followers: 3 }]);
    await insert(engine, "events", [
      { event_id: "e1", account_id: "a", event_type: "post", occurred_at: "2026-03-30 10:00:00" },
    ]);
    await insert(engine, "event_objects", [{ event_id: "e1", kind: "hashtag", object_id: "news" }]);
    const site = await publishedFrom(engine);
    expect(site.artifact.lenses).toEqual({
      spam: { blank: ["events.text"] },
      abuse: { missing: ["reports"] },
      identity: { blank: ["accounts.handle", "accounts.display_name", "accounts.avatar_hash"] },
      media: { blank: ["event_objects.kind=media"] },
    });
    // Who reviewed and appealed is told by other tables, which are not there.
    expect(site.artifact.counts).toMatchObject({ reviewed: null, appealed: null, alike: null });
    expect(site.artifact.blank).toEqual(needs.filter((need) => !/followers|^sessions/.test(need)));
    site.close();
    await engine.close();
  });

  test("that holds some media and no text has a list of nobody for media, and knows nothing of repeats", async () => {
    const engine = await emptyWarehouse(["events", "event_objects", "rule_hits", "hit_facts"]);
    await insert(engine, "events", [
      { event_id: "e1", account_id: "a", event_type: "post", occurred_at: "2026-03-30 10:00:00" },
    ]);
    await insert(engine, "event_objects", [{ event_id: "e1", kind: "media", object_id: "p1" }]);
    const site = await publishedFrom(engine);
    expect(site.artifact.lenses.media).toEqual({ total: 0, rows: [] });
    expect(site.artifact.blank).toEqual([
      "events.text",
      "event_objects.kind=url",
      "event_objects.kind=domain",
    ]);
    site.close();
    await engine.close();
  });

  test("are missing where there is neither", async () => {
    const engine = await emptyWarehouse(["policies"]);
    const root = mkdtempSync(join(tmpdir(), "shrike-accounts-"));
    const artifact = await replaceFolder(join(root, "out"), async (folder) =>
      publishAccounts({
        engine,
        folder,
        present: await warehouseTables(engine),
        rules: [],
        pages: {},
        lastDay: "2026-03-31",
      }),
    );
    expect(artifact).toEqual({ missing: ["accounts"] });
    expect(readdirSync(join(root, "out"))).toEqual([]);
    rmSync(root, { recursive: true });
    await engine.close();
  });

  test("with ids and values of any kind stay what they are", async () => {
    const engine = await emptyWarehouse(["accounts", "events", "event_objects"]);
    const odd = ["__proto__", "a'b", "constructor", "<img src=x>", "\u202egpj"];
    await insert(
      engine,
      "accounts",
      odd.map((account_id) => ({ account_id, handle: account_id, email_domain: "x'y" })),
    );
    const site = await publishedFrom(engine);
    for (const id of odd) {
      const shard = site.shard(shardOf(id));
      expect(Object.keys(shard.accounts)).toContain(id);
      expect(Object.getOwnPropertyDescriptor(shard.accounts, id)?.value.profile.handle).toBe(id);
    }
    site.close();
    await engine.close();
  });
});
