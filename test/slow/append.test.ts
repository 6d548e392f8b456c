import { cpSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { shrikeSucceeds } from "../browser/support/shrike.js";
import { writeBeforeLastDay } from "./support/before-last-day.js";
import { buildBench, digests, type BuildBench } from "./support/builds.js";

const size = { accounts: 20_000, days: 60 };
const lateLabels = 1_000;

describe("a day that is appended", () => {
  let bench: BuildBench;
  beforeAll(async () => {
    bench = await buildBench("append-test", size);
  }, 600_000);
  afterAll(() => bench.remove());

  test(`with ${lateLabels} late labels ends, byte for byte, in what a full build ends in`, async () => {
    const data = join(bench.folder, "growing");
    await writeBeforeLastDay(bench.data, data, lateLabels);
    await shrikeSucceeds(...bench.build(data, "early"));
    cpSync(bench.data, data, { recursive: true });
    await shrikeSucceeds(...bench.build(data, "appended"));
    bench.forget();
    await shrikeSucceeds(...bench.build(bench.data, "full"));

    const full = digests(join(bench.folder, "full"));
    expect(digests(join(bench.folder, "appended"))).toEqual(full);
    expect(digests(join(bench.folder, "early"))).not.toEqual(full);
  });
});
