import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { silentReporter } from "../../data-loaders/pipeline/reporter.js";
import { generateDemo } from "../../data-loaders/source/demo/generate.js";
import { publishSource } from "../data/support/publish-example.js";
import { digests } from "./support/builds.js";

describe("what was planted in the simulated platform", () => {
  const folder = mkdtempSync(join(tmpdir(), "shrike-truth-"));
  const data = join(folder, "data");
  beforeAll(async () => {
    await generateDemo({ accounts: 6_000, days: 60, seed: 1, out: data, reporter: silentReporter });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("is read by no stage: what pages are made of is the same with the truth there, corrupted and absent", async () => {
    const truth = `${data}-truth`;
    const artifacts = async (): Promise<Record<string, string>> => {
      const { out } = await publishSource("data-loaders/source/demo", data);
      const found = digests(out);
      rmSync(dirname(out), { recursive: true });
      return found;
    };
    const files = readdirSync(truth);
    expect(files.length).toBeGreaterThan(0);
    const there = await artifacts();
    expect(Object.keys(there).length).toBeGreaterThan(50);
    for (const file of files) writeFileSync(join(truth, file), "not what was planted");
    expect(await artifacts()).toEqual(there);
    rmSync(truth, { recursive: true });
    expect(existsSync(truth)).toBe(false);
    expect(await artifacts()).toEqual(there);
  });
});
