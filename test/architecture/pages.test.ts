import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { artifactsOf } from "../../src/lib/view/index.js";

const pages = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".md") && !file.startsWith(".observablehq"))
  .map((file) => ({ file, text: readFileSync(join("src", file), "utf8") }));
const mounted = pages.flatMap(({ file, text }) => {
  const name = /mount\("([\w-]+)"/.exec(text)?.[1];
  return name === undefined ? [] : [{ file, name, text }];
});

describe("pages", () => {
  test("are found", () => expect(mounted.map(({ name }) => name).sort()).toContain("scorecard"));

  test.each(mounted)("$file attaches exactly the artifacts that its view reads", ({ name, text }) => {
    const attached = [...text.matchAll(/^ {2}(\w+): FileAttachment\("(?:\.\.\/)*data\/(\w+)\.json"\)/gm)].map(
      ([, key, file]) => {
        expect(file).toBe(key);
        return key ?? "";
      },
    );
    expect(attached.sort()).toEqual([...new Set(artifactsOf(name))].sort());
  });

  test.each(pages.filter(({ file }) => file !== "404.md"))(
    "$file says for whom it is, and holds no logic, but for a notebook, which is its author's own",
    ({ file, text }) => {
      expect(text).toMatch(/^---\n(?:.*\n)*?audience: \[[a-z, ]+\]\n(?:.*\n)*?---\n/);
      const cells = [...text.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code = ""]) => code);
      if (file.startsWith("notebooks/")) return;
      for (const code of cells) expect(code).not.toMatch(/=>|function|if \(|for \(/);
    },
  );
});

test("every loader of data-loaders is mounted under the site's root", () => {
  const loaders = readdirSync("data-loaders").filter((file) => /^\[?[\w-]+\]?\.\w+\.ts$/.test(file));
  expect(loaders).not.toEqual([]);
  expect(readdirSync("src/data").sort()).toEqual(loaders.sort());
});
