import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDuckDB } from "../../../data-loaders/engine/duckdb.js";
import type { Engine } from "../../../data-loaders/engine/engine.js";
import { notPortable } from "../../../data-loaders/engine/portable.js";
import { selectAccountFeatures } from "../../../data-loaders/features/account-features.js";
import { packCounts, printPacked, printUnpacked } from "../../../data-loaders/features/packed-counts.js";
import { accountFeatures, hourlyCounts } from "../../../data-loaders/features/registry.js";

const names = Object.keys(hourlyCounts);

describe("counts packed into whole numbers", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openDuckDB({ path: ":memory:", threads: 1 });
  });
  afterAll(() => engine.close());

  test("come back from a sum as they were, up to the most that each may add up to", async () => {
    const most = fc.oneof(fc.nat(5), fc.nat(1e6), fc.nat(2 ** 31 - 1), fc.integer({ min: 1, max: 2 ** 50 }));
    await fc.assert(
      fc.asyncProperty(fc.array(most, { minLength: 1, maxLength: names.length }), async (largest) => {
        const counts = names.slice(0, largest.length);
        const packs = packCounts(counts, Object.fromEntries(counts.map((name, at) => [name, largest[at]!])));
        // Two rows that add up to the most of each count.
        const halves = [
          largest.map((each) => Math.floor(each / 3)),
          largest.map((each) => each - Math.floor(each / 3)),
        ];
        const rows = halves
          .map((half) => `(${half.map((each) => `CAST(${each} AS BIGINT)`).join(", ")})`)
          .join(", ");
        const sums = packs.map((pack, at) => `@i64(sum(${printPacked(pack, counts)})) AS s${at}`);
        const fields = packs.flatMap((pack, at) => printUnpacked(`s${at}`, pack));
        const [row] = await engine.query<Record<string, number>>(
          `SELECT ${fields.map(({ count, sql }) => `${sql} AS ${count}`).join(", ")}
           FROM (SELECT ${sums.join(", ")} FROM (VALUES ${rows}) AS rows (${counts.join(", ")})) AS summed`,
        );
        expect(row).toEqual(Object.fromEntries(counts.map((name, at) => [name, largest[at]])));
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  test("need two whole numbers where accounts do a few thousand things", () => {
    expect(packCounts(names, Object.fromEntries(names.map((name) => [name, 1_000])))).toHaveLength(2);
  });

  test("are summed by SQL that every engine runs", () => {
    const sql = selectAccountFeatures({
      columns: Object.keys(accountFeatures),
      tables: new Set(["events", "event_objects", "reports"]),
      largest: Object.fromEntries(names.map((name) => [name, 70_000])),
    });
    expect(sql).toContain("RANGE BETWEEN 671 PRECEDING");
    expect(notPortable(sql)).toEqual([]);
  });
});
