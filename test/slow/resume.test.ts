import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { join } from "node:path";
import { shrikeSucceeds } from "../browser/support/shrike.js";
import { buildBench, digests, signalledAt, type BuildBench } from "./support/builds.js";

describe("a build that was killed", () => {
  let bench: BuildBench;
  let undisturbed: Record<string, string>;

  beforeAll(async () => {
    bench = await buildBench("resume-test", { accounts: 8_000, days: 60 });
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
    const { signal } = await signalledAt(bench.build(bench.data, "killed"), moment, "SIGKILL");
    expect(signal).toBe("SIGKILL");
    const output = await shrikeSucceeds(...bench.build(bench.data, "killed"));
    expect(digests(join(bench.folder, "killed"))).toEqual(undisturbed);
    expect(output).not.toMatch(/Read events:/);
  });

  test.each([
    ["the stages run", /Check the contract:/],
    ["pages are written", /Publishing:/],
  ])("Ctrl-C while %s ends it with 130, and the site that was there stays", async (_, moment) => {
    bench.forget();
    const { code, output } = await signalledAt(bench.build(bench.data, "undisturbed"), moment, "SIGINT");
    expect(code).toBe(130);
    expect(output).toMatch(/stopped; the last complete warehouse and site are as they were\n$/);
    expect(digests(join(bench.folder, "undisturbed"))).toEqual(undisturbed);
  });
});
