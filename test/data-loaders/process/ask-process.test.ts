import { describe, expect, test } from "vitest";
import { askProcess } from "../../../data-loaders/process/ask-process.js";
import { sideBySide } from "../../../data-loaders/process/side-by-side.js";

const program = new URL("support/echo-process.ts", import.meta.url);
const failure = "the job could not be done";

describe("askProcess", () => {
  test("gives what a program of its own process answers, with variables of its own", async () => {
    const answer = await askProcess<{ job: unknown; pid: number; marked: string | null }>(
      program,
      { wait: 1 },
      { failure, env: { SHRIKE_TEST_MARK: "yes" } },
    );
    expect(answer).toMatchObject({ job: { wait: 1 }, marked: "yes" });
    expect(answer.pid).not.toBe(process.pid);
    expect(process.env["SHRIKE_TEST_MARK"]).toBeUndefined();
  });

  test("fails with the error that ended the program", async () => {
    await expect(askProcess(program, { fail: "the disk is full" }, { failure })).rejects.toThrow(
      "the job could not be done: Error: the disk is full",
    );
  });

  test("stops the program and throws the signal's reason", async () => {
    const stop = new AbortController();
    const asked = askProcess(program, { wait: 600_000 }, { failure, signal: stop.signal });
    setTimeout(() => stop.abort(new Error("enough")), 300);
    await expect(asked).rejects.toThrow("enough");
  });
});

describe("sideBySide", () => {
  test("gives what each part came to, in their order", async () => {
    const both = await sideBySide([async () => "first", async () => 2]);
    expect(both).toEqual(["first", 2]);
  });

  test("tells the others to stop when one fails, waits for them, and throws what it threw", async () => {
    let ended = false;
    const work = sideBySide([
      () => Promise.reject(new Error("broken")),
      async (signal) => {
        await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
        await new Promise((resolve) => setTimeout(resolve, 20));
        ended = true;
      },
    ]);
    await expect(work).rejects.toThrow("broken");
    expect(ended).toBe(true);
  });

  test("stops all parts when it is itself stopped", async () => {
    const stop = new AbortController();
    const part = async (signal: AbortSignal): Promise<never> => {
      await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
      throw signal.reason;
    };
    const work = sideBySide([part, part], stop.signal);
    stop.abort(new Error("Ctrl-C"));
    await expect(work).rejects.toThrow("Ctrl-C");
  });
});
