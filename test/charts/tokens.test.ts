import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

type Tokens = Readonly<Record<string, string>>;

const css = readFileSync("src/style/tokens.css", "utf8");
const [lightCss = "", darkCss = ""] = css.split("@media (prefers-color-scheme: dark)");
const read = (text: string): Tokens =>
  Object.fromEntries(
    [...text.matchAll(/--shrike-([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]),
  );
const themes = { light: read(lightCss), dark: { ...read(lightCss), ...read(darkCss) } };

/** Relative luminance and contrast of WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(tokens: Tokens, one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(tokens[one] ?? ""), luminance(tokens[other] ?? "")].sort(
    (a, b) => a - b,
  );
  return (light + 0.05) / (dark + 0.05);
}

describe.each(Object.entries(themes))("in the %s theme", (_, tokens) => {
  test.each(["text", "muted", "accent", "good", "bad"])("%s can be read on every ground", (name) => {
    for (const ground of ["surface", "page"])
      expect(contrast(tokens, name, ground), ground).toBeGreaterThanOrEqual(4.5);
  });

  test("a warning can be read", () =>
    expect(contrast(tokens, "warning-text", "warning-surface")).toBeGreaterThanOrEqual(4.5));

  test.each(["accent", "comparison", ...[1, 2, 3, 4, 5, 6].map((n) => `category-${n}`)])(
    "marks in %s can be told from the ground",
    (name) => expect(contrast(tokens, name, "surface")).toBeGreaterThanOrEqual(3),
  );
});

test("the dark theme has a colour of its own for each that the light one has", () =>
  expect(Object.keys(read(darkCss)).sort()).toEqual(Object.keys(read(lightCss)).sort()));
