import { expect, test } from "vitest";
import { LatestWins } from "../../../src/components/rule-lab/latest-wins.js";

test("of what is asked for while work goes on, only the last is done", async () => {
  const done: number[] = [];
  const releases: (() => void)[] = [];
  const work = new LatestWins<number>(async (asked) => {
    await new Promise<void>((resolve) => releases.push(resolve));
    done.push(asked);
  });
  for (const asked of [1, 2, 3, 4]) work.ask(asked);
  releases.shift()?.();
  await expect.poll(() => releases.length).toBe(1);
  work.ask(5);
  releases.shift()?.();
  await expect.poll(() => releases.length).toBe(1);
  releases.shift()?.();
  await expect.poll(() => done).toEqual([1, 4, 5]);
  work.ask(6);
  releases.shift()?.();
  await expect.poll(() => done).toEqual([1, 4, 5, 6]);
});
