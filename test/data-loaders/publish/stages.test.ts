import { describe, expect, test } from "vitest";
import { publishStages } from "../../../data-loaders/publish/stages.js";
import { cubeArtifacts } from "../../../data-loaders/publish/cube-artifacts.js";
import { readCube } from "../../../data-loaders/publish/read-cube.js";
import { emptyWarehouse, insert, runStages, sqlOf } from "./support/warehouse.js";

/** What engines.md of the design keeps out of SQL that runs on every engine. */
const notPortable =
  /\b(?:QUALIFY|ASOF|PIVOT|EXCLUDE|GROUP BY ALL|approx_\w+)\b|\/\/|->|\b(?:date_trunc|date_diff|strftime|quantile_cont)\s*\(/i;

describe("publish stages", () => {
  test("each stage's SQL is bound by the database, after the stages that it reads", async () => {
    const engine = await emptyWarehouse();
    for (const stage of publishStages) {
      const sql = await sqlOf(stage, engine);
      expect(await engine.query(`EXPLAIN ${sql}`), stage.name).not.toEqual([]);
      await engine.execute(`CREATE TABLE ${stage.name} AS ${sql}`);
    }
    await engine.close();
  });

  test("each stage's SQL is portable", async () => {
    const engine = await emptyWarehouse([]);
    for (const stage of publishStages)
      expect(await sqlOf(stage, engine), stage.name).not.toMatch(notPortable);
  });

  test("each stage declares the tables that its SQL names, and no other", async () => {
    const engine = await emptyWarehouse([]);
    for (const stage of publishStages) {
      const sql = await sqlOf(stage, engine);
      const own = new Set([...sql.matchAll(/\b([a-z_]+) AS \(/g)].map(([, name]) => name));
      const named = [...sql.matchAll(/\b(?:FROM|JOIN)\s+([a-z_]+)/g)].map(([, name = ""]) => name);
      expect(stage.reads.map(({ table }) => table).sort(), stage.name).toEqual(
        [...new Set(named.filter((name) => !own.has(name)))].sort(),
      );
    }
  });

  test("stages write every table that a cube is read from", () => {
    const written = new Set(publishStages.flatMap(({ writes }) => writes.map(({ table }) => table)));
    for (const { table } of cubeArtifacts) expect(written).toContain(table);
  });

  test("an empty warehouse gives cubes without rows", async () => {
    const engine = await emptyWarehouse();
    await runStages(engine);
    for (const artifact of cubeArtifacts) expect((await readCube(engine, artifact)).rows).toBe(0);
    await engine.close();
  });

  test("active accounts count each account on each day, by its active day before", async () => {
    const engine = await emptyWarehouse();
    const event = (event_id: string, account_id: string, day: string) => ({
      event_id,
      account_id,
      event_type: "post",
      occurred_at: `${day} 12:00:00`,
    });
    await insert(engine, "events", [
      event("1", "a", "2026-01-01"),
      event("2", "a", "2026-01-01"),
      event("3", "b", "2026-01-01"),
      event("4", "a", "2026-01-03"),
    ]);
    await runStages(engine);
    expect(
      await engine.query("SELECT day, previous, accounts FROM metric_active_accounts ORDER BY 1, 2"),
    ).toEqual([
      { day: "2026-01-01", previous: null, accounts: 2 },
      { day: "2026-01-03", previous: "2026-01-01", accounts: 1 },
    ]);
    await engine.close();
  });

  test("content is counted once, by its first action, net of reversals within a day", async () => {
    const engine = await emptyWarehouse();
    const action = (action_id: string, event_id: string, at: string, reversed_at: string | null = null) => ({
      action_id,
      event_id,
      account_id: "a",
      action_type: "content_remove",
      policy_id: "spam",
      action_at: at,
      reversed_at,
      source_type: "own_initiative",
      automated_detection: true,
      automated_decision: true,
    });
    await insert(engine, "actions", [
      action("1", "x", "2026-01-01 10:00:00", "2026-01-01 12:00:00"),
      action("2", "x", "2026-01-02 10:00:00"),
      action("3", "x", "2026-01-03 10:00:00"),
      action("4", "y", "2026-01-03 10:00:00", "2026-01-05 12:00:00"),
    ]);
    await runStages(engine);
    expect(
      await engine.query(
        "SELECT day, actions, content, accounts, proactive, proactive_known FROM metric_actions ORDER BY 1",
      ),
    ).toEqual([
      { day: "2026-01-01", actions: 1, content: 0, accounts: 0, proactive: null, proactive_known: 0 },
      { day: "2026-01-02", actions: 1, content: 1, accounts: 1, proactive: null, proactive_known: 0 },
      { day: "2026-01-03", actions: 2, content: 1, accounts: 0, proactive: null, proactive_known: 0 },
    ]);
    await engine.close();
  });

  test("a restoration without an appeal is no appeal that was won", async () => {
    const engine = await emptyWarehouse();
    const action = (action_id: string, reversed_at: string | null, via_appeal: boolean) => ({
      action_id,
      account_id: action_id,
      action_type: "account_lock",
      policy_id: "spam",
      action_at: "2026-01-01 10:00:00",
      reversed_at,
      via_appeal,
      source_type: "own_initiative",
      automated_detection: true,
      automated_decision: false,
    });
    const appeal = (appeal_id: string, action_id: string, outcome: string) => ({
      appeal_id,
      action_id,
      outcome,
      filed_at: "2026-01-02 10:00:00",
    });
    await insert(engine, "actions", [
      action("1", "2026-01-04 10:00:00", true),
      action("2", "2026-01-04 10:00:00", false),
      action("3", null, false),
      action("4", null, false),
    ]);
    await insert(engine, "appeals", [
      appeal("1", "1", "overturned"),
      appeal("2", "3", "upheld"),
      appeal("3", "4", "pending"),
    ]);
    await runStages(engine);
    expect(
      await engine.query(
        "SELECT appealable, appealed, decided, overturned, restored_without_appeal FROM metric_appeals",
      ),
    ).toEqual([{ appealable: 4, appealed: 3, decided: 2, overturned: 1, restored_without_appeal: 1 }]);
    await engine.close();
  });

  test("several decisions on a job give the majority, and a tie is uncertain", async () => {
    const engine = await emptyWarehouse(["review_decisions"]);
    const decision = (decision_id: string, job_id: string, label: string) => ({ decision_id, job_id, label });
    await insert(engine, "review_decisions", [
      decision("1", "a", "true_positive"),
      decision("2", "a", "true_positive"),
      decision("3", "a", "false_positive"),
      decision("4", "b", "true_positive"),
      decision("5", "b", "false_positive"),
    ]);
    await runStages(engine);
    expect(await engine.query("SELECT job_id, label FROM job_labels ORDER BY 1")).toEqual([
      { job_id: "a", label: "true_positive" },
      { job_id: "b", label: "uncertain" },
    ]);
    await engine.close();
  });
});
