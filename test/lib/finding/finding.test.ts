import { describe, expect, test } from "vitest";
import {
  isShown,
  literalDigits,
  nearest,
  readChoice,
  readInline,
  readProse,
  shownText,
  writeChoice,
} from "../../../src/lib/finding/index.js";

describe("numbers written by hand", () => {
  test.each([
    ["412 accounts", ["412"]],
    ["rose 3.5 % in a week", ["3.5"]],
    ["**12** of [40](/leadership/trends)", ["12", "40"]],
    ["٤١٢ accounts", ["٤١٢"]],
    ["1,200 and 7", ["1,200", "7"]],
  ])("%s has some", (text, digits) => {
    expect(literalDigits(readInline(text))).toEqual(digits);
  });

  test.each([
    "{{accounts}} accounts",
    "on 3 Jun 2026, and in June 2026, and on 2026-06-03",
    "technique T0049, rule LNK-004 at v2",
    "`28 days` as code",
    "[trends](/leadership/trends?from=2026-06-01)",
  ])("%s has none", (text) => {
    expect(literalDigits(readInline(text))).toEqual([]);
  });
});

describe("prose", () => {
  test("is headings, paragraphs, lists, quotes and code, each with its line", () => {
    const blocks = readProse(
      "# A\n\ntext\nmore\n\n- one\n  still\n- two\n\n> said\n\n```\nx\n\ny\n```\n1. first",
    );
    expect(blocks.map(({ kind, line }) => [kind, line])).toEqual([
      ["heading", 1],
      ["paragraph", 3],
      ["list", 6],
      ["quote", 10],
      ["code", 12],
      ["list", 17],
    ]);
  });

  test("what is not closed is text", () => {
    for (const text of ["**a", "`a", "[a](b", "{{a", "*", "a * b * c"])
      expect(readInline(text)).toEqual([{ kind: "text", text }]);
  });

  test("links lead to pages of the site only", () => {
    const isLink = (href: string): boolean => readInline(`[a](${href})`)[0]?.kind === "link";
    expect(isLink("/leadership/trends?policy=a")).toBe(true);
    for (const href of ["//evil.example", "/\\evil.example", "javascript:x", "http://a.b", "x", "data:,"])
      expect(isLink(href), href).toBe(false);
  });

  test("a long run of stars is read in good time", () => {
    const started = performance.now();
    readInline("*".repeat(20_000));
    readInline("[".repeat(20_000));
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe("the nearest name", () => {
  test("is one of few edits away, or none", () => {
    expect(nearest("statsu", ["status", "title"])).toBe("status");
    expect(nearest("zebra", ["status", "title"])).toBeNull();
    expect(nearest("x", [])).toBeNull();
  });
});

describe("filters of the list", () => {
  const findings = [
    { status: "open", abuse_type: "link_farm", confidence: "high" },
    { status: "resolved", abuse_type: "link_farm", confidence: "low" },
  ];

  test("take all without a choice, and only what meets every one", () => {
    const shown = (query: string): number => {
      const choice = readChoice(new URLSearchParams(query), findings);
      return findings.filter((finding) => isShown(finding, choice)).length;
    };
    expect(["", "status=open", "abuse_type=link_farm", "status=open&confidence=low"].map(shown)).toEqual([
      2, 1, 2, 0,
    ]);
  });

  test("ignore a value that no finding has", () => {
    expect(writeChoice(readChoice(new URLSearchParams("status=<b>&confidence=low"), findings))).toBe(
      "confidence=low",
    );
  });

  test("say how many of how many are shown", () => {
    expect([shownText(1, 3), shownText(3, 3), shownText(1, 1)]).toEqual([
      "1 of 3 findings",
      "3 findings",
      "1 finding",
    ]);
  });
});
