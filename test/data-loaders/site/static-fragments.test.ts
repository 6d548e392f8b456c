import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { staticFragments } from "../../../data-loaders/site/static-fragments.js";

function artifactsWith(fragments: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "shrike-fragments-"));
  mkdirSync(join(folder, "static"));
  for (const [name, html] of Object.entries(fragments))
    writeFileSync(join(folder, "static", `${name}.html`), html);
  return folder;
}

function render(artifacts: string, html: string): string {
  const md = {
    renderer: {
      rules: {} as Record<string, ((tokens: { content: string }[], index: number) => string) | undefined>,
    },
  };
  staticFragments(artifacts)(md);
  return md.renderer.rules["html_block"]?.([{ content: html }], 0) ?? "";
}

describe("staticFragments", () => {
  test("puts a published fragment where a page asks for it", () => {
    const artifacts = artifactsWith({ trends: "<p>Posts rose 12 %</p>" });
    expect(render(artifacts, '<div data-static="trends"></div>\n')).toBe(
      '<div data-page="trends"><p>Posts rose 12 %</p></div>\n',
    );
  });

  test("leaves dollar signs in a fragment as they are", () => {
    const artifacts = artifactsWith({ trends: "<p>$1 $& ${1 + 1}</p>" });
    expect(render(artifacts, '<div data-static="trends"></div>')).toContain("<p>$1 $& ${1 + 1}</p>");
  });

  test("leaves other blocks of HTML as they are", () => {
    expect(render(artifactsWith({}), "<p>static</p>")).toBe("<p>static</p>");
  });

  test("names the fragment, the file and the command when it was not published", () => {
    expect(() => render(artifactsWith({}), '<div data-static="appeals"></div>')).toThrow(
      /"appeals" was not published: .*appeals\.html is missing; run `shrike build`/,
    );
  });
});
