import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findNetworks, type Networks } from "../../data-loaders/detect/networks/find-networks.js";
import type { Engine } from "../../data-loaders/engine/engine.js";
import { dataRoot, loadExample, needs } from "./support/load-example.js";

const data = join(dataRoot, "coortweet_russian");

describe.skipIf(!existsSync(data))(`networks of the CooRTweet example${needs(data)}`, () => {
  let engine: Engine;
  let found: Networks;
  beforeAll(async () => {
    engine = await loadExample("coortweet", data);
    found = await findNetworks(engine, "examples/coortweet", {
      window: 60,
      minShared: 2,
      maxPairs: 50_000_000,
    });
  });
  afterAll(() => engine?.close());

  test("hold 3,721 edges between 2,110 accounts, and nothing was left out", () => {
    expect(found).toMatchObject({ edges: 3721, accounts: 2110, prunedShares: 0 });
    expect(found.components.reduce((sum, { edges }) => sum + edges, 0)).toBe(3721);
    expect(found.components.reduce((sum, { accounts }) => sum + accounts, 0)).toBe(2110);
  });

  test("are the reference's edges, each with its weight, mean delay, posts, symmetry and threshold", async () => {
    const [same] = await engine.query<{ edges: number }>(
      `SELECT count(*) AS edges
       FROM read_parquet('${join(data, "golden_edges_tw60_mp2.parquet")}') g
       JOIN network_edges e ON e."from" = least(g."from", g."to") AND e."to" = greatest(g."from", g."to")
       WHERE e.weight = g.weight AND abs(e.avg_time_delta - g.avg_time_delta) < 1e-9
         AND e.n_content_id = g.n_content_id AND e.n_content_id_y = g.n_content_id_y
         AND abs(e.edge_symmetry_score - g.edge_symmetry_score) < 1e-9 AND e.weight_threshold = g.weight_threshold`,
    );
    expect(same?.edges).toBe(3721);
  });
});
