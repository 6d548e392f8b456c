import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { shrike } from "../../browser/support/shrike.js";

const folder = mkdtempSync(join(tmpdir(), "shrike-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the command line", () => {
  test("tells what it can do", async () => {
    const { code, output } = await shrike("--help");
    expect(code).toBe(0);
    for (const verb of ["build", "check", "demo", "dev", "finding", "queue", "serve"])
      expect(output).toContain(`  ${verb} `);
  });

  test.each([
    [["bild"], /unknown command 'bild'.*build/s],
    [["build", "--sorce", "x"], /unknown option '--sorce'.*--source/s],
    [["demo", "--accounts", "many"], /--accounts.*'many'.*whole number of at least 2000/],
    [["demo", "--days", "7"], /--days.*'7'.*whole number of at least 45/],
    [["check", "--source", "nowhere"], /--source.*'nowhere'.*no folder nowhere/],
    [["finding"], /required option '--from <url>'/],
  ])("refuses %j as wrong usage, naming what and why", async (args, message) => {
    const { code, output } = await shrike(...args);
    expect(output).toMatch(message);
    expect(code).toBe(2);
  });

  test("serves no folder without a site, and says how to write one", async () => {
    const { code, output } = await shrike("serve", folder);
    expect(code).toBe(1);
    expect(output).toMatch(/holds no site \(index\.html is missing\).*npx shrike build --out/);
  });

  test("starts no finding for a source that was not built, and says what to do first", async () => {
    const { code, output } = await shrike(
      "finding",
      "--source",
      "test/input/bad-values",
      "--from",
      "/leadership/trends",
    );
    expect(code).toBe(1);
    expect(output).toMatch(/has not been built.*npx shrike build --source test\/input\/bad-values/);
    expect(existsSync("test/input/bad-values/findings")).toBe(false);
  });

  test("writes a simulated platform, and its result for other programs", async () => {
    const [out, json] = [join(folder, "demo"), join(folder, "demo.json")];
    const { code, output } = await shrike(
      "demo",
      "--accounts",
      "2000",
      "--days",
      "45",
      "--out",
      out,
      "--json",
      json,
    );
    expect(code, output).toBe(0);
    expect(output).toMatch(/simulated platform of 2000 accounts and 45 days in /);
    const result = JSON.parse(readFileSync(json, "utf8")) as { rows: Record<string, number> };
    expect(result).toMatchObject({ out, accounts: 2_000, days: 45, seed: 1, rows: { accounts: 2_000 } });
    expect(readdirSync(out).filter((file) => file.endsWith(".parquet"))).toHaveLength(
      Object.keys(result.rows).length,
    );

    const report = join(folder, "check.json");
    const checked = await shrike("check", "--data", out, "--json", report);
    expect(checked.code, checked.output).toBe(0);
    expect(checked.output).toMatch(
      /warns: .*links-wide-net\.yaml:\d+:\d+: changes\[1\]\.waiver: .*without a gate/,
    );
    expect(JSON.parse(readFileSync(report, "utf8"))).toMatchObject({
      rules: expect.arrayContaining([
        {
          id: "links-wide-net",
          file: expect.stringMatching(/links-wide-net\.yaml$/),
          state: "shadow",
          problems: [expect.objectContaining({ severity: "warning", key: "changes[1].waiver" })],
        },
        expect.objectContaining({ id: "reply-flood", state: "enforce", problems: [] }),
      ]),
      source: "demo",
      sound: true,
      absent: [],
      tables: expect.arrayContaining([expect.objectContaining({ table: "accounts", rows: 2_000 })]),
    });
  });
});

test.each(["build", "dev"])(
  "shrike %s refuses a source whose rules are bad, a line each, and builds nothing",
  async (verb) => {
    const source = join("test", "input", "rule-gate-fails");
    const { code, output } = await shrike(verb, "--source", source);
    expect(code).toBe(1);
    expect(output.match(/^.*rules\/[a-z-]+\.yaml:\d+:\d+: changes\[1\]\.gate/gm)).toHaveLength(4);
    expect(existsSync(join(".shrike", "rule-gate-fails"))).toBe(false);
  },
);

const goodSources = ["rule-waived", "sound", "warnings"];
const badSources = readdirSync("test/input").filter((name) => !goodSources.includes(name));

test("shrike check ends with 0 where a source keeps its contract, with or without warnings", async () => {
  for (const name of goodSources)
    expect(await shrike("check", "--source", join("test", "input", name))).toMatchObject({ code: 0 });
});

describe.each(badSources)("shrike check of the bad source %s", (name) => {
  test("says what is wrong, ends with 1 and changes nothing", async () => {
    const source = join("test", "input", name);
    const before = readdirSync(source, { recursive: true }).sort();
    const { code, output } = await shrike("check", "--source", source);
    expect(code).toBe(1);
    expect(output).toMatch(/(blocks: |error: )\S/);
    expect(output).toMatch(/test\/input|blocks: \w+/);
    expect(output).not.toMatch(/\n {4}at /);
    expect(readdirSync(source, { recursive: true }).sort()).toEqual(before);
    expect(existsSync(join(".shrike", name))).toBe(false);
  });
});
