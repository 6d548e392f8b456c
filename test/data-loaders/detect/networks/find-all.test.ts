import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findAll } from "../../../../data-loaders/detect/networks/find-all.js";
import { defaultSettings } from "../../../../data-loaders/detect/networks/network-settings.js";
import { networkTables } from "../../../../data-loaders/detect/networks/network-tables.js";
import { openDuckDB } from "../../../../data-loaders/engine/duckdb.js";
import type { Engine } from "../../../../data-loaders/engine/engine.js";
import { readNamedEvidence } from "../../../../data-loaders/publish/networks/named-evidence.js";
import { readDetails } from "../../../../data-loaders/publish/networks/read-details.js";
import { networkDetailsSchema } from "../../../../data-loaders/publish/networks/details-schema.js";
import { readNetworks } from "../../../../data-loaders/publish/networks/read-networks.js";
import { networksSchema } from "../../../../data-loaders/publish/networks/networks-schema.js";
import { commonOf, partnersOf } from "../../../../src/lib/network/evidence.js";
import type { NetworksArtifact } from "../../../../src/lib/network/artifact.js";

let engine: Engine;
beforeEach(async () => {
  engine = await openDuckDB({ path: ":memory:" });
  await engine.execute(
    `CREATE TABLE events (event_id VARCHAR, account_id VARCHAR, event_type VARCHAR, target_id VARCHAR, occurred_at TIMESTAMP);
     CREATE TABLE event_objects (event_id VARCHAR, kind VARCHAR, object_id VARCHAR)`,
  );
});
afterEach(() => engine.close());

async function found(settings = defaultSettings): Promise<NetworksArtifact> {
  await findAll(engine, settings, new AbortController().signal);
  for (const [table, select] of Object.entries(networkTables))
    await engine.execute(`CREATE OR REPLACE TABLE ${table} AS ${select}`);
  const artifact = await readNetworks(engine, new Set());
  networksSchema.parse(artifact);
  return artifact;
}

/** Eight accounts that follow the same six targets, and a thousand that follow one each. */
const ring = `
  INSERT INTO events
  SELECT 'f' || a || '-' || t, 'a' || lpad(a::VARCHAR, 2, '0'), 'follow', 't' || t, TIMESTAMP '2026-03-02 10:00:00' + to_hours(a * 6 + t)
  FROM range(8) AS x (a), range(6) AS y (t);
  INSERT INTO events
  SELECT 'o' || i, 'o' || i, 'follow', 'u' || (i % 500), TIMESTAMP '2026-03-02 12:00:00' + to_minutes(i * 20) FROM range(1000) AS z (i)`;

/** Six accounts that share the same ten URLs within seconds of one another, and sixty others that share each of them in the course of the day. */
const together = `
  INSERT INTO events
  SELECT 'm' || a || '-' || u, 'm' || a, 'post', NULL, TIMESTAMP '2026-03-02 09:00:00' + to_hours(u) + to_seconds(a * 9)
  FROM range(6) AS x (a), range(10) AS y (u)
  UNION ALL
  SELECT 'o' || a || '-' || u, 'o' || ((a * 7 + u * 61) % 600), 'post', NULL, TIMESTAMP '2026-03-02 00:00:00' + to_minutes(a * 24 + u)
  FROM range(60) AS x (a), range(10) AS y (u);
  INSERT INTO event_objects SELECT event_id, 'url', 'https://news.example/' || split_part(event_id, '-', 2) FROM events`;

