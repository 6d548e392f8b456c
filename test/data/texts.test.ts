import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clusterTexts, type TextCounts } from "../../data-loaders/detect/text/cluster-texts.js";
import { textId } from "../../data-loaders/detect/text/text-id.js";
import { openDuckDB } from "../../data-loaders/engine/duckdb.js";
import type { Engine } from "../../data-loaders/engine/engine.js";
import { loadSelect } from "../../data-loaders/source/load-select.js";
import { readSource } from "../../data-loaders/source/source.js";
import { isComparable, normalForm } from "../../src/lib/near-duplicate/normal-form.js";
import { TextClusters } from "../../src/lib/near-duplicate/text-clusters.js";
import { dataRoot, needs } from "./support/load-example.js";

const data = join(dataRoot, "ira_demo");

describe.skipIf(!existsSync(data))(`near-duplicate texts of the IRA example${needs(data)}`, () => {
  let engine: Engine;
  let counts: TextCounts;
  beforeAll(async () => {
    engine = await openDuckDB({ path: ":memory:" });
    const source = readSource("examples/ira", { data });
    for (const select of source.tables.filter(({ table }) => table.name === "events"))
      await loadSelect(engine, source, select);
    // The prefix: all that was written until a day in the middle.
    await engine.execute(
      "ALTER TABLE events RENAME TO all_events; CREATE VIEW events AS SELECT * FROM all_events WHERE occurred_at < '2015-10-01'",
    );
    await clusterTexts(engine);
    await engine.execute("CREATE TEMP TABLE early_ids AS SELECT * FROM text_ids");
    await engine.execute("CREATE OR REPLACE VIEW events AS SELECT * FROM all_events");
    counts = await clusterTexts(engine);
  });
  afterAll(() => engine?.close());

  test("the text of 20 August 2015 is one cluster, of 197 accounts on that day", async () => {
    const id = textId(normalForm("Захарченко: ОБСЕ игнорирует гибель мирных жителей"));
    const [found] = await engine.query<{ accounts: number }>(
      `SELECT count(DISTINCT e.account_id) AS accounts FROM text_events e JOIN text_ids i ON i.form = e.form
       WHERE i.cluster_id = '${id}' AND @day(e.occurred_at) = DATE '2015-08-20'`,
    );
    expect(found?.accounts).toBeGreaterThanOrEqual(197);
  });

  test("have the same cluster and id whether or not the days after 1 October 2015 are there", async () => {
    const [found] = await engine.query<{ early: number; same: number }>(
      `SELECT count(*) AS early, count(CASE WHEN e.cluster_id = i.cluster_id AND e.text_id = i.text_id THEN 1 END) AS same
       FROM early_ids e LEFT JOIN text_ids i ON i.form = e.form`,
    );
    expect(found?.early).toBeGreaterThan(5000);
    expect(found?.same).toBe(found?.early);
  });

  test("are found by less than one pair for each text, where all pairs would be ninety thousand million", () => {
    expect(counts.texts).toBeGreaterThan(400_000);
    expect(counts.pairs).toBeLessThan(counts.texts);
  });

  test("hold at least .9 of the pairs with an exact Jaccard similarity of .7, and few that are not alike", async () => {
    const { form = [] } = await engine.columns(
      "SELECT form FROM text_events GROUP BY form ORDER BY min(occurred_at), form LIMIT 12000",
    );
    const texts = [...new Set(form.map((text) => normalForm(String(text))))].filter(isComparable);
    const clusters = new TextClusters();
    const of = texts.map((text) => clusters.clusterOf(clusters.add(text)));
    const { alike, found, together, unlike } = comparedWithAll(texts, of);
    expect(alike).toBeGreaterThan(300);
    expect(found / alike).toBeGreaterThanOrEqual(0.9);
    expect(unlike / together).toBeLessThan(0.1);
  });
});

/**
 * Every pair of texts that shares a shingle of five characters, compared exactly: how many are alike (a Jaccard similarity of .7 or more)
 * and how many of these share a cluster; how many share a cluster at all, and how many of these are unlike (below .5).
 */
function comparedWithAll(
  texts: readonly string[],
  clusterOf: readonly number[],
): { alike: number; found: number; together: number; unlike: number } {
  const counts = { alike: 0, found: 0, together: 0, unlike: 0 };
  const holders = new Map<string, number[]>();
  const sizes: number[] = [];
  for (const [at, text] of texts.entries()) {
    const shingles = new Set(
      Array.from({ length: text.length - 4 }, (_, start) => text.slice(start, start + 5)),
    );
    sizes.push(shingles.size);
    const shared = new Map<number, number>();
    for (const shingle of shingles) {
      const others = holders.get(shingle) ?? [];
      for (const other of others) shared.set(other, (shared.get(other) ?? 0) + 1);
      others.push(at);
      holders.set(shingle, others);
    }
    for (const [other, both] of shared) {
      const similarity = both / (shingles.size + (sizes[other] ?? 0) - both);
      const same = clusterOf[at] === clusterOf[other];
      counts.alike += Number(similarity >= 0.7);
      counts.found += Number(similarity >= 0.7 && same);
      counts.together += Number(same);
      counts.unlike += Number(same && similarity < 0.5);
    }
  }
  return counts;
}
