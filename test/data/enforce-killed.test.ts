import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  deliverKilled,
  killBench,
  type KillBench,
} from "../data-loaders/rules/enforce/support/kill-bench.js";

const name = "enforce-killed-test";
let bench: KillBench;
beforeAll(() => (bench = killBench(name, ["a", "b"])));
afterAll(() => bench.remove());

describe("enforcement that is killed, against a platform that misbehaves", () => {
  test.each([
    ["before its batch is on disk", 3],
    ["before its first request", 16],
    ["between its requests", 27],
  ])("%s carries every action out once when run again", async (_, step) => {
    expect(await deliverKilled(bench, name, [step])).toBe(true);
  });
});
