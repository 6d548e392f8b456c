import { afterEach, describe, expect, test } from "vitest";
import type { Engine } from "../../../../data-loaders/engine/engine.js";
import type { PlanRulesOptions } from "../../../../data-loaders/rules/enforce/plan-rules.js";
import { planRules } from "../../../../data-loaders/rules/enforce/plan-rules.js";
import type { Rule } from "../../../../data-loaders/rules/read-rules.js";
import { ruleLabelsQuery } from "../../../../src/lib/metrics/queries/rule-labels.js";
import { limitsShape, type Receipt } from "../../../../src/lib/rule/enforce/index.js";
import { ruleFor } from "./support/rules.js";
import { emptyWarehouse, insert, type Value } from "../../publish/support/warehouse.js";

let engine: Engine | undefined;
afterEach(() => engine?.close());

type Hit = Readonly<Record<string, Value>>;
const hit = (rule_id: string, account_id: string, hit_at: string, more: Hit = {}): Hit => ({
  rule_id,
  version: 1,
  account_id,
  hit_at,
  state: "enforce",
  held_out: false,
  ...more,
});

const canonical = ["accounts", "policies", "protected_accounts", "rule_hits"];

async function warehouse(hits: readonly Hit[], tables: readonly string[] = canonical): Promise<Engine> {
  engine = await emptyWarehouse(tables);
  await engine.execute(
    "CREATE TABLE evaluated_hits (rule_id VARCHAR, version INTEGER, account_id VARCHAR, event_id VARCHAR, hit_at TIMESTAMP, state VARCHAR, held_out BOOLEAN)",
  );
  await insert(engine, "evaluated_hits", hits);
  return engine;
}

const plan = async (
  hits: readonly Hit[] | Engine,
  rules: readonly Rule[],
  more: Partial<PlanRulesOptions> = {},
) =>
  planRules("query" in hits ? hits : await warehouse(hits), {
    rules,
    receipts: [],
    brakes: [],
    limits: limitsShape.parse({}),
    now: new Date("2026-08-10T06:00:00Z"),
    ...more,
  });

const said = ({ actions }: Awaited<ReturnType<typeof plan>>): string[] =>
  actions.map(({ account_id, action, rule_id }) => `${account_id} ${action} ${rule_id}`);

