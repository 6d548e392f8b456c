import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readTexts } from "../../../../data-loaders/publish/texts/read-texts.js";
import { textStages } from "../../../../data-loaders/detect/text/stage.js";
import { textId } from "../../../../data-loaders/detect/text/text-id.js";
import type { Engine } from "../../../../data-loaders/engine/engine.js";
import { expandMacros } from "../../../../data-loaders/engine/macros/index.js";
import { loadStage } from "../../../../data-loaders/pipeline/code-hash.js";
import { warehouseTables } from "../../../../data-loaders/pipeline/manifest.js";
import { silentReporter } from "../../../../data-loaders/pipeline/reporter.js";
import { runStage } from "../../../../data-loaders/pipeline/run-stage.js";
import { textsSchema } from "../../../../data-loaders/publish/texts-schema.js";
import type { TextsArtifact } from "../../../../src/lib/near-duplicate/shown-texts.js";
import { emptyWarehouse, insert } from "../../publish/support/warehouse.js";

type Row = readonly [account: string, at: string, text: string | null];

describe("what pages show of repeated texts", () => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await emptyWarehouse(["accounts", "events"]);
  });
  afterEach(() => engine.close());

  async function publish(rows: readonly Row[]): Promise<unknown> {
    await insert(
      engine,
      "events",
      rows.map(([account_id, occurred_at, text], index) => ({
        event_id: `e${index}`,
        account_id,
        event_type: "post",
        occurred_at,
        text,
      })),
    );
    for (const stage of textStages)
      await runStage(await loadStage(stage, (sql) => expandMacros(sql, "duckdb"), ""), undefined, {
        engine,
        reporter: silentReporter,
        signal: new AbortController().signal,
        versions: new Map(),
        clock: () => 0,
      });
    return readTexts(engine, await warehouseTables(engine));
  }

  test("is the first text, its days, its busiest ten minutes and its variants, neutralised and defanged", async () => {
    const published = await publish([
      ["a", "2026-03-01 10:00:00", "Share\u202e this before it is deleted https://one.test/1"],
      ["b", "2026-03-03 10:00:00", "Share this before it is deleted https://two.test/2"],
      ["c", "2026-03-03 10:09:59", "Share this before it is deleted!! https://two.test/2"],
      ["d", "2026-03-03 10:10:00", "Share this before it is deleted!! https://two.test/2"],
      ["e", "2026-03-03 10:19:58", "Share this before it is deleted!! https://two.test/2"],
    ]);
    const { clusters, lastDay, totals } = textsSchema.parse(published) as TextsArtifact;
    expect([lastDay, totals.shared, totals.sharedEvents]).toEqual(["2026-03-03", 1, 5]);
    expect(clusters).toEqual([
      expect.objectContaining({
        sample: "Share\ufffd this before it is deleted hxxps://one[.]test/1",
        accounts: 5,
        recentAccounts: 5,
        busiest: { at: "2026-03-03 10:09:59", events: 3, accounts: 3 },
        timeline: {
          grain: "hour",
          from: "2026-03-01T10:00",
          events: [1, ...Array.from({ length: 47 }, () => 0), 4],
          accounts: [1, ...Array.from({ length: 47 }, () => 0), 4],
        },
      }),
    ]);
    expect(clusters[0]?.variants.map(({ events, accounts }) => [events, accounts])).toEqual([
      [2, 2],
      [3, 3],
    ]);
    expect(clusters[0]?.variants[1]?.segments.filter(({ kind }) => kind === "added")).toEqual([
      { text: "Share", kind: "added" },
      { text: " deleted!! hxxps://two[.]test/2", kind: "added" },
    ]);
  });

  test("is nothing where no text is repeated, and a clear word where no event has a text", async () => {
    expect(await publish([["a", "2026-03-01 10:00:00", "A text that nobody else wrote"]])).toMatchObject({
      lastDay: null,
      clusters: [],
    });
    await engine.execute("UPDATE events SET text = NULL");
    expect(await publish([])).toEqual({ missing: ["events.text"] });
    expect(await readTexts(engine, new Set())).toEqual({ missing: ["events"] });
  });

  test("is a text with an alert, too, however few accounts have it", async () => {
    await engine.execute("CREATE TABLE alerts (entity_kind VARCHAR, entity_id VARCHAR, day DATE)");
    const post = (account: string, text: number): Row => [
      account,
      text === 0 ? "2026-01-01 10:00:00" : "2026-06-01 10:00:00",
      `${textId(`one ${text}`)} ${textId(`two ${text}`)}`,
    ];
    const rows = Array.from({ length: 320 }, (_, text) =>
      ["a", "b", "c", "d"].slice(0, text === 0 ? 3 : 4).map((account) => post(account, text)),
    );
    const shownOf = async (more: readonly Row[]): Promise<number[]> => {
      const { clusters } = (await publish(more)) as TextsArtifact;
      return clusters.map(({ accounts }) => accounts);
    };
    const accounts = await shownOf(rows.flat());
    expect(accounts.length).toBeLessThanOrEqual(300);
    expect(accounts).not.toContain(3);
    await engine.execute(
      "INSERT INTO alerts SELECT 'text', cluster_id, DATE '2026-01-01' FROM text_clusters WHERE accounts = 3",
    );
    expect(await shownOf([])).toEqual([...accounts, 3]);
  });

  test("keeps the last ninety days of a text, and survives a clock far in the future", async () => {
    const published = (await publish([
      ["a", "2026-01-01 10:00:00", "Everyone is talking about this"],
      ["b", "2026-06-01 10:00:00", "Everyone is talking about this"],
      ["c", "2126-06-01 10:00:00", "Everyone is talking about this"],
    ])) as TextsArtifact;
    expect(textsSchema.parse(published)).toEqual(published);
    expect(published.clusters[0]?.timeline.events).toHaveLength(90);
    expect(published.clusters[0]?.timeline).toMatchObject({ grain: "day", from: "2126-03-04" });
  });
});
