import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { checkSource } from "../../../data-loaders/source/check-source.js";
import { formatReport } from "../../../data-loaders/source/format-report.js";

const now = Date.parse("2026-01-01T00:00:00Z");
const cases = readdirSync("test/input")
  .filter((name) => existsSync(`test/input/${name}/source.yaml`))
  .sort();

/** A folder of `test/input` is a case; what `shrike check` says of it is `test/output/check/<name>.txt`. */
describe("checking a source", () => {
  test.each(cases)("%s: the report is as expected, and nothing is changed", async (name) => {
    const folder = `test/input/${name}`;
    const before = contents(folder);
    const report = await checkSource(folder, { now });
    const text = formatReport(report).replaceAll(`${resolve(".")}/`, "");
    const file = `test/output/check/${name}.txt`;
    const changed = `test/output/check/${name}-changed.txt`;
    const expected = existsSync(file) ? readFileSync(file, "utf8") : "";
    if (text === expected) rmSync(changed, { force: true });
    else writeFileSync(changed, text);
    expect(text, `compare ${changed} with ${file}`).toBe(expected);
    expect(report.sound).toBe(["rule-waived", "sound", "warnings"].includes(name));
    expect(contents(folder)).toEqual(before);
    expect(existsSync("accounts.csv")).toBe(false);
  });

  test("stopping it ends with the reason given", async () => {
    const controller = new AbortController();
    controller.abort(new Error("stopped by hand"));
    await expect(checkSource("test/input/sound", { now, signal: controller.signal })).rejects.toThrow(
      "stopped by hand",
    );
  });
});

function contents(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => statSync(`${folder}/${name}`).isFile())
      .map((name) => [name, readFileSync(`${folder}/${name}`, "base64")]),
  );
}
