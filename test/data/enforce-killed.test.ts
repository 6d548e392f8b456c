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
    ["before its batch is on disk", 3, { batches: 0, requests: 0 }],
    ["before its first request", 16, { batches: 1, requests: 0 }],
    ["between its requests", 27, { batches: 1, requests: 1 }],
  ])("%s carries every action out once when run again", async (_, step, come) => {
    expect(await deliverKilled(bench, name, [step], ["--parallel", "1"])).toEqual({ killed: true, ...come });
  });
});
