import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkSource } from "../../data-loaders/source/check-source.js";

const text = readFileSync("docs/check.md", "utf8");
const now = Date.parse("2026-01-01T00:00:00Z");

/** Keys of every object inside a value, under whatever they hang. */
function keysIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysIn(inner)]);
}

test("docs/check.md names every key that shrike check writes, and its example is one of them", async () => {
  const [bad, waived] = await Promise.all(
    ["bad-values", "rule-waived"].map((name) => checkSource(`test/input/${name}`, { now })),
  );
  for (const key of keysIn([bad, waived])) expect(text, key).toMatch(new RegExp(`[\`"]${key}[\`"]`));
  const [, example] = /```json\n([^]*?)```/.exec(text)!;
  const [problem] = waived!.rules[0]!.problems;
  expect(Object.keys(JSON.parse(example!) as object)).toEqual(Object.keys(problem!));
  expect(bad!.results.length).toBeGreaterThan(0);
});