describe("a batch from rules", () => {
  test("is made from the last day of hits that act, one action an account", async () => {
    const made = await plan(
      [
        hit("burst", "a", "2026-08-09 08:00:00"),
        hit("burst", "a", "2026-08-09 10:00:00"),
        hit("swarm", "a", "2026-08-09 09:00:00"),
        hit("burst", "b", "2026-08-08 20:00:01", { state: "limited" }),
        hit("burst", "old", "2026-08-08 20:00:00"),
        hit("burst", "shadowed", "2026-08-09 08:00:00", { state: "shadow" }),
        hit("burst", "reviewed", "2026-08-09 08:00:00", { state: "review_only" }),
        hit("burst", "held", "2026-08-09 20:00:00", { held_out: true }),
      ],
      [ruleFor("burst"), ruleFor("swarm", { action: "account_suspend" })],
    );
    expect(made).toMatchObject({ since: "2026-08-08T20:00:00.000Z", until: "2026-08-09T20:00:00.000Z" });
    expect(said(made)).toEqual(["b account_lock burst", "a account_suspend swarm"]);
    expect(made.rules).toEqual([
      {
        rule_id: "burst",
        version: 1,
        action: "account_lock",
        hits: 4,
        accounts: { to_deliver: 1, held_out: 1, weaker: 1 },
      },
      { rule_id: "swarm", version: 1, action: "account_suspend", hits: 1, accounts: { to_deliver: 1 } },
    ]);
  });

  test("gives each action its key, its hits, and its reason in the terms of the DSA", async () => {
    const warehouseOf = await warehouse([
      hit("burst", "a", "2026-08-09 08:00:00"),
      hit("burst", "a", "2026-08-09 10:00:00.25"),
    ]);
    await insert(warehouseOf, "policies", [
      { policy_id: "link_spam", name: "Link spam", dsa_category: "SCAMS_AND_FRAUD" },
    ]);
    const [action] = (await plan(warehouseOf, [ruleFor("burst")])).actions;
    expect(action).toMatchObject({
      kind: "enforce",
      episode: 1,
      hits: 2,
      first_hit_at: "2026-08-09T08:00:00.000Z",
      last_hit_at: "2026-08-09T10:00:00.250Z",
      reason: {
        puid: action?.key,
        incompatible_content_ground: "Link spam",
        category: "SCAMS_AND_FRAUD",
        decision_account: "DECISION_ACCOUNT_SUSPENDED",
        decision_facts:
          "Rule burst, version 1 (Rule burst), matched 2 times, from 2026-08-09T08:00:00.000Z to 2026-08-09T10:00:00.250Z.",
        automated_detection: "Yes",
        automated_decision: "AUTOMATED_DECISION_FULLY",
        application_date: "2026-08-10",
      },
    });
    expect(action?.key).toMatch(/^[0-9a-f]{64}$/);
    const [same] = (await plan(warehouseOf, [ruleFor("burst")], { now: new Date("2026-08-11T00:00:00Z") }))
      .actions;
    expect(same?.key).toBe(action?.key);
  });

  test("leaves protected accounts out, and does not know how many there are where the source does not say", async () => {
    const hits = [hit("burst", "a", "2026-08-09 08:00:00"), hit("burst", "b", "2026-08-09 08:00:00")];
    const known = await warehouse(hits);
    await insert(known, "protected_accounts", [{ account_id: "a", why: "press" }]);
    const made = await plan(known, [ruleFor("burst")]);
    expect(said(made)).toEqual(["b account_lock burst"]);
    expect(made.protectedAccounts).toBe(1);
    await known.close();
    const unknown = await plan(await warehouse(hits, ["accounts"]), [ruleFor("burst")]);
    expect(unknown.protectedAccounts).toBeNull();
    expect(unknown.actions).toHaveLength(2);
  });

  test("obeys rule files that have changed since the hit: a paused rule and a version that has been replaced act no more", async () => {
    const made = await plan(
      [hit("burst", "a", "2026-08-09 08:00:00"), hit("swarm", "b", "2026-08-09 08:00:00")],
      [ruleFor("burst", { paused: "2026-08-09" }), ruleFor("swarm", { version: 2 })],
    );
    expect(made.actions).toEqual([]);
    expect(made.rules.map(({ action, accounts }) => [action, accounts])).toEqual([
      [null, { not_in_force: 1 }],
      [null, { not_in_force: 1 }],
    ]);
  });

  test("begins a day before the end of the last batch from rules, whatever other batches there were", async () => {
    const receipt = (kind: Receipt["kind"], until: string | null): Receipt =>
      ({ kind, until, answers: [] }) as unknown as Receipt;
    const hits = [hit("burst", "a", "2026-08-09 20:00:00"), hit("burst", "late", "2026-08-04 21:00:00")];
    const receipts = [receipt("rules", "2026-08-05T20:00:00.000Z"), receipt("selection", null)];
    const made = await plan(hits, [ruleFor("burst")], { receipts });
    expect(made.since).toBe("2026-08-04T20:00:00.000Z");
    expect(said(made)).toEqual(["a account_lock burst", "late account_lock burst"]);
    await engine?.close();
    const asked = await plan(hits, [ruleFor("burst")], { receipts, since: "2026-08-05T00:00:00.000Z" });
    expect(said(asked)).toEqual(["a account_lock burst"]);
  });

  test("removes each event that was hit, and knows accounts by their active hours", async () => {
    const warehouseOf = await warehouse([
      hit("burst", "a", "2026-08-09 08:00:00", { event_id: "e1" }),
      hit("burst", "a", "2026-08-09 08:30:00", { event_id: "e2" }),
    ]);
    await warehouseOf.execute("CREATE TABLE account_features (account_id VARCHAR, hour TIMESTAMP)");
    await insert(warehouseOf, "account_features", [
      { account_id: "a", hour: "2026-08-09 09:00:00" },
      { account_id: "b", hour: "2026-07-13 10:00:00" },
      { account_id: "gone", hour: "2026-07-12 09:00:00" },
    ]);
    const made = await plan(warehouseOf, [ruleFor("burst", { action: "content_remove" })]);
    expect(made.actions.map(({ event_id }) => event_id)).toEqual(["e1", "e2"]);
    expect(made).toMatchObject({ until: "2026-08-09T09:59:59.000Z", activeAccounts: 2 });
    expect(made.exceeded).toEqual([{ limit: "share_of_active", found: 0.5, allowed: 0.01 }]);
  });

  test("cannot be made where rules were never evaluated", async () => {
    engine = await emptyWarehouse(["accounts"]);
    await expect(plan(engine, [])).rejects.toThrow(
      /no hits of rules: put rules into rules\/\*\.yaml.*--accounts/,
    );
  });
});

