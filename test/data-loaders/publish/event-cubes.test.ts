import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cubeArtifacts } from "../../../data-loaders/publish/cube-artifacts.js";
import { readCube } from "../../../data-loaders/publish/read-cube.js";
import type { Cube } from "../../../src/lib/cube/cube.js";
import { emptyWarehouse, insert, runStages } from "./support/warehouse.js";

const accounts = ["a", "b", "c"];
const countries: Readonly<Record<string, string | null>> = { a: "DE", b: "FR", c: null };

const eventRows: fc.Arbitrary<EventRow[]> = fc.array(
  fc.record({
    account_id: fc.constantFrom(...accounts),
    event_type: fc.constantFrom("post", "reply"),
    day: fc.constantFrom("2026-01-01", "2026-01-02", "2026-01-05"),
    hour: fc.integer({ min: 0, max: 23 }),
    surface: fc.constantFrom("feed", "search", null),
    lang: fc.constantFrom("de", "fr", null),
    views: fc.constantFrom(0, 3, 10, null),
    hashtags: fc.uniqueArray(fc.constantFrom("news", "sale", "win"), { maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 30 },
);

interface EventRow {
  readonly account_id: string;
  readonly event_type: string;
  readonly day: string;
  readonly hour: number;
  readonly surface: string | null;
  readonly lang: string | null;
  readonly views: number | null;
  readonly hashtags: readonly string[];
}

/** Cells of a cube as text → measures, in any order. */
function cells(cube: Cube): Map<string, (number | null)[]> {
  return new Map(
    Array.from({ length: cube.rows }, (_, row) => [
      Object.values(cube.dimensions)
        .map(({ values, codes }) => values[codes[row]!]!)
        .join("|"),
      Object.values(cube.measures).map((column) => column[row]!),
    ]),
  );
}

function grouped(
  rows: readonly EventRow[],
  key: (row: EventRow) => readonly (string | number | null)[],
  measure: (group: readonly EventRow[]) => (number | null)[],
): Map<string, (number | null)[]> {
  const groups = new Map<string, EventRow[]>();
  for (const row of rows) {
    const text = key(row)
      .map((part) => part ?? "")
      .join("|");
    groups.set(text, [...(groups.get(text) ?? []), row]);
  }
  return new Map([...groups].map(([text, group]) => [text, measure(group)]));
}

function viewsOf(group: readonly EventRow[]): number | null {
  const known = group.map(({ views }) => views).filter((views) => views !== null);
  return known.length ? known.reduce((sum, views) => sum + views, 0) : null;
}

async function published(rows: readonly EventRow[]): Promise<Record<string, Cube>> {
  const engine = await emptyWarehouse(["accounts", "events", "event_objects"]);
  try {
    await insert(
      engine,
      "accounts",
      accounts.map((account_id) => ({ account_id, country: countries[account_id] ?? null })),
    );
    for (const [index, { day, hour, hashtags, ...row }] of rows.entries()) {
      const event_id = `e${index}`;
      const occurred_at = `${day} ${String(hour).padStart(2, "0")}:30:00`;
      await insert(engine, "events", [{ event_id, occurred_at, ...row }]);
      await insert(
        engine,
        "event_objects",
        hashtags.map((object_id) => ({ event_id, kind: "hashtag", object_id })),
      );
    }
    await runStages(engine);
    const names = new Set(["events", "events_by_kind", "events_by_hour", "top_objects"]);
    const cubes: Record<string, Cube> = {};
    for (const artifact of cubeArtifacts.filter(({ name }) => names.has(name)))
      cubes[artifact.name] = await readCube(engine, artifact);
    return cubes;
  } finally {
    await engine.close();
  }
}

describe("cubes of events", () => {
  test("hold what counting the rows one by one gives", async () => {
    await fc.assert(
      fc.asyncProperty(eventRows, async (rows) => {
        const cubes = await published(rows);
        expect(cells(cubes["events"]!)).toEqual(
          grouped(
            rows,
            ({ day, surface, account_id }) => [day, surface, countries[account_id] ?? null],
            (group) => [group.length, viewsOf(group)],
          ),
        );
        expect(cells(cubes["events_by_kind"]!)).toEqual(
          grouped(
            rows,
            ({ day, event_type, lang }) => [day, event_type, lang],
            (group) => [group.length, viewsOf(group)],
          ),
        );
        expect(cells(cubes["events_by_hour"]!)).toEqual(
          grouped(
            rows,
            ({ day, hour }) => [day, hour],
            (group) => [group.length],
          ),
        );
        expect(cells(cubes["top_objects"]!)).toEqual(
          grouped(
            rows.flatMap((row) => row.hashtags.map((tag) => ({ ...row, hashtags: [tag] }))),
            ({ day, hashtags }) => [day, "hashtag", hashtags[0]!],
            (group) => [group.length, new Set(group.map(({ account_id }) => account_id)).size],
          ),
        );
      }),
      { numRuns: 25 },
    );
  });
});
