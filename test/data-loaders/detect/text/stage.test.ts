import { afterEach, beforeEach, describe, expect, test } from "vitest";
import * as fc from "fast-check";
import { clusterTexts } from "../../../../data-loaders/detect/text/cluster-texts.js";
import { textStages } from "../../../../data-loaders/detect/text/stage.js";
import { textId } from "../../../../data-loaders/detect/text/text-id.js";
import { openDuckDB } from "../../../../data-loaders/engine/duckdb.js";
import type { Engine } from "../../../../data-loaders/engine/engine.js";
import { expandMacros } from "../../../../data-loaders/engine/macros/index.js";
import { loadStage } from "../../../../data-loaders/pipeline/code-hash.js";
import { silentReporter } from "../../../../data-loaders/pipeline/reporter.js";
import { runStage, type StageOutcome } from "../../../../data-loaders/pipeline/run-stage.js";
import { linkPattern, withoutLinks } from "../../../../src/lib/near-duplicate/normal-form.js";
import { emptyWarehouse, insert } from "../../publish/support/warehouse.js";

interface Post {
  readonly account: string;
  readonly at: string;
  readonly text: string | null;
  readonly type?: string;
}

describe("the stage of near-duplicate texts", () => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await emptyWarehouse(["accounts", "events"]);
  });
  afterEach(() => engine.close());

  async function add(posts: readonly Post[]): Promise<void> {
    await insert(
      engine,
      "events",
      posts.map(({ account, at, text, type = "post" }) => ({
        event_id: `${account} ${at}`,
        account_id: account,
        event_type: type,
        occurred_at: at,
        text,
      })),
    );
  }

  async function run(on = engine): Promise<StageOutcome> {
    const [stage] = textStages;
    return runStage(await loadStage(stage!, (sql) => expandMacros(sql, "duckdb"), ""), undefined, {
      engine: on,
      reporter: silentReporter,
      signal: new AbortController().signal,
      versions: new Map(),
      clock: () => 0,
    });
  }

  const swarm: readonly Post[] = [
    { account: "a", at: "2026-01-02 10:00:00", text: "Share this before it is deleted https://one.test/1" },
    { account: "b", at: "2026-01-02 10:01:00", text: "Share this before it is deleted!! https://two.test/2" },
    { account: "c", at: "2026-01-03 10:00:00", text: "@you SHARE this before it is deleted", type: "reply" },
    {
      account: "c",
      at: "2026-01-03 11:00:00",
      text: "Share this before it is deleted https://one.test/1",
      type: "repost",
    },
    { account: "d", at: "2026-01-03 12:00:00", text: "A quiet day at the harbour, nothing else to say" },
  ];

  test("writes the clusters that three accounts share, and the events whose texts are in them", async () => {
    await add(swarm);
    await run();
    const id = textId("share this before it is deleted");
    expect(await engine.query("SELECT * FROM text_clusters")).toEqual([
      {
        cluster_id: id,
        sample: "Share this before it is deleted https://one.test/1",
        first_seen: "2026-01-02 10:00:00",
        last_seen: "2026-01-03 11:00:00",
        events: 4,
        accounts: 3,
        texts: 2,
        reposts: 1,
      },
    ]);
    expect(
      await engine.query("SELECT account_id, occurred_at, cluster_id, text_id FROM event_texts ORDER BY 2"),
    ).toEqual([
      { account_id: "a", occurred_at: "2026-01-02 10:00:00", cluster_id: id, text_id: id },
      {
        account_id: "b",
        occurred_at: "2026-01-02 10:01:00",
        cluster_id: id,
        text_id: textId("share this before it is deleted!!"),
      },
      { account_id: "c", occurred_at: "2026-01-03 10:00:00", cluster_id: id, text_id: id },
      { account_id: "c", occurred_at: "2026-01-03 11:00:00", cluster_id: id, text_id: id },
    ]);
    expect(await engine.query("SELECT * FROM text_counts")).toEqual([
      { events: 5, forms: 4, short: 0, texts: 3, clusters: 2, pairs: expect.any(Number) },
    ]);
  });

  test("gives an event the same cluster whether or not later days are there", async () => {
    const texts = [
      "buy the new coin today before it moons",
      "buy the new coin now before it moons",
      "buy a new coin today before it moons",
      "the new coin of today is what i buy",
    ];
    const posts = texts.flatMap((text, day) =>
      ["a", "b", "c"].map((account, index) => ({ account, at: `2026-01-0${day + 1} 10:0${index}:00`, text })),
    );
    await add(posts.slice(0, 6));
    await run();
    const early = await engine.query("SELECT * FROM event_texts ORDER BY occurred_at");
    await add(posts.slice(6));
    await run();
    expect(
      await engine.query("SELECT * FROM event_texts WHERE occurred_at < '2026-01-03' ORDER BY occurred_at"),
    ).toEqual(early);
    expect(early).toHaveLength(6);
  });

  test("writes empty tables where no event has a text", async () => {
    await add([{ account: "a", at: "2026-01-02 10:00:00", text: null }]);
    await run();
    expect(await engine.query("SELECT * FROM event_texts")).toEqual([]);
    expect(await engine.query("SELECT * FROM text_clusters")).toEqual([]);
  });

  test("is skipped, and says for want of what, where there are no events", async () => {
    const other = await emptyWarehouse(["accounts"]);
    expect(await run(other)).toMatchObject({ kind: "missing", tables: ["events"] });
    await other.close();
  });

  test("leaves texts out that are too short to be told from others", async () => {
    await add(["a", "b", "c"].map((account) => ({ account, at: "2026-01-02 10:00:00", text: "Good day" })));
    await run();
    expect(await engine.query("SELECT short, texts FROM text_counts")).toEqual([{ short: 1, texts: 0 }]);
  });

  test("looks at no pair in a million identical texts, at most eight for each distinct one", async () => {
    await engine.execute(
      `INSERT INTO events (event_id, account_id, event_type, occurred_at, text)
       SELECT 'e' || i, 'a' || (i % 1000), 'post', TIMESTAMP '2026-01-02 10:00:00', 'One text for all of us https://x.test/' || i
       FROM range(1000000) AS numbers (i)`,
    );
    expect(await clusterTexts(engine)).toEqual({
      events: 1_000_000,
      forms: 1,
      short: 0,
      texts: 1,
      clusters: 1,
      pairs: 0,
    });
  });
});

describe("texts without links", () => {
  test("are the same in the database and in JavaScript", async () => {
    const engine = await openDuckDB({ path: ":memory:", threads: 1 });
    const piece = fc.constantFrom(
      "http://",
      "HTTPS://x.test/é",
      "@",
      "@a_b",
      "é",
      " ",
      "\u00a0",
      "a",
      "\n",
      "://",
      "'",
      "日",
      "…",
    );
    const texts = fc.sample(
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")),
      { numRuns: 300, seed: 7 },
    );
    const list = texts.map((text) => `('${text.replaceAll("'", "''")}')`).join(", ");
    const rows = await engine.query<{ text: string; bare: string }>(
      `SELECT text, trim(@re_sub(text, '${linkPattern}', ' ')) AS bare FROM (VALUES ${list}) AS texts (text)`,
    );
    expect(rows.map(({ bare }) => bare.trim())).toEqual(rows.map(({ text }) => withoutLinks(text).trim()));
    expect(rows).toHaveLength(300);
    await engine.close();
  });
});
