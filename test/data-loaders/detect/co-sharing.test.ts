import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { coSharing } from "../../../data-loaders/detect/networks/co-sharing.js";
import { openDuckDB } from "../../../data-loaders/engine/duckdb.js";
import type { Engine } from "../../../data-loaders/engine/engine.js";

interface Share {
  readonly event: string;
  readonly account: string;
  readonly object: string;
  /** Seconds. */
  readonly at: number;
}

interface Edge {
  from: string;
  to: string;
  weight: number;
  avg_time_delta: number;
  n_content_id: number;
  n_content_id_y: number;
}

/** Every pair of shares looked at, in the words of the method. */
function pairByPair(all: readonly Share[], window: number, minShared: number): string[] {
  const count = (account: string): number => all.filter((share) => share.account === account).length;
  const shares = all.filter(({ account }) => count(account) >= minShared);
  const pairs: [Share, Share][] = [];
  for (const a of shares)
    for (const b of shares) {
      if (a.account === b.account || a.object !== b.object) continue;
      if (a.object === a.event || b.object === b.event) continue;
      if (a.at > b.at || (a.at === b.at && a.event >= b.event) || b.at - a.at > window) continue;
      pairs.push([a, b]);
    }
  const coinciding = new Set(pairs.flatMap(([a, b]) => [a.event, b.event]));
  const enough = (account: string): boolean =>
    shares.filter((share) => share.account === account && coinciding.has(share.event)).length >= minShared;
  const edges = new Map<string, [Share, Share][]>();
  for (const [a, b] of pairs.filter(([a, b]) => enough(a.account) || enough(b.account))) {
    const key = [a.account, b.account].sort().join(" ");
    edges.set(key, [...(edges.get(key) ?? []), [a, b]]);
  }
  return [...edges].map(([key, met]) => {
    const delta = met.reduce((sum, [a, b]) => sum + b.at - a.at, 0) / met.length;
    const distinct = (side: 0 | 1): number => new Set(met.map((pair) => pair[side].event)).size;
    return `${key} ${met.length} ${delta.toFixed(6)} ${distinct(0)} ${distinct(1)}`;
  });
}

describe("edges of accounts that share the same objects at the same time", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openDuckDB({ path: ":memory:", threads: 1 });
  });
  afterAll(() => engine.close());

  async function load(shares: readonly Share[]): Promise<void> {
    await engine.execute(`
      CREATE OR REPLACE TABLE events (event_id VARCHAR, account_id VARCHAR, occurred_at TIMESTAMP);
      CREATE OR REPLACE TABLE event_objects (event_id VARCHAR, kind VARCHAR, object_id VARCHAR)`);
    if (shares.length === 0) return;
    await engine.execute(
      `INSERT INTO events VALUES ${shares.map(({ event, account, at }) => `('${event}', '${account}', TIMESTAMP '2026-01-01' + to_seconds(${at}))`).join(", ")};
       INSERT INTO event_objects VALUES ${shares.map(({ event, object }) => `('${event}', 'url', '${object}')`).join(", ")}`,
    );
  }

  const found = async (): Promise<string[]> =>
    (await engine.query<Edge>("SELECT * FROM network_edges")).map(
      (edge) =>
        `${edge.from} ${edge.to} ${edge.weight} ${edge.avg_time_delta.toFixed(6)} ${edge.n_content_id} ${edge.n_content_id_y}`,
    );

  test("are those that looking at every pair gives", async () => {
    const share = fc.record({
      account: fc.nat(5).map((n) => `a${n}`),
      object: fc.nat(3).map((n) => (n === 0 ? "e2" : `o${n}`)),
      at: fc.nat(300),
    });
    const cases = fc.array(share, { minLength: 10, maxLength: 40 });
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(
        cases,
        fc.constantFrom(1, 10, 60),
        fc.constantFrom(1, 2, 3),
        async (drawn, window, minShared) => {
          const shares = drawn.map((one, index) => ({ ...one, event: `e${index}` }));
          await load(shares);
          const { edges } = await coSharing(engine, { window, minShared, maxPairs: 1e9 });
          const expected = pairByPair(shares, window, minShared).sort();
          expect((await found()).sort()).toEqual(expected);
          expect(edges).toBe(expected.length);
          seen += edges;
        },
      ),
      { numRuns: 40 },
    );
    expect(seen).toBeGreaterThan(50);
  });

  test("are none without shares, with one account, or where no object is shared twice", async () => {
    const options = { window: 60, minShared: 1, maxPairs: 1e9 };
    await load([]);
    expect(await coSharing(engine, options)).toMatchObject({ accounts: 0, edges: 0, pairs: 0 });
    await load(Array.from({ length: 20 }, (_, i) => ({ event: `e${i}`, account: "a", object: "o", at: i })));
    expect(await coSharing(engine, options)).toMatchObject({ edges: 0 });
    await load(
      Array.from({ length: 20 }, (_, i) => ({ event: `e${i}`, account: `a${i}`, object: `o${i}`, at: 0 })),
    );
    expect(await coSharing(engine, options)).toMatchObject({ edges: 0 });
  });

  test("of a moment in which everyone shares the same are left out and reported, the others kept", async () => {
    await engine.execute(`
      CREATE OR REPLACE TABLE events AS
        SELECT 'e' || i AS event_id, 'a' || i AS account_id, TIMESTAMP '2026-01-01' AS occurred_at FROM range(200000) AS t (i)
        UNION ALL SELECT 'p' || i, 'b' || (i % 2), TIMESTAMP '2026-01-02' + to_seconds(CAST(i * 1000 + i % 2 AS BIGINT)) FROM range(10) AS t (i);
      CREATE OR REPLACE TABLE event_objects AS
        SELECT event_id, 'text' AS kind, CASE WHEN event_id LIKE 'e%' THEN 'all alike' ELSE 'pair ' || (CAST(substr(event_id, 2) AS INTEGER) // 2) END AS object_id FROM events`);
    await engine.execute(
      "UPDATE events SET occurred_at = TIMESTAMP '2026-01-02' + to_seconds(CAST(substr(event_id, 2) AS INTEGER) // 2 * 1000) WHERE event_id LIKE 'p%'",
    );
    const result = await coSharing(engine, { window: 60, minShared: 1, maxPairs: 1_000_000 });
    expect(result).toMatchObject({ prunedShares: 200_000, prunedObjects: 1, edges: 1, pairs: 5 });
  });

  test("leave out kinds that were not asked for, and events without a time", async () => {
    await load([
      { event: "1", account: "a", object: "o", at: 0 },
      { event: "2", account: "b", object: "o", at: 1 },
    ]);
    const options = { window: 60, minShared: 1, maxPairs: 1e9 };
    expect((await coSharing(engine, { ...options, kinds: ["hashtag"] })).edges).toBe(0);
    expect((await coSharing(engine, { ...options, kinds: ["url"] })).edges).toBe(1);
    await engine.execute("UPDATE events SET occurred_at = NULL WHERE event_id = '2'");
    expect((await coSharing(engine, options)).edges).toBe(0);
  });
});
