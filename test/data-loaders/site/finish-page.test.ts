import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { finishPage, pageErrors } from "../../../data-loaders/site/finish-page.js";

const page = `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, maximum-scale=1">
<script type="module">registerFile("a.json", {"lastModified":1771718399123.5,"size":1});</script>
</head>
<body><script>{const a = 1;}</script><script src="./x.js"></script></body>
</html>
`;

describe("finishPage", () => {
  const finished = finishPage(page, { lastModified: 1000 });

  test("names the language and lets readers zoom", () => {
    expect(finished).toContain('<html lang="en">');
    expect(finished).toContain('content="width=device-width, initial-scale=1"');
  });

  test("puts the data's own time in place of modification times", () => {
    expect(finished).toContain('"lastModified":1000,');
    expect(finished).not.toContain("1771718399123");
  });

  test("allows the page's own inline scripts by hash, and no others", () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(finished)?.[1] ?? "";
    const scripts = [...finished.matchAll(/<script(?! src)[^>]*>([\s\S]*?)<\/script>/g)].map(
      ([, text = ""]) => text,
    );
    expect(scripts).toHaveLength(2);
    for (const script of scripts)
      expect(policy).toContain(`'sha256-${createHash("sha256").update(script).digest("base64")}'`);
    expect(/script-src [^;]*/.exec(policy)?.[0]).not.toContain("unsafe-inline");
  });

  test("states the policy before the first script", () => {
    expect(finished.indexOf("Content-Security-Policy")).toBeLessThan(finished.indexOf("<script"));
  });

  test("is the same for pages that differ in modification times alone", () => {
    expect(finishPage(page.replace("1771718399123.5", "1771718400000"), { lastModified: 1000 })).toBe(
      finished,
    );
  });
});

describe("pageErrors", () => {
  test("finds what Framework writes into a page whose cell does not parse", () => {
    expect(
      pageErrors('<div class="observablehq--inspect observablehq--error">SyntaxError: bad (1:2)</div>'),
    ).toEqual(["SyntaxError: bad (1:2)"]);
  });

  test("finds nothing in a sound page", () => {
    expect(pageErrors(page)).toEqual([]);
  });
});
