import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readReceipt } from "../../data-loaders/rules/enforce/batch-store.js";
import { enforceResultShape, type EnforceResult } from "../../src/lib/rule/enforce/index.js";
import { shrike, shrikeSucceeds } from "../browser/support/shrike.js";
import { killBench, type KillBench } from "../data-loaders/rules/enforce/support/kill-bench.js";

const name = "enforce-test";
const state = join(".shrike", name);
let bench: KillBench;
beforeAll(() => (bench = killBench(name, ["a", "b", "c"])));
afterAll(() => bench.remove());

const file = (path: string): string => join(bench.folder, path);
const args = (...more: string[]): string[] => [
  "enforce",
  "--source",
  bench.source,
  "--limit-share",
  "100",
  ...more,
];

/** Runs shrike enforce, which must do what it is asked, and reads its result. */
async function enforced(...more: string[]): Promise<{ output: string; result: EnforceResult }> {
  const output = await shrikeSucceeds(...args("--json", file("result.json"), ...more));
  return {
    output,
    result: enforceResultShape.parse(JSON.parse(readFileSync(file("result.json"), "utf8"))),
  };
}

describe("shrike enforce", () => {
  test("is a dry run that prints the batch in numbers and writes nothing of it", async () => {
    const { output, result } = await enforced("--list", file("list.csv"));
    expect(output).toContain("enforce-test: dry run, hits later than 31 Jul 2026");
    expect(output).toContain("follows-many version 1, account_lock, 4 hits: 3 to deliver, 1 protected");
    expect(output).toContain("batch: 3 accounts: account_lock 3");
    expect(output).toContain("protected accounts: 1");
    expect(result).toMatchObject({
      applied: false,
      accounts: 3,
      actions: { account_lock: 3 },
      delivered: null,
    });
    expect(readFileSync(file("list.csv"), "utf8").trimEnd().split("\r\n")).toHaveLength(4);
    expect(readdirSync(state).filter((entry) => /enforce|brakes/.test(entry))).toEqual([]);
  });

  test("refuses a batch over its blast radius, and leaves a rule out that is over its own", async () => {
    const whole = await shrike(...args("--apply", "--to", file("outbox"), "--limit-batch", "2"));
    expect(whole.code).toBe(1);
    expect(whole.output).toMatch(
      /error: the batch is over its blast radius: 3 accounts, over the limit of 2 \(--limit-batch\)/,
    );
    const { output, result } = await enforced(
      "--quiet",
      "--apply",
      "--to",
      file("outbox"),
      "--limit-rule",
      "2",
    );
    expect(output).toBe(
      "warning: follows-many would newly act on 3 accounts, over the limit of a rule (--limit-rule): it is left out\n",
    );
    expect(result.rules[0]?.accounts).toEqual({ over_limit: 3, protected: 1 });
    expect(existsSync(file("outbox"))).toBe(false);
  });

  test("delivers once what it was asked to, keeps a receipt, and takes it back from there", async () => {
    const first = await enforced("--apply", "--to", file("outbox"), "--receipt", file("receipt.json"));
    expect(first.output).toMatch(/batch 000001-\w+ to .*outbox: 3 written; receipt /);
    const receipt = readReceipt(file("receipt.json"));
    expect(receipt.answers.map(({ account_id }) => account_id)).toEqual(["a", "b", "c"]);
    expect(first.result.delivered).toMatchObject({ batch_id: receipt.batch_id, counts: { written: 3 } });

    const again = await enforced("--apply", "--to", file("outbox"));
    expect(again.output).toContain("nothing to deliver");
    expect(again.result.rules[0]?.accounts).toEqual({ already_delivered: 3, protected: 1 });

    const dry = await enforced("--reverse", file("receipt.json"));
    expect(dry.result).toMatchObject({ kind: "reversal", applied: false, accounts: 3 });
    const reversed = await enforced("--apply", "--reverse", file("receipt.json"));
    expect(reversed.result.delivered).toMatchObject({
      destination: receipt.destination,
      counts: { written: 3 },
    });

    const after = await enforced("--apply", "--to", file("outbox"));
    expect(after.result.rules[0]?.accounts).toEqual({ taken_back: 3, protected: 1 });
    expect(readdirSync(file("outbox"))).toHaveLength(2);
  });

  test("obeys a brake until it is released", async () => {
    bench.forget();
    rmSync(file("outbox"), { recursive: true });
    const brakes = join(state, "brakes.ndjson");
    const row = {
      event: "tripped",
      rule: "follows-many",
      version: 1,
      condition: "volume",
      reason: "too many",
      since: "2026-08-01T00:00:00Z",
    };
    writeFileSync(brakes, `${JSON.stringify(row)}\n`);
    const stopped = await enforced("--apply", "--to", file("outbox"));
    expect(stopped.output).toContain("brake, since 2026-08-01T00:00:00Z: follows-many version 1: too many");
    expect(stopped.result.rules[0]?.accounts).toEqual({ stopped_by_brake: 4 });
    const wrong = await shrike("enforce", "--source", bench.source, "--release", "follow-many");
    expect(wrong.code).toBe(1);
    expect(wrong.output).toContain('did you mean "follows-many"?');
    expect(await shrikeSucceeds("enforce", "--source", bench.source, "--release", "follows-many")).toBe(
      "follows-many may act again\n",
    );
    expect((await enforced("--apply", "--to", file("outbox"))).result.delivered?.counts.written).toBe(3);
    expect(readFileSync(brakes, "utf8").trimEnd().split("\n")).toHaveLength(2);
    rmSync(brakes);
  });

  test("asks to be told so where the source does not say which accounts are protected", async () => {
    bench.forget();
    rmSync(join(bench.source, "protected_accounts.sql"));
    const { output, result } = await enforced();
    expect(output).toContain("protected accounts: unknown");
    expect(result.protected_accounts).toBeNull();
    const refused = await shrike(...args("--apply", "--to", file("outbox")));
    expect(refused.code).toBe(1);
    expect(refused.output).toMatch(/add protected_accounts\.sql to it, or say --without-protected-accounts/);
    const { result: told } = await enforced(
      "--apply",
      "--to",
      file("outbox"),
      "--without-protected-accounts",
    );
    expect(told.delivered?.counts.written).toBe(4);
  });
});
