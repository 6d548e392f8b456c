import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDuckDB } from "../../../data-loaders/engine/duckdb.js";
import type { Engine } from "../../../data-loaders/engine/engine.js";
import { publishExplore } from "../../../data-loaders/publish/explore/index.js";
import { brush } from "../../../src/lib/explore/brush.js";
import type { ExploreCube } from "../../../src/lib/explore/cube.js";
import { decodeCube } from "../../../src/lib/explore/cube-file.js";
import { filtersOf, momentOf, shownDimensions, timeAxis } from "../../../src/lib/explore/filters.js";
import { indexView } from "../../../src/lib/explore/index-view.js";
import { labelSums } from "../../../src/lib/explore/label-sums.js";
import type { ExploreManifest } from "../../../src/lib/explore/manifest.js";
import { whereClause } from "../../../src/lib/explore/slice-sql.js";
import type { ExploreState } from "../../../src/lib/explore/state.js";

const tables = ["rule_hits", "accounts", "events", "actions", "action_rules", "review_jobs", "job_labels"];

/** A platform of rule hits with gaps, oddities and labels, made by hash: the same every time. */
const setup = `
CREATE MACRO u(i, k) AS CAST(hash(i * 31 + k) % 1000003 AS BIGINT);
CREATE TABLE accounts AS SELECT 'a' || i AS account_id, ['DE', 'FR', NULL, 'it''s'][u(i, 1) % 4 + 1] AS country, ['de', 'en'][u(i, 2) % 2 + 1] AS lang FROM range(300) t(i);
CREATE TABLE events AS SELECT 'e' || i AS event_id, ['home', 'search', NULL][u(i, 3) % 3 + 1] AS surface FROM range(500) t(i);
CREATE TABLE rule_hits AS SELECT 'h' || i AS hit_id, 'r' || CAST(floor(sqrt(u(i, 4) % 90000)) AS INTEGER) AS rule_id, 1 AS version, 'live' AS environment,
  CASE WHEN i % 3 > 0 THEN 'e' || (u(i, 5) % 520) END AS event_id, 'a' || (u(i, 6) % 310) AS account_id,
  TIMESTAMP '2026-03-04 05:00:00' + to_minutes(CAST(u(i, 7) % 40000 AS BIGINT)) AS hit_at,
  CASE WHEN i % 5 > 0 THEN (u(i, 8) % 1000) / 1000.0 END AS score FROM range(4000) t(i);
CREATE TABLE actions AS SELECT 'x' || i AS action_id, ['challenge', 'account_lock'][i % 2 + 1] AS action_type, TIMESTAMP '2026-03-05' + to_minutes(i) AS action_at FROM range(900) t(i);
CREATE TABLE action_rules AS SELECT 'x' || i AS action_id, 'h' || (u(i, 9) % 4000) AS hit_id, TRUE AS is_primary FROM range(900) t(i);
CREATE TABLE review_jobs AS SELECT 'j' || i AS job_id, 'h' || (u(i, 10) % 4000) AS hit_id, ['stratified', 'gold', 'census'][i % 3 + 1] AS sample_design, [0.1, 0.25, 1][u(i, 11) % 3 + 1] AS inclusion_prob FROM range(1500) t(i);
CREATE TABLE job_labels AS SELECT 'j' || i AS job_id, ['true_positive', 'false_positive', 'uncertain', 'novel'][u(i, 12) % 4 + 1] AS label FROM range(1400) t(i);`;

let engine: Engine;
let manifest: ExploreManifest;
const files = new Map<string, Uint8Array>();

async function publishFrom(folder: string): Promise<ExploreManifest> {
  const { manifest: published } = await publishExplore({
    engine,
    source: folder,
    folder: {
      write: async (path, content) => void files.set(`data/${path}`, content as Uint8Array),
    },
    present: new Set(tables),
    simulated: true,
    label: (_, value) => value,
  });
  if ("missing" in published) throw new Error(`missing ${published.missing.join()}`);
  return published;
}

