import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { accountFeatures } from "../../data-loaders/features/registry.js";
import { inspectRules } from "../../data-loaders/rules/inspect-rules.js";
import { functions } from "../../src/lib/predicate/index.js";
import { gateSizes, keysAt, onward, ruleStates } from "../../src/lib/rule/index.js";
import { wilsonInterval } from "../../src/lib/statistics/wilson.js";

const file = "docs/rules.md";
const text = readFileSync(file, "utf8");
const root = mkdtempSync(join(tmpdir(), "shrike-docs-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
const code = (word: string): string => `\`${word}\``;

/** The parts of the page that are made from the code, by their marks. */
const generated: Readonly<Record<string, string>> = {
  features: table(
    ["feature", "type", "looks back", "meaning"],
    Object.entries(accountFeatures).map(([name, { type, window, meaning }]) => [
      code(name),
      type,
      window ?? "–",
      meaning,
    ]),
  ),
  functions: table(
    ["function", "gives", "meaning"],
    Object.entries(functions).map(([name, { operands, result, meaning }]) => [
      code(`${name}(${operands.join(", ")})`),
      result,
      meaning,
    ]),
  ),
  transitions: table(
    ["from", "to"],
    ruleStates.map((state) => [code(state), onward[state].map(code).join(", ") || "–"]),
  ),
  gates: table(
    ["labels", "low when all are right", "when 1 % are wrong", "when 5 % are wrong"],
    gateSizes.map((size) => [
      size.toLocaleString("en-GB"),
      ...[1, 0.99, 0.95].map((share) =>
        (Math.floor(wilsonInterval(share, size, 0.99).low * 1e3) / 1e3).toFixed(3),
      ),
    ]),
  ),
};

describe("docs/rules.md", () => {
  test("holds the tables that the code gives", () => {
    const regenerated = Object.entries(generated).reduce(
      (page, [name, part]) =>
        page.replace(
          new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`),
          (_, before: string, after: string) => `${before}${part}\n${after}`,
        ),
      text,
    );
    const changed = file.replace(".md", "-changed.md");
    if (regenerated === text) rmSync(changed, { force: true });
    else writeFileSync(changed, regenerated);
    expect(text, `compare ${changed} with ${file}, and put it in its place`).toBe(regenerated);
    for (const name of Object.keys(generated)) expect(text).toContain(`<!-- ${name} -->\n|`);
  });

  test("names every key that a file may have", () => {
    for (const path of [
      [],
      ["changes", 0],
      ["params", "x"],
      ["changes", 0, "gate"],
      ["changes", 0, "waiver"],
    ])
      for (const key of keysAt(path)) expect(text, key).toMatch(new RegExp(`[\`{ ]${key}[\`:]`));
  });

  test("has an example that is sound", () => {
    const [, example] = /```yaml\n(id: [^]*?)```/.exec(text)!;
    mkdirSync(join(root, "rules"));
    writeFileSync(join(root, "rules", "new-account-link-burst.yaml"), example!);
    const { problems, rules } = inspectRules(root);
    expect(problems).toEqual([]);
    expect(rules).toHaveLength(1);
  });

  test("links to headings that it has", () => {
    const headings = [...text.matchAll(/^## (.*)$/gm)].map(([, heading]) =>
      heading!
        .toLowerCase()
        .replaceAll(/[^a-z -]/g, "")
        .replaceAll(" ", "-"),
    );
    const links = [...text.matchAll(/\]\(#([^)]*)\)/g)].map(([, link]) => link);
    expect(links.length).toBeGreaterThan(2);
    for (const link of links) expect(headings).toContain(link);
    for (const [, page] of text.matchAll(/\]\(([^#)][^)]*)\)/g))
      expect(existsSync(join("docs", page!)), page).toBe(true);
  });
});