describe("findAll", () => {
  test("finds a ring of followers, says who and whom, and follows it until it is gone", async () => {
    await engine.execute(ring);
    await engine.execute(
      "INSERT INTO events SELECT 'late' || i, 'z', 'post', NULL, TIMESTAMP '2026-03-20 00:00:00' + to_days(i::INTEGER) FROM range(30) AS x (i)",
    );
    const { networks, weeks, total, active } = await found();
    expect(networks).toMatchObject([
      {
        id: "follow-20260308-1",
        method: "lockstep",
        signal: "follow",
        accounts: 8,
        evolution: "gone",
        active: false,
      },
    ]);
    expect([total, active]).toEqual([1, 0]);
    expect(networks[0]?.peak).toMatchObject({ size: 8, edges: 48, density: 1 });
    expect(networks[0]?.sizes.length).toBe(weeks.length);
    expect(weeks.at(-1)).toBe("2026-04-19");
    const details = await readDetails(engine, new Set(["events", "event_objects"]), ["follow-20260308-1"]);
    networkDetailsSchema.parse(details);
    const [detail] = details.details;
    expect(detail?.members.map(({ id }) => id)).toEqual([
      "a00",
      "a01",
      "a02",
      "a03",
      "a04",
      "a05",
      "a06",
      "a07",
    ]);
    expect(detail?.objects[0]).toMatchObject({ kind: "follow", members: 8, popularity: 8, acts: 8 });
    expect(detail?.picture.names).toHaveLength(14);
    expect(detail?.picture.kinds).toBe("cccccccctttttt");
    expect(detail?.picture.links).toHaveLength(96);
    expect(detail?.facts).toMatchObject({
      acts: 48,
      allActs: 48,
      popularObjects: 0,
      objects: 6,
      memberAge: null,
    });
  });

  test("keeps what each edge is made of: which targets, when, by how many", async () => {
    await engine.execute(ring);
    const networks = await found();
    const rows = await engine.query(
      "SELECT a, b, kind, object_id, a_at, b_at, popularity FROM cluster_evidence ORDER BY a, b",
    );
    expect(rows).toHaveLength(48);
    expect(rows[7]).toEqual({
      a: "a01",
      b: "t1",
      kind: "follow",
      object_id: "t1",
      a_at: "2026-03-02 17:00:00",
      b_at: null,
      popularity: 8,
    });
    const [told] = await readNamedEvidence(engine, networks);
    expect(told).toMatchObject({
      network: "follow-20260308-1",
      from: "2026-02-09",
      until: "2026-03-08",
      left: 0,
    });
    expect(told?.pairs).toHaveLength(28);
    expect(told?.pairs[0]).toMatchObject({ a: "a00", b: "a01", objects: 6 });
    expect(told?.pairs[0]?.shared[0]).toEqual({
      kind: "follow",
      object: "t0",
      popularity: 8,
      aAt: "2026-03-02T10:00:00Z",
      bAt: "2026-03-02T16:00:00Z",
    });
  });

  test("scores an edge between accounts by objects that it names, with the times of both", async () => {
    await engine.execute(together);
    const { networks, search } = await found();
    expect(networks.map(({ id, peak }) => [id, peak.size, peak.edges])).toContainEqual([
      "share-20260308-1",
      6,
      15,
    ]);
    expect(search.chanceEdges).toBeLessThanOrEqual(0.05 * search.edges);
    const edges = await engine.query<{ weight: number; summed: number; objects: number; kept: number }>(
      `SELECT e.weight, sum(1 / ln(2 + v.popularity)) AS summed, min(e.objects) AS objects, count(*) AS kept
       FROM cluster_edges e JOIN cluster_evidence v ON v.cluster_id = e.cluster_id AND v.a = e.a AND v.b = e.b
       WHERE e.signal = 'share' GROUP BY e.a, e.b, e.weight`,
    );
    expect(edges).toHaveLength(15);
    for (const { weight, summed, objects, kept } of edges) {
      expect([objects, kept]).toEqual([10, 10]);
      expect(summed).toBeCloseTo(weight, 10);
    }
    const present = new Set(["events", "event_objects"]);
    const details = await readDetails(engine, present, ["share-20260308-1"]);
    networkDetailsSchema.parse(details);
    const evidence = details.details[0]!.evidence;
    expect(evidence.left).toEqual({ pairs: 0, members: 0, acts: 0 });
    const common = commonOf(evidence, 0, 1);
    expect(common?.rows).toHaveLength(10);
    for (const { a, b, object } of common!.rows) {
      expect(Math.abs(a - b)).toBeLessThanOrEqual(60);
      expect(object).toMatchObject({ kind: "url", text: null, popularity: 66 });
    }
    expect(partnersOf(evidence, 0)).toHaveLength(5);
  });

  test("says what texts say that are known by their hashes, and nothing of those without", async () => {
    await engine.execute(together);
    await engine.execute(
      `UPDATE event_objects SET kind = 'text', object_id = md5(object_id);
       ALTER TABLE events ADD COLUMN text VARCHAR;
       UPDATE events SET text = 'Share this ' || split_part(event_id, '-', 2) WHERE NOT event_id LIKE '%-0'`,
    );
    await found();
    const present = new Set(["events", "event_objects"]);
    const [detail] = (await readDetails(engine, present, ["share-20260308-1"])).details;
    const said = detail!.evidence.objects.map(({ text }) => text).toSorted();
    expect(said).toEqual([...Array.from({ length: 9 }, (_, at) => `Share this ${at + 1}`), null]);
    expect(detail!.objects.map(({ text }) => text).toSorted()).toEqual(said);
    const [unknown] = (await readDetails(engine, new Set(["events"]), ["share-20260308-1"])).details;
    expect(unknown!.evidence.objects.every(({ text }) => text === null)).toBe(true);
  });

  test("names and finds the same whatever comes later", async () => {
    await engine.execute(ring);
    const before = await found();
    await engine.execute(
      "INSERT INTO events VALUES ('x', 'x', 'post', NULL, TIMESTAMP '2026-03-30 10:00:00')",
    );
    const after = await found();
    expect(before.networks.map(({ id }) => id)).toEqual(after.networks.map(({ id }) => id));
    expect(before.networks[0]?.evolution).toBe("steady");
  });

  test("finds nothing, in words, where there are no events, no objects, or one account", async () => {
    expect(await found()).toMatchObject({ total: 0, search: { accounts: 0, shares: 0, scoreCut: null } });
    await engine.execute(
      "INSERT INTO events SELECT 'e' || i, 'only', 'post', NULL, TIMESTAMP '2026-03-02 10:00:00' FROM range(50) AS x (i); INSERT INTO event_objects SELECT 'e' || i, 'url', 'same' FROM range(50) AS x (i)",
    );
    expect(await found()).toMatchObject({ total: 0, search: { accounts: 1, shares: 0, pairs: 0 } });
  });

  test("bounds the pairs of everyone sharing the same at the same second, and says what was left out", async () => {
    await engine.execute(
      "INSERT INTO events SELECT 'e' || i, 'a' || i, 'post', NULL, TIMESTAMP '2026-03-02 10:00:00' FROM range(100000) AS x (i); INSERT INTO event_objects SELECT 'e' || i, 'text', 'same' FROM range(100000) AS x (i)",
    );
    expect(await found()).toMatchObject({
      total: 0,
      search: { shares: 100_000, pairs: 0, prunedShares: 100_000, prunedObjects: 1 },
    });
  });

  test("leaves out clocks that are decades off, and says how many", async () => {
    await engine.execute(ring);
    await engine.execute(
      "INSERT INTO events VALUES ('p', 'a00', 'follow', 't0', TIMESTAMP '1901-01-01'), ('q', 'a00', 'follow', 't0', TIMESTAMP '9998-01-01')",
    );
    const { networks, search, weeks } = await found();
    expect(search.outside).toBe(2);
    expect(networks.map(({ id }) => id)).toEqual(["follow-20260308-1"]);
    expect(weeks.length).toBeLessThanOrEqual(104);
  });

  test("takes a clock in the near future for what it says, without a snapshot for every week until then", async () => {
    await engine.execute(ring);
    await engine.execute("INSERT INTO events VALUES ('q', 'a00', 'follow', 't0', TIMESTAMP '2040-01-01')");
    const { networks, weeks } = await found();
    expect(networks.map(({ id, evolution }) => [id, evolution])).toEqual([["follow-20260308-1", "gone"]]);
    expect(weeks).toHaveLength(104);
    const [rows] = await engine.query<{ n: number }>("SELECT count(*) AS n FROM cluster_snapshots");
    expect(rows?.n).toBeLessThan(10);
  });
});