function sourceWith(explore: string): string {
  const folder = mkdtempSync(join(tmpdir(), "shrike-explore-"));
  writeFileSync(join(folder, "explore.yaml"), explore);
  return folder;
}

beforeAll(async () => {
  engine = await openDuckDB({ path: ":memory:" });
  await engine.execute(setup);
  manifest = await publishFrom(
    sourceWith(
      "grain: rule_hits\nviews: [rule, surface, country, action]\nswaps: { score: rule, lang: country }\n",
    ),
  );
});
afterAll(() => engine.close());

function cubeOf({ week, swap }: ExploreState): ExploreCube {
  const file =
    week === null
      ? manifest.cubes[swap === null ? 0 : Object.keys(manifest.swaps).indexOf(swap) + 1]
      : manifest.weeks.find(({ from }) => from === week);
  return decodeCube(gunzipSync(files.get(file!.path)!));
}

const states = fc
  .record({
    swap: fc.constantFrom(null, "score", "lang"),
    week: fc.option(fc.nat(5), { freq: 2 }),
    ends: fc.option(fc.tuple(fc.nat(27), fc.nat(27))),
  })
  .chain(({ swap, week, ends }) => {
    const monday = week === null ? null : (manifest.weeks[week % manifest.weeks.length]?.from ?? null);
    const shown = monday === null ? swap : null;
    const axis = timeAxis(manifest, monday);
    const place = (end: number): string => momentOf(Math.min(end, axis.steps - 1), axis);
    return fc
      .tuple(
        ...shownDimensions(manifest, shown).map(({ bins }) =>
          fc.option(
            fc.subarray(
              bins.map(({ value }) => value),
              { minLength: 1 },
            ),
          ),
        ),
      )
      .map((chosen): ExploreState => ({
        swap: shown,
        week: monday,
        time: ends && { from: place(Math.min(...ends)), to: place(Math.max(...ends)) },
        values: Object.fromEntries(
          shownDimensions(manifest, shown).flatMap(({ name }, at) =>
            chosen[at] ? [[name, chosen[at]]] : [],
          ),
        ),
      }));
  });

/** The state without what is brushed in one view; view 0 is time. */
function without(state: ExploreState, view: number): ExploreState {
  if (view === 0) return { ...state, time: null };
  const name = shownDimensions(manifest, state.swap)[view - 1]!.name;
  return {
    ...state,
    values: Object.fromEntries(Object.entries(state.values).filter(([key]) => key !== name)),
  };
}

