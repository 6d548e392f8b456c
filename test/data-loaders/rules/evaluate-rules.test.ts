import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Engine } from "../../../data-loaders/engine/engine.js";
import { openDuckDB } from "../../../data-loaders/engine/duckdb.js";
import { accountFeatures } from "../../../data-loaders/features/registry.js";
import { evaluateRules } from "../../../data-loaders/rules/evaluate-rules.js";
import { readRules, type Rule } from "../../../data-loaders/rules/read-rules.js";
import { evaluatePredicate, type Value } from "../../../src/lib/predicate/index.js";

type Row = Record<string, Value> & { account_id: string; hour: string };

const day = 86_400_000;
const hourText = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace("T", " ");
const timeOf = (text: string): number => Date.parse(`${text.replace(" ", "T")}Z`);

/** The hits as the rules' words say them: read row by row, without SQL. */
function hitsOf(rules: readonly Rule[], rows: readonly Row[]): string[] {
  const running = new Set(["shadow", "review_only", "limited", "enforce"]);
  return rules.flatMap(({ rule, when, periods }) => {
    const last = new Map<string, number>();
    return rows.flatMap((row) =>
      periods
        .filter(({ state, from, until }) => {
          const date = row.hour.slice(0, 10);
          return running.has(state) && date >= from && (until === null || date < until);
        })
        .filter(({ params }) => evaluatePredicate(when, row, params) === true)
        .flatMap(({ version, state }) => {
          const key = `${row.account_id} ${version}`;
          const [before, now] = [last.get(key), timeOf(row.hour)];
          last.set(key, now);
          if (before !== undefined && now - before < day) return [];
          return [`${rule.id} ${version} ${row.account_id} ${hourText(now + 3_599_000)} ${state}`];
        }),
    );
  });
}

describe("rules evaluated by the database", () => {
  let engine: Engine;
  let rows: Row[];
  beforeAll(async () => {
    engine = await openDuckDB({ path: ":memory:" });
    const columns = Object.entries(accountFeatures).map(([name, { type }], index) => {
      const draw = `hash('${name}', i) % 1000 / 1000.0`;
      if (type === "boolean") return `CASE WHEN ${draw} < 0.1 THEN NULL ELSE ${draw} < 0.5 END AS "${name}"`;
      return `CASE WHEN ${draw} < 0.05 THEN NULL ELSE CAST(floor(power(${draw}, 4) * ${index % 3 === 0 ? 4000 : 60}) AS DOUBLE) END AS "${name}"`;
    });
    await engine.execute(
      `CREATE TABLE features AS
       SELECT 'a' || CAST(i // 40 AS VARCHAR) AS account_id,
         TIMESTAMP '2026-01-03 00:00:00' + to_hours(CAST((i % 40) * 141 + hash(i) % 30 AS BIGINT)) AS hour, ${columns.join(", ")}
       FROM range(6000) AS t (i)`,
    );
    rows = await engine.query<Row>("SELECT * FROM features ORDER BY account_id, hour");
  });
  afterAll(() => engine.close());

  async function evaluated(rules: readonly Rule[]): Promise<string[]> {
    await evaluateRules(engine, rules, { features: "features", into: "hits" });
    const hits = await engine.query<{ hit: string }>(
      "SELECT rule_id || ' ' || version || ' ' || account_id || ' ' || strftime(hit_at, '%Y-%m-%d %H:%M:%S') || ' ' || state AS hit FROM hits",
    );
    return hits.map(({ hit }) => hit).sort();
  }

  const rules = readRules("data-loaders/source/demo");
  const everywhere = rules.filter(({ periods }) => periods.every(({ rollout }) => rollout === 100));

  test("hit what each rule's words say, version by version and day by day", async () => {
    const hits = await evaluated(everywhere);
    expect(hits).toEqual(hitsOf(everywhere, rows).sort());
    expect(hits.length).toBeGreaterThan(500);
    expect(new Set(hits.map((hit) => hit.split(" ")[0])).size).toBeGreaterThan(20);
  });

  test("hit no account whose feature is unknown", async () => {
    const rule = rules.find(({ columns }) => columns.length > 0);
    await engine.execute("CREATE OR REPLACE TABLE kept AS FROM features");
    await engine.execute(
      `UPDATE features SET ${rule!.columns.map((column) => `"${column}" = NULL`).join(", ")}`,
    );
    expect(await evaluated([rule!])).toEqual([]);
    await engine.execute("CREATE OR REPLACE TABLE features AS FROM kept");
  });

  test("widen with the rollout, and hold the same accounts out for good", async () => {
    const base = rules.find(({ rule }) => rule.id === "link-share-of-posts") ?? rules[0]!;
    const at = async (rollout: number, hold_out = 0): Promise<{ hit: Set<string>; held: Set<string> }> => {
      const rule: Rule = {
        ...base,
        rule: { ...base.rule, hold_out },
        periods: [{ ...base.periods.at(-1)!, state: "limited", rollout, from: "2026-01-01", until: null }],
      };
      await evaluateRules(engine, [rule], { features: "features", into: "hits" });
      const found = await engine.query<{ account_id: string; held_out: boolean }>(
        "SELECT account_id, held_out FROM hits",
      );
      return {
        hit: new Set(found.map(({ account_id }) => account_id)),
        held: new Set(found.filter(({ held_out }) => held_out).map(({ account_id }) => account_id)),
      };
    };
    const [none, some, more, all] = [await at(0), await at(20), await at(60), await at(100)];
    expect(none.hit.size).toBe(0);
    expect(some.hit.size).toBeGreaterThan(0);
    expect(more.hit.size).toBeGreaterThan(some.hit.size);
    expect(all.hit.size).toBeGreaterThan(more.hit.size);
    for (const account of some.hit) expect(more.hit).toContain(account);
    for (const account of more.hit) expect(all.hit).toContain(account);
    const [held, half] = [await at(100, 0.2), await at(60, 0.2)];
    expect(held.held.size / held.hit.size).toBeGreaterThan(0.05);
    expect(held.held.size / held.hit.size).toBeLessThan(0.4);
    for (const account of half.held) expect(held.held).toContain(account);
  });
});
