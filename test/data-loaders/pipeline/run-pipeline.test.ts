import * as fc from "fast-check";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openDuckDB } from "../../../data-loaders/engine/duckdb.js";
import type { PipelineEffects } from "../../../data-loaders/pipeline/run-pipeline.js";
import { ContractError, type CheckResult } from "../../../data-loaders/pipeline/source-tables.js";
import { warehousePaths } from "../../../data-loaders/pipeline/warehouse.js";
import {
  contents,
  dayOf,
  inFolder,
  platformSource,
  platformStages,
  runPlatform,
  type Platform,
} from "./support/platform.js";

const platform: Platform = {
  events: Array.from({ length: 60 }, (_, id) => ({ id, account: id % 7, day: id % 20 })),
  accounts: Array.from({ length: 7 }, (_, id) => ({ id, country: id % 2 ? "IE" : "NO", followers: id })),
  actions: Array.from({ length: 20 }, (_, id) => ({ id, day: id })),
  appeals: [{ id: 0, action: 3, won: false }],
};

const day = fc.integer({ min: 0, max: 20 });

/** What may befall a platform between two runs. */
const step: fc.Arbitrary<(before: Platform) => Platform> = fc.oneof(
  fc
    .tuple(fc.integer({ min: 100, max: 110 }), fc.nat(8), day)
    .map(([id, account, day]) => (before: Platform) => ({
      ...before,
      events: [...before.events.filter((event) => event.id !== id), { id, account, day }],
    })),
  fc.nat(59).map((id) => (before: Platform) => ({
    ...before,
    events: before.events.filter((event) => event.id !== id),
  })),
  fc
    .tuple(fc.nat(8), fc.constantFrom("IE", "NO", "SE"), fc.nat(3))
    .map(([id, country, followers]) => (before: Platform) => ({
      ...before,
      accounts: [...before.accounts.filter((account) => account.id !== id), { id, country, followers }],
    })),
  fc.tuple(fc.nat(25), day).map(([id, day]) => (before: Platform) => ({
    ...before,
    actions: [...before.actions.filter((action) => action.id !== id), { id, day }],
  })),
  fc.tuple(fc.nat(5), fc.nat(25), fc.boolean()).map(([id, action, won]) => (before: Platform) => ({
    ...before,
    appeals: [...(before.appeals ?? []).filter((appeal) => appeal.id !== id), { id, action, won }],
  })),
  fc.constant((before: Platform) => ({ ...before, appeals: null })),
  fc.constant((before: Platform) => ({ ...before, events: [...before.events].reverse() })),
);

