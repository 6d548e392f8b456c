import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RulesArtifact } from "../../src/lib/rule/index.js";
import { shrike } from "../browser/support/shrike.js";

const folder = mkdtempSync(join(tmpdir(), "shrike-loop-"));
const [data, queues] = [join(folder, "platform"), join(folder, "platform", "queues", "week-1")];
const loop = ["--source", "examples/review-loop", "--data", data, "--quiet"];
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(join(".shrike", "review-loop"), { recursive: true, force: true });
});

async function run(...args: string[]): Promise<void> {
  const { code, output } = await shrike(...args);
  expect(code, output).toBe(0);
}

async function rules(name: string): Promise<Map<string, { width: number; labels: number }>> {
  const json = join(folder, `${name}.json`);
  await run("rules", ...loop, "--json", json);
  const overview = JSON.parse(readFileSync(json, "utf8")) as RulesArtifact;
  return new Map(
    overview.rules.map(({ rule, precision: { reviewed, counts } }) => [
      rule,
      { width: (reviewed.high ?? 1) - (reviewed.low ?? 0), labels: counts.decided },
    ]),
  );
}

describe("a review loop: queues written, decided by simulated reviewers, read back", () => {
  let before: Awaited<ReturnType<typeof rules>>;
  let after: Awaited<ReturnType<typeof rules>>;
  beforeAll(async () => {
    await run("demo", "--accounts", "8000", "--days", "45", "--out", data, "--quiet");
    before = await rules("before");
    await run("queue", ...loop, "--hours", "4", "--run-id", "week-1", "--out", queues);
    await promisify(execFile)("npx", ["tsx", "examples/review-loop/simulate-reviewers.ts", data, queues]);
    after = await rules("after");
  });

  test("labels come in for the rules that the queue drew from, and for each account count for several of them", () => {
    const gained = [...after].map(([rule, { labels }]) => labels - (before.get(rule)?.labels ?? 0));
    expect(gained.filter((labels) => labels > 0).length).toBeGreaterThan(5);
    expect(gained.every((labels) => labels >= 0)).toBe(true);
    const jobs = readFileSync(join(queues, "review_jobs.csv"), "utf8").split("\r\n").length - 2;
    expect(gained.reduce((sum, labels) => sum + labels, 0)).toBeGreaterThan(jobs * 0.9);
  });

  test("the precision of the rules that gained most becomes narrower", () => {
    const most = [...after]
      .map(([rule, { width, labels }]) => ({
        rule,
        gained: labels - (before.get(rule)?.labels ?? 0),
        narrower: (before.get(rule)?.width ?? 1) - width,
      }))
      .sort((a, b) => b.gained - a.gained)
      .slice(0, 2);
    for (const { rule, narrower, gained } of most) {
      expect(gained, rule).toBeGreaterThan(20);
      expect(narrower, rule).toBeGreaterThan(0.01);
    }
  });
});
