import { utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fileFingerprints, type FileEffects } from "../../../data-loaders/pipeline/file-fingerprints.js";
import { inFolder } from "./support/platform.js";

function counting(now = Date.now()): FileEffects & { readonly hashed: string[] } {
  const hashed: string[] = [];
  return {
    hashed,
    now: () => now,
    hashFile: async (file) => {
      hashed.push(file);
      return `hash${hashed.length}`;
    },
  };
}

function writeOld(file: string, text: string): void {
  writeFileSync(file, text);
  utimesSync(file, 1_000_000, 1_000_000);
}

describe("fileFingerprints", () => {
  test("a fingerprint is size and SHA-256", () =>
    inFolder(async (folder) => {
      const file = join(folder, "a.csv");
      writeFileSync(file, "abc");
      expect(await fileFingerprints(join(folder, "memory")).of(file)).toBe(
        "3:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      );
    }));

  test("a file that has not changed is not read again", () =>
    inFolder(async (folder) => {
      const file = join(folder, "a.csv");
      const memory = join(folder, "memory");
      writeOld(file, "abc");
      const first = fileFingerprints(memory, counting());
      const fingerprint = await first.of(file);
      first.save();
      const effects = counting();
      expect(await fileFingerprints(memory, effects).of(file)).toBe(fingerprint);
      expect(effects.hashed).toEqual([]);
    }));

  test("a file of another size or time is read again", () =>
    inFolder(async (folder) => {
      const file = join(folder, "a.csv");
      const memory = join(folder, "memory");
      writeOld(file, "abc");
      const first = fileFingerprints(memory, counting());
      await first.of(file);
      first.save();
      writeOld(file, "abcd");
      const effects = counting();
      await fileFingerprints(memory, effects).of(file);
      utimesSync(file, 2_000_000, 2_000_000);
      await fileFingerprints(memory, effects).of(file);
      expect(effects.hashed).toEqual([file, file]);
    }));

  test("a file that changed a moment ago is not remembered: it may change again within the same time", () =>
    inFolder(async (folder) => {
      const file = join(folder, "a.csv");
      const memory = join(folder, "memory");
      writeFileSync(file, "abc");
      const first = fileFingerprints(memory, counting());
      await first.of(file);
      first.save();
      const effects = counting();
      await fileFingerprints(memory, effects).of(file);
      expect(effects.hashed).toEqual([file]);
    }));

  test("a memory that cannot be read is as good as none", () =>
    inFolder(async (folder) => {
      const file = join(folder, "a.csv");
      const memory = join(folder, "memory");
      writeOld(file, "abc");
      writeFileSync(memory, "{ half");
      expect(await fileFingerprints(memory, counting()).of(file)).toBe("3:hash1");
    }));
});
