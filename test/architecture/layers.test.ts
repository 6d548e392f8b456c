import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

/** What each layer may import of ours, as architecture.md of the design has it. */
const allowed: Record<string, readonly string[]> = {
  "src/lib": ["src/lib"],
  "src/charts": ["src/charts", "src/lib"],
  "src/components": ["src/components", "src/charts", "src/lib"],
  "src/findings": ["data-loaders"],
  "data-loaders": ["data-loaders", "src/lib", "src/charts"],
};

const layers = Object.keys(allowed).sort((a, b) => b.length - a.length);

function layerOf(file: string): string | undefined {
  return layers.find((layer) => file === layer || file.startsWith(`${layer}/`));
}

function modules(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.[jt]s$/.test(file) && !file.includes(".observablehq"))
    .map((file) => join(folder, file));
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s[^;"']*?from\s*"([^"]+)"|(?:^|\n)\s*import\s*"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)/g;

function imports(file: string): string[] {
  return [...readFileSync(file, "utf8").matchAll(importPattern)].map(
    ([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? "",
  );
}

const files = ["src/lib", "src/charts", "src/components", "src/findings", "data-loaders"].flatMap(modules);

describe("layers", () => {
  test("there are modules to look at in each layer", () => {
    for (const layer of layers)
      expect(files.filter((file) => layerOf(file) === layer).length, layer).toBeGreaterThan(0);
  });

  test("a module imports only from the layers that its own may use", () => {
    const wrong = files.flatMap((file) =>
      imports(file)
        .filter((specifier) => specifier.startsWith("."))
        .map((specifier) => relative(".", resolve(dirname(file), specifier)))
        .filter((target) => !(allowed[layerOf(file) ?? ""] ?? []).includes(layerOf(target) ?? ""))
        .map((target) => `${file} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test.each(["data-loaders", "src/lib"])(
    "of the folders of %s, none uses one that uses it in turn",
    (layer) => {
      const folderOf = (file: string): string => file.slice(layer.length + 1).split("/")[0] ?? "";
      const used = new Map<string, Set<string>>();
      for (const file of files.filter(
        (one) => layerOf(one) === layer && one.split("/").length > layer.split("/").length + 1,
      ))
        for (const specifier of imports(file).filter((one) => one.startsWith("."))) {
          const target = relative(".", resolve(dirname(file), specifier));
          if (layerOf(target) !== layer || folderOf(target) === folderOf(file)) continue;
          used.set(folderOf(file), (used.get(folderOf(file)) ?? new Set()).add(folderOf(target)));
        }
      expect(used.size).toBeGreaterThan(5);
      const reached = (from: string, seen = new Set<string>()): Set<string> => {
        for (const next of used.get(from) ?? []) if (!seen.has(next)) reached(next, seen.add(next));
        return seen;
      };
      expect([...used.keys()].filter((folder) => reached(folder).has(folder))).toEqual([]);
    },
  );

  test("what runs in the browser imports packages by Framework's npm: names and nothing of Node", () => {
    const wrong = files
      .filter((file) => /^src\/(lib|charts|components)\//.test(file))
      .flatMap((file) =>
        imports(file)
          .filter((specifier) => !/^(?:\.|npm:|observablehq:stdlib$)/.test(specifier))
          .map((specifier) => `${file} imports ${specifier}`),
      );
    expect(wrong).toEqual([]);
  });

  test("src/lib touches no DOM", () => {
    const wrong = files.filter(
      (file) =>
        file.startsWith("src/lib/") &&
        /\b(?:document|window|localStorage|HTMLElement)\.(?!js")/.test(readFileSync(file, "utf8")),
    );
    expect(wrong).toEqual([]);
  });

  test("a Framework loader is thirty lines at most", () => {
    const loaders = readdirSync("data-loaders")
      .filter((file) => /\.\w+\.ts$/.test(file))
      .map((file) => join("data-loaders", file));
    expect(loaders.length).toBeGreaterThan(0);
    for (const loader of loaders)
      expect(readFileSync(loader, "utf8").split("\n").length, loader).toBeLessThanOrEqual(31);
  });
});
