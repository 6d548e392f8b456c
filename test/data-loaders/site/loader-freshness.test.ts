import { existsSync, mkdirSync, mkdtempSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { dropLoaderCache, prepareLoaders } from "../../../data-loaders/site/loader-freshness.js";

describe("dropLoaderCache", () => {
  test("drops what loaders wrote and keeps the libraries", () => {
    const root = mkdtempSync(join(tmpdir(), "shrike-cache-"));
    const cache = join(root, ".observablehq", "cache");
    for (const folder of ["data", "_npm"]) mkdirSync(join(cache, folder), { recursive: true });
    writeFileSync(join(cache, "data", "site.json"), "{}");
    dropLoaderCache(root);
    expect(existsSync(join(cache, "data"))).toBe(false);
    expect(existsSync(join(cache, "_npm"))).toBe(true);
  });

  test("does nothing where there is no cache yet", () => {
    const root = mkdtempSync(join(tmpdir(), "shrike-cache-"));
    expect(() => dropLoaderCache(root)).not.toThrow();
  });
});

describe("prepareLoaders", () => {
  test("makes a loader as new as the newest module it imports, through other modules too", async () => {
    const folder = mkdtempSync(join(tmpdir(), "shrike-loaders-"));
    writeFileSync(join(folder, "a.json.ts"), 'import "./b.js";\n');
    writeFileSync(join(folder, "b.ts"), 'import "./c.js";\n');
    writeFileSync(join(folder, "c.ts"), "export const c = 1;\n");
    writeFileSync(join(folder, "other.json.ts"), "export {};\n");
    const long = new Date("2020-01-01");
    for (const file of ["a.json.ts", "b.ts", "other.json.ts"]) utimesSync(join(folder, file), long, long);
    const recent = new Date("2024-05-06");
    utimesSync(join(folder, "c.ts"), recent, recent);

    await prepareLoaders(folder);

    expect(statSync(join(folder, "a.json.ts")).mtime).toEqual(recent);
    expect(statSync(join(folder, "other.json.ts")).mtime).toEqual(long);
    expect(existsSync(join(folder, ".observablehq", "cache", "_loaders", "a.json.js"))).toBe(true);
  });
});