describe("the brake in a batch", () => {
  const many = (id: string, count: number, at = "2026-08-09 08:00:00"): Hit[] =>
    Array.from({ length: count }, (_, index) => hit(id, `${id}-${index}`, at));

  test("trips for a young version with too large a part of the day's actions, and stops it in the same batch", async () => {
    const hits = [...many("burst", 51), ...many("swarm", 30)];
    const young = ruleFor("burst", { from: "2026-08-05" });
    const made = await plan(hits, [young, ruleFor("swarm")]);
    expect(made.tripping).toEqual([
      {
        event: "tripped",
        rule: "burst",
        version: 1,
        condition: "volume",
        reason: "4 days old, with 51 of the last 24 hours' 81 actions: more than 50, and more than 5 %",
        since: "2026-08-10T06:00:00.000Z",
      },
    ]);
    expect(new Set(made.actions.map(({ rule_id }) => rule_id))).toEqual(new Set(["swarm"]));
    expect(made.rules[0]?.accounts).toEqual({ stopped_by_brake: 51 });
    await engine?.close();
    expect((await plan(many("burst", 50), [young])).tripping).toEqual([]);
    await engine?.close();
    const shadowed = ruleFor("burst", { shadowFrom: "2026-08-01", from: "2026-08-05" });
    expect((await plan(many("burst", 51), [shadowed])).tripping).toEqual([]);
  });

  test("is obeyed until released, and then does not trip again for what it was released for", async () => {
    const young = ruleFor("burst", { from: "2026-08-05" });
    const [tripped] = (await plan(many("burst", 60), [young])).tripping;
    await engine?.close();
    const quiet = many("burst", 3);
    const stopped = await plan(quiet, [young], { brakes: [tripped!] });
    expect(stopped.actions).toEqual([]);
    expect(stopped.tripping).toEqual([]);
    expect(stopped.brakes).toEqual([tripped]);
    await engine?.close();
    const released = {
      event: "released",
      rule: "burst",
      reason: "",
      since: "2026-08-10T07:00:00.000Z",
    } as const;
    const after = await plan(many("burst", 60), [young], {
      brakes: [tripped!, released],
      now: new Date("2026-08-10T08:00:00Z"),
    });
    expect(after.tripping).toEqual([]);
    expect(after.actions).toHaveLength(60);
  });

  test("trips for a version whose precision is under target even at its upper end", async () => {
    const bounds = (high: number | null) => (id: string) => (id === "burst" ? high : null);
    const rules = [ruleFor("burst"), ruleFor("swarm")];
    const hits = [...many("burst", 1), ...many("swarm", 1)];
    const made = await plan(hits, rules, { upperBounds: bounds(0.89) });
    expect(made.tripping).toMatchObject([{ rule: "burst", condition: "precision" }]);
    expect(said(made)).toEqual(["swarm-0 account_lock swarm"]);
    await engine?.close();
    expect((await plan(hits, rules, { upperBounds: bounds(0.9) })).tripping).toEqual([]);
    await engine?.close();
    expect((await plan(hits, rules, { upperBounds: bounds(null) })).tripping).toEqual([]);
  });

  test("reads precision from the labels in the warehouse, version by version", async () => {
    const warehouseOf = await warehouse([...many("burst", 1), ...many("swarm", 1)]);
    const { table, keys, sums } = ruleLabelsQuery;
    const columns = [
      ...keys.map((key) => `${key} ${{ day: "DATE", version: "INTEGER" }[key] ?? "VARCHAR"}`),
      ...Object.keys(sums).map((column) => `${column} BIGINT`),
    ];
    await warehouseOf.execute(`CREATE TABLE ${table} (${columns.join(", ")})`);
    const labels = (name: string, version: number, reviewed: number, right: number): Hit => ({
      day: "2026-08-01",
      rule: name,
      version,
      queue: "q",
      stratum: "s",
      selected: reviewed,
      selected_micro: reviewed * 1e6,
      decided: reviewed,
      novel: 0,
      uncertain: 0,
      ...Object.fromEntries(
        ["", "first_"].flatMap((reader) => [
          [`${reader}reviewed`, reviewed],
          [reader === "" ? "true_positives" : "first_true", right],
          [`${reader}weight_micro`, reviewed * 1e6],
          [`${reader}weight_true_micro`, right * 1e6],
          [`${reader}weight_squared_milli`, reviewed * 1e3],
        ]),
      ),
    });
    await insert(warehouseOf, "metric_rule_labels", [
      labels("burst", 1, 200, 100),
      labels("swarm", 2, 200, 100),
      labels("swarm", 1, 5, 4),
    ]);
    const made = await plan(warehouseOf, [ruleFor("burst"), ruleFor("swarm")]);
    expect(made.tripping.map(({ rule, condition }) => `${rule} ${condition}`)).toEqual(["burst precision"]);
  });
});
