import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { join } from "node:path";
import { shrikeSucceeds } from "../browser/support/shrike.js";
import { buildBench, digests, killedAt, type BuildBench } from "./support/builds.js";

describe("a build that was killed", () => {
  let bench: BuildBench;
  let undisturbed: Record<string, string>;

  beforeAll(async () => {
    bench = await buildBench("resume-test", { accounts: 20_000, days: 60 });
    await shrikeSucceeds(...bench.build(bench.data, "undisturbed"));
    undisturbed = digests(join(bench.folder, "undisturbed"));
  }, 600_000);

  afterAll(() => bench.remove());

  test.each([
    ["while tables are read", /Read events:/],
    ["among the stages", /Hashtags and domains by day:/],
    ["before publishing", /Hashtags and domains that lead:/],
    ["while pages are written", /Publishing:/],
  ])("%s is followed by one with the same bytes", async (_, moment) => {
    bench.forget();
    expect(await killedAt(bench.build(bench.data, "killed"), moment)).toBe(true);
    const output = await shrikeSucceeds(...bench.build(bench.data, "killed"));
    expect(digests(join(bench.folder, "killed"))).toEqual(undisturbed);
    expect(output).not.toMatch(/Read events:/);
  });
});
