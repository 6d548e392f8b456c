import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { shrikeSucceeds } from "../browser/support/shrike.js";
import { buildBench, digests, type BuildBench } from "./support/builds.js";

describe("what was planted in the simulated platform", () => {
  let bench: BuildBench;
  beforeAll(async () => {
    bench = await buildBench("truth-test", { accounts: 6_000, days: 60 });
  }, 600_000);
  afterAll(() => bench.remove());

  test("is read by no stage: a site is the same with the truth there, corrupted and absent", async () => {
    const truth = `${bench.data}-truth`;
    const build = async (out: string): Promise<Record<string, string>> => {
      bench.forget();
      await shrikeSucceeds(...bench.build(bench.data, out));
      return digests(join(bench.folder, out));
    };
    const there = await build("there");
    for (const file of readdirSync(truth)) writeFileSync(join(truth, file), "not what was planted");
    expect(await build("corrupted")).toEqual(there);
    rmSync(truth, { recursive: true });
    expect(await build("absent")).toEqual(there);
  });
});