describe("the cubes of Explore", () => {
  test("speak of every hit, by day, by week, and with a view swapped", () => {
    expect(manifest.rows).toBe(4000);
    expect(manifest.cubes.map(({ views }) => views.join())).toEqual([
      "rule,surface,country,action",
      "score,surface,country,action",
      "rule,surface,lang,action",
    ]);
    expect(manifest.weeks.map(({ from }) => from)).toEqual([
      "2026-03-02",
      "2026-03-09",
      "2026-03-16",
      "2026-03-23",
      "2026-03-30",
    ]);
    const days = decodeCube(gunzipSync(files.get(manifest.cubes[0]!.path)!));
    expect(Array.from(days.counts).reduce((sum, count) => sum + count, 0)).toBe(4000);
    expect(manifest.dimensions[0]!.bins.at(-1)!.label).toMatch(/others$/);
  });

  test("give, in every view and any slice, what DuckDB counts for the same slice", async () => {
    await fc.assert(
      fc.asyncProperty(states, fc.nat(4), async (state, active) => {
        const cube = cubeOf(state);
        const filters = filtersOf(manifest, state);
        const { bins, total } = brush(indexView(cube, active, filters), cube.sizes, filters[active] ?? null);
        const [all] = await engine.query<{ n: number }>(
          `SELECT count(*) AS n FROM explore_rows${whereClause(manifest, state)}`,
        );
        expect(total).toBe(all!.n);
        const time = state.week === null ? "CAST(day AS VARCHAR)" : "strftime(hit_at, '%Y-%m-%dT%H')";
        const axis = timeAxis(manifest, state.week);
        const byTime = await engine.query<{ at: string; n: number }>(
          `SELECT ${time} AS at, count(*) AS n FROM explore_rows${whereClause(manifest, without(state, 0))} GROUP BY 1 ORDER BY 1`,
        );
        const counted = [...bins[0]!].flatMap((n, step) => (n > 0 ? [{ at: momentOf(step, axis), n }] : []));
        expect(counted).toEqual(byTime);
        for (const [at, { name, kind, bins: named }] of shownDimensions(manifest, state.swap).entries()) {
          if (kind === "range") continue;
          const rows = await engine.query<{ value: string; n: number }>(
            `SELECT coalesce(${name}, '') AS value, count(*) AS n FROM explore_rows${whereClause(manifest, without(state, at + 1))} GROUP BY 1`,
          );
          const kept = new Set(named.map(({ value }) => value));
          const expected = new Map<string, number>();
          for (const { value, n } of rows) {
            const key = kept.has(value) ? value : "…other";
            expected.set(key, (expected.get(key) ?? 0) + n);
          }
          expect(Object.fromEntries(named.map(({ value }, code) => [value, bins[at + 1]![code]]))).toEqual(
            Object.fromEntries(named.map(({ value }) => [value, expected.get(value) ?? 0])),
          );
        }
        const [labels] = await engine.query<{ n: number; tp: number; w: number | null }>(
          `SELECT count(*) AS n, @count_if(label = 'true_positive') AS tp, sum(1 / inclusion_prob) AS w
           FROM (SELECT * FROM explore_rows${whereClause(manifest, state)}) AS slice WHERE label IS NOT NULL AND label <> 'uncertain'`,
        );
        const sums = labelSums(cube.labels, filters);
        expect(sums.items).toBe(labels!.n);
        expect(sums.positives).toBe(labels!.tp);
        expect(sums.weight).toBeCloseTo(labels!.w ?? 0, 6);
      }),
      { numRuns: 120 },
    );
  });

  test("of equal rows are equal bytes", async () => {
    const before = new Map([...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString("base64")]));
    await publishFrom(
      sourceWith(
        "grain: rule_hits\nviews: [rule, surface, country, action]\nswaps: { score: rule, lang: country }\n",
      ),
    );
    for (const [path, bytes] of files)
      expect(Buffer.from(bytes).toString("base64"), path).toBe(before.get(path));
  });
});

describe("explore.yaml", () => {
  test.each([
    ["grain: hits\nviews: [rule]\n", /explore\.yaml: grain: /],
    ["grain: rule_hits\nviews: [rule, surface, country, action, score]\n", /views: /],
    ["grain: rule_hits\nviews: [ruel]\n", /views: there is no dimension "ruel" \(did you mean "rule"\?\)/],
    [
      "grain: rule_hits\nviews: [rule]\nswaps: { lang: country }\n",
      /swaps\.lang: "country" is no view, expected one of rule/,
    ],
    [
      "grain: rule_hits\nviews: [rule]\ndimensions: { x: { column: scroe } }\n",
      /dimensions\.x: table rule_hits has no column scroe \(did you mean "score"\?\)/,
    ],
    [
      "grain: rule_hits\nviews: [rule]\ndimensions: { x: { column: score, edges: [2, 1] } }\n",
      /dimensions\.x\.edges: edges must ascend/,
    ],
    ["grain: rule_hits\nviews: [rule]\nvews: [rule]\n", /unknown key "vews" \(did you mean "views"\?\)/],
    ["grain: rule_hits\nviews: [rule\n", /explore\.yaml:\d+: /],
    [
      'grain: rule_hits\nviews: [rule]\ndimensions: { x: { column: "1; DROP TABLE y" } }\n',
      /dimensions\.x\.column: expected a column/,
    ],
  ])("%j is refused with its place and a remedy", async (text, message) => {
    await expect(publishFrom(sourceWith(text))).rejects.toThrow(message);
  });
});
