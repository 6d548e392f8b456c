import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { LockedError, takeLock } from "../../../data-loaders/pipeline/lock.js";
import { inFolder } from "./support/platform.js";

describe("takeLock", () => {
  test("a lock is taken once, and again when it was released", () =>
    inFolder(async (folder) => {
      const file = join(folder, "below", "lock");
      const release = takeLock(file);
      expect(() => takeLock(file)).toThrow(LockedError);
      release();
      expect(existsSync(file)).toBe(false);
      takeLock(file)();
    }));

  test("the lock of a dead process is taken over", () =>
    inFolder(async (folder) => {
      const file = join(folder, "lock");
      writeFileSync(file, "4194305 99");
      takeLock(file);
      expect(Number.parseInt(readFileSync(file, "utf8"), 10)).toBe(process.pid);
    }));

  test("the lock of a dead process whose id another process now has is taken over", () =>
    inFolder(async (folder) => {
      const file = join(folder, "lock");
      writeFileSync(file, "77 started-then");
      const identify = (pid: number): string => (pid === 77 ? "77 started-later" : `${pid} me`);
      takeLock(file, identify);
      expect(readFileSync(file, "utf8")).toBe(`${process.pid} me`);
    }));

  test("a lock that was not written to its end is taken over", () =>
    inFolder(async (folder) => {
      const file = join(folder, "lock");
      writeFileSync(file, "");
      expect(takeLock(file)).toBeTypeOf("function");
    }));

  test("who holds it, and where, is said", () =>
    inFolder(async (folder) => {
      const file = join(folder, "lock");
      takeLock(file);
      expect(() => takeLock(file)).toThrow(`${file} is held by process ${process.pid}`);
    }));
});
