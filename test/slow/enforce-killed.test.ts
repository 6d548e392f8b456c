import { existsSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  deliverKilled,
  killBench,
  onlyReceipt,
  type KillBench,
} from "../data-loaders/rules/enforce/support/kill-bench.js";

const name = "enforce-killed-slow";
let bench: KillBench;
beforeAll(() => (bench = killBench(name, ["a", "b"])));
afterAll(() => bench.remove());

describe("enforcement that is killed, against a platform that misbehaves", () => {
  test("at every fifth step carries every action out once when run again, and its receipt is complete", async () => {
    let step = 1;
    while ((await deliverKilled(bench, name, [step], ["--parallel", "1"])).killed) step += 5;
    expect(step).toBeGreaterThan(30);
  });

  test("several times in a row, with requests in parallel, carries every action out once", async () => {
    for (const step of [12, 21, 30, 39]) {
      const kills = [step, 1 + ((step * 7) % 11), 1 + ((step * 5) % 17)];
      const { killed } = await deliverKilled(bench, name, kills, ["--parallel", "3"]);
      expect(killed).toBe(true);
    }
  });
});

describe("an outbox that is written by runs that are killed", () => {
  const outbox = (): string => join(bench.folder, "outbox");

  test("holds the batch once and whole, or nothing, whenever they are killed", async () => {
    let killed = true;
    for (let step = 1; killed; step += 5) {
      bench.forget();
      rmSync(outbox(), { recursive: true, force: true });
      const first = await bench.run(["--to", outbox()], step);
      killed = first.signal === "SIGKILL";
      requireWhole(outbox());
      const second = await bench.run(["--to", outbox()], 0);
      expect(second.code, second.output).toBe(0);
      requireWhole(outbox());
      const receipt = onlyReceipt(name);
      expect(receipt.counts.written).toBe(bench.accounts.length);
      expect(visible(outbox())).toEqual([receipt.batch_id]);
    }
  });

  function requireWhole(folder: string): void {
    for (const id of visible(folder)) {
      expect(readdirSync(join(folder, id)).sort()).toEqual([
        "actions.ndjson",
        "actions.parquet",
        "batch.json",
      ]);
      const lines = readFileSync(join(folder, id, "actions.ndjson"), "utf8")
        .trimEnd()
        .split("\n");
      expect(lines).toHaveLength(bench.accounts.length);
    }
  }

  function visible(folder: string): string[] {
    return existsSync(folder) ? readdirSync(folder).filter((entry) => !entry.startsWith(".")) : [];
  }
});