describe("runPipeline", () => {
  test("a warehouse brought up to date holds what one built anew holds, whatever came, went, moved or was late", async () => {
    const kinds = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 }),
        (runs) =>
          inFolder(async (folder) => {
            let now = platform;
            await runPlatform(join(folder, "kept"), platformSource(now));
            for (const [index, steps] of runs.entries()) {
              now = steps.reduce((before, change) => change(before), now);
              const kept = await runPlatform(join(folder, "kept"), platformSource(now));
              const anew = await runPlatform(join(folder, `anew${index}`), platformSource(now));
              for (const outcome of Object.values(kept.stages))
                kinds.add(
                  outcome.kind === "computed" ? (outcome.days === null ? "whole" : "by day") : outcome.kind,
                );
              expect(await contents(kept.warehouse)).toEqual(await contents(anew.warehouse));
              expect(kept.runId).toBe(anew.runId);
            }
          }),
      ),
      { numRuns: 6 },
    );
    for (const kind of ["whole", "by day", "unchanged"]) expect(kinds).toContain(kind);
  }, 120_000);

  test("a new day computes that day alone, and the days that look back at it", () =>
    inFolder(async (folder) => {
      await runPlatform(folder, platformSource(platform));
      const grown = { ...platform, events: [...platform.events, { id: 900, account: 1, day: 20 }] };
      const { stages } = await runPlatform(folder, platformSource(grown));
      expect(stages["by_country"]).toMatchObject({ kind: "computed", days: [dayOf(20)] });
      expect(stages["window_accounts"]).toMatchObject({ days: [dayOf(20), dayOf(21), dayOf(22)] });
      expect(stages["appealed"]?.kind).toBe("unchanged");
    }));

  test("a late appeal computes the day of its action", () =>
    inFolder(async (folder) => {
      await runPlatform(folder, platformSource(platform));
      const late = { ...platform, appeals: [...(platform.appeals ?? []), { id: 1, action: 5, won: true }] };
      const { stages } = await runPlatform(folder, platformSource(late));
      expect(stages["appealed"]).toMatchObject({ kind: "computed", days: [dayOf(5)] });
      expect(stages["by_country"]?.kind).toBe("unchanged");
    }));

  test("a change in a column that a stage does not read computes nothing of it", () =>
    inFolder(async (folder) => {
      await runPlatform(folder, platformSource(platform));
      const popular = {
        ...platform,
        accounts: platform.accounts.map((account) => ({ ...account, followers: account.followers + 1 })),
      };
      const { stages, loaded } = await runPlatform(folder, platformSource(popular));
      expect(loaded).toEqual(["accounts"]);
      expect(Object.values(stages).map(({ kind }) => kind)).toEqual(platformStages.map(() => "unchanged"));
    }));

  test("a run with nothing new opens the last warehouse to read and writes nothing", () =>
    inFolder(async (folder) => {
      const first = await runPlatform(folder, platformSource(platform));
      const bytes = readFileSync(first.warehouse);
      const opened: boolean[] = [];
      const effects: PipelineEffects = {
        open: (options) => {
          opened.push(options.readOnly ?? false);
          return openDuckDB(options);
        },
        clock: () => 0,
      };
      const loads: string[] = [];
      const second = await runPlatform(folder, platformSource(platform, { loads }), { effects });
      expect(opened).toEqual([true]);
      expect(loads).toEqual([]);
      expect(second.runId).toBe(first.runId);
      expect(readFileSync(first.warehouse).equals(bytes)).toBe(true);
    }));

  test("a stage whose code has changed is computed as a whole, and those upon it only if its rows have changed", () =>
    inFolder(async (folder) => {
      await runPlatform(folder, platformSource(platform));
      const renamed = platformStages.map((stage) =>
        stage.name === "by_country" ? { ...stage, title: "Events by country" } : stage,
      );
      const { stages } = await runPlatform(folder, platformSource(platform), { stages: renamed });
      expect(stages["by_country"]).toMatchObject({ kind: "computed", days: null });
      expect(stages["top_countries"]?.kind).toBe("unchanged");
    }));

  test("a stage is missing for want of a table of the source, and is there once the source has it", () =>
    inFolder(async (folder) => {
      const without = await runPlatform(folder, platformSource({ ...platform, appeals: null }));
      expect(without.stages["appealed"]).toMatchObject({ kind: "missing", tables: ["appeals"] });
      expect(Object.keys(await contents(without.warehouse))).not.toContain("appealed");
      const again = await runPlatform(folder, platformSource({ ...platform, appeals: null }));
      expect(again.stages["appealed"]).toMatchObject({ kind: "missing", tables: ["appeals"] });
      const withThem = await runPlatform(folder, platformSource(platform));
      expect(withThem.stages["appealed"]?.kind).toBe("computed");
    }));

  test("an optional table that the source lacks is stood in for by an empty one with the declared columns", () =>
    inFolder(async (folder) => {
      const stages = platformStages
        .filter(({ name }) => name === "appealed")
        .map((stage) => ({
          ...stage,
          reads: stage.reads.map((read) =>
            read.table === "appeals" ? { ...read, optional: { action_id: "INTEGER", won: "BOOLEAN" } } : read,
          ),
        }));
      const without = await runPlatform(folder, platformSource({ ...platform, appeals: null }), { stages });
      expect(without.stages["appealed"]).toMatchObject({ kind: "computed", run: { rows: 0 } });
      const withThem = await runPlatform(folder, platformSource(platform), { stages });
      expect(withThem.stages["appealed"]).toMatchObject({ kind: "computed", run: { rows: 1 } });
    }));

  test("tables that nobody makes any more are dropped", () =>
    inFolder(async (folder) => {
      await runPlatform(folder, platformSource(platform));
      const { warehouse } = await runPlatform(folder, platformSource({ ...platform, appeals: null }), {
        stages: platformStages.filter(({ name }) => name === "since"),
      });
      const tables = Object.keys(await contents(warehouse));
      expect(tables).toContain("since");
      for (const gone of ["appeals", "by_country", "top_countries"]) expect(tables).not.toContain(gone);
    }));

  test("a source that breaks its contract leaves the last warehouse as it was", () =>
    inFolder(async (folder) => {
      const { warehouse } = await runPlatform(folder, platformSource(platform));
      const bytes = readFileSync(warehouse);
      const block: CheckResult = {
        severity: "block",
        table: "events",
        column: "event_id",
        check: "unique key",
        message: "each event has one row",
        rows: 2,
        samples: ["7"],
      };
      const broken = platformSource({ ...platform, events: [] }, { checks: [block] });
      await expect(runPlatform(folder, broken)).rejects.toThrow(ContractError);
      expect(readFileSync(warehouse).equals(bytes)).toBe(true);
      expect(existsSync(warehousePaths(folder).building)).toBe(false);
    }));

  test("a warning is kept for the pages and does not stop the run", () =>
    inFolder(async (folder) => {
      const warning: CheckResult = {
        severity: "warn",
        table: "events",
        column: null,
        check: "volume",
        message: "few",
        rows: 1,
        samples: [],
      };
      const source = platformSource(platform, { checks: [warning] });
      expect((await runPlatform(folder, source)).checks).toEqual([warning]);
      expect((await runPlatform(folder, source)).checks).toEqual([warning]);
    }));

  test("stopped in the middle, it leaves the last warehouse, and the next run does again only what was not finished", () =>
    inFolder(async (folder) => {
      const { warehouse } = await runPlatform(folder, platformSource(platform));
      const bytes = readFileSync(warehouse);
      const grown = { ...platform, events: [...platform.events, { id: 900, account: 1, day: 20 }] };
      const stop = new AbortController();
      const stopping = platformStages.map((stage) =>
        stage.run === undefined
          ? stage
          : { ...stage, run: async () => stop.abort(new Error("stopped by the reader")) },
      );
      const stopped = runPlatform(folder, platformSource(grown), { stages: stopping, signal: stop.signal });
      await expect(stopped).rejects.toThrow("stopped by the reader");
      expect(readFileSync(warehouse).equals(bytes)).toBe(true);
      expect(existsSync(warehousePaths(folder).lock)).toBe(false);

      const loads: string[] = [];
      const { stages } = await runPlatform(folder, platformSource(grown, { loads }));
      expect(loads).toEqual([]);
      expect(stages["by_country"]?.kind).toBe("unchanged");
      expect(stages["top_countries"]?.kind).toBe("computed");
    }));

  test("an engine at work is interrupted by the signal", () =>
    inFolder(async (folder) => {
      const stop = new AbortController();
      const endless = [
        {
          name: "endless",
          title: "Without end",
          reads: [{ table: "events" }],
          writes: [{ table: "endless" }],
          run: async ({ write }: { write: (table: string, select: string) => Promise<void> }) => {
            setTimeout(() => stop.abort(new Error("stopped by the reader")), 100);
            await write(
              "endless",
              "SELECT count(*) AS n FROM range(1000000) a, range(1000000) b WHERE a.range + b.range = 3",
            );
          },
          modules: [new URL(import.meta.url)],
        },
      ];
      const run = runPlatform(folder, platformSource(platform), { stages: endless, signal: stop.signal });
      await expect(run).rejects.toThrow("stopped by the reader");
      expect(existsSync(warehousePaths(folder).current)).toBe(false);
    }));

  test("a stage that fails says which it was, and leaves nothing half written", () =>
    inFolder(async (folder) => {
      const failing = platformStages.map((stage) =>
        stage.run === undefined ? stage : { ...stage, run: async () => undefined },
      );
      await expect(runPlatform(folder, platformSource(platform), { stages: failing })).rejects.toThrow(
        'stage "top_countries" did not write "top_countries"',
      );
      const { stages } = await runPlatform(folder, platformSource(platform));
      expect(stages["top_countries"]?.kind).toBe("computed");
      expect(stages["by_country"]?.kind).toBe("unchanged");
    }));

  test("a row without a day, in a table written by day, is refused", () =>
    inFolder(async (folder) => {
      const undated = [
        {
          name: "undated",
          title: "Undated",
          reads: [{ table: "events" }],
          writes: [{ table: "undated", day: "day" }],
          run: ({ write }: { write: (table: string, select: string) => Promise<void> }) =>
            write("undated", "SELECT CAST(NULL AS DATE) AS day, event_id FROM events"),
          modules: [new URL(import.meta.url)],
        },
      ];
      await expect(runPlatform(folder, platformSource(platform), { stages: undated })).rejects.toThrow(
        '60 rows of "undated" whose "day" is null',
      );
    }));

  test("two runs of one source do not meet: the second is told of the first", () =>
    inFolder(async (folder) => {
      const first = runPlatform(folder, platformSource(platform));
      await expect(runPlatform(folder, platformSource(platform))).rejects.toThrow(
        `is held by process ${process.pid}`,
      );
      await first;
    }));

  test("a building that cannot be opened, or is of another form, is begun anew", () =>
    inFolder(async (folder) => {
      await runPlatform(folder, platformSource(platform));
      const grown = { ...platform, events: [...platform.events, { id: 900, account: 1, day: 20 }] };
      writeFileSync(warehousePaths(folder).building, "this is no database");
      const { stages } = await runPlatform(folder, platformSource(grown));
      expect(stages["by_country"]).toMatchObject({ kind: "computed", days: [dayOf(20)] });

      const engine = await openDuckDB({ path: warehousePaths(folder).current });
      await engine.execute("ALTER TABLE data_runs DROP COLUMN title");
      await engine.close();
      const anew = await runPlatform(folder, platformSource(platform));
      expect(anew.stages["by_country"]).toMatchObject({ kind: "computed", days: null });
    }));
});
