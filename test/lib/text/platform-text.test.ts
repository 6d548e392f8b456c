import * as fc from "fast-check";
import { JSDOM } from "jsdom";
import { describe, expect, test } from "vitest";
import {
  csvCell,
  csvTable,
  defang,
  escapeHtml,
  html,
  platformHtml,
  platformMarkdown,
  platformSvg,
  platformText,
} from "../../../src/lib/text/index.js";

const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc
    .array(
      fc.constantFrom(
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '" onmouseover="alert(1)',
        "]]>",
        "<!--",
        "&lt;",
        "${alert(1)}",
        "```js\n",
        "[x](javascript:alert(1))",
        "=1+1",
        "@SUM(A1)",
        "\t=cmd|' /C calc'!A0",
        "\u202Egnp.exe",
        "\u2066\u200B\uFEFF\u00AD",
        "Z\u0351\u036B\u0343\u034B\u0340\u0341\u0342",
        "\u0000\u001B[31m",
        "\uD800",
        "a,b\r\nc",
        '"',
        "http://evil.example/?q=1",
      ),
    )
    .map((parts) => parts.join("")),
);

const bidi = /\p{Bidi_Control}/u;

describe("text of the platform", () => {
  test("in HTML is one text node, as an element's content and as an attribute's value", () => {
    fc.assert(
      fc.property(hostile, (raw) => {
        const safe = platformHtml(raw);
        const { document } = new JSDOM("").window;
        document.body.innerHTML = `<p title="${safe}">${safe}</p>`;
        const [paragraph] = document.body.children;
        expect(document.body.childNodes.length).toBe(1);
        expect(paragraph!.attributes.length).toBe(1);
        expect(paragraph!.children.length).toBe(0);
        expect(paragraph!.textContent).toBe(platformText(raw));
        expect(paragraph!.getAttribute("title")).toBe(platformText(raw));
      }),
      { numRuns: 150 },
    );
  });

  test("in SVG is one text node of well-formed XML", () => {
    fc.assert(
      fc.property(hostile, (raw) => {
        const svg = `<svg xmlns="http://www.w3.org/2000/svg"><text>${platformSvg(raw)}</text></svg>`;
        const { document } = new JSDOM(svg, { contentType: "image/svg+xml" }).window;
        expect(document.querySelectorAll("*").length).toBe(2);
        expect(document.querySelector("text")!.textContent).toBe(platformText(raw));
      }),
      { numRuns: 150 },
    );
  });

  test("holds no bidi control, no control and no lone surrogate, and is as long as was asked for", () => {
    const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1, max: 40 }), (raw, length) => {
        const text = platformText(raw, length);
        expect(text).not.toMatch(bidi);
        expect(text).not.toMatch(/\p{Cc}|\p{Cs}/u);
        const shown = text.replace(/… \(\d+ more characters\)$/, "");
        expect([...segmenter.segment(shown)].length).toBeLessThanOrEqual(length);
      }),
    );
  });

  test("in Markdown makes no element, no expression and no cell of code", () => {
    fc.assert(
      fc.property(hostile, (raw) => {
        const text = platformMarkdown(raw);
        expect(text).not.toMatch(/[<>`*_[\]$\\\n]|\$\{/);
      }),
    );
  });

  test("leaves letters of every script, emoji with joiners and Persian with its own as they are", () => {
    for (const text of ["Zażółć", "日本語", "👩‍👩‍👧 ok", "می‌خواهم", "क्षत्रिय", "e\u0301"])
      expect(platformText(text)).toBe(text);
  });

  test("shows that something invisible was taken out", () => {
    expect(platformText("fr\u200Bee")).toBe("fr\uFFFDee");
    expect(platformText("a\u202Eb")).toBe("a\uFFFDb");
  });

  test("loses the marks beyond the fourth on a letter", () => {
    expect(platformText(`a${"\u0351".repeat(50)}b`)).toBe(`a${"\u0351".repeat(4)}b`);
  });

  test("beyond its length is left out and counted, ten thousand marks or a hundred thousand letters alike", () => {
    expect(platformText("x".repeat(100_000), 10)).toBe("xxxxxxxxxx… (99990 more characters)");
    expect(platformText("👍🏽".repeat(3), 2)).toBe("👍🏽👍🏽… (4 more characters)");
  });
});

describe("addresses", () => {
  test.each([
    ["https://exa.mple/a.b?c", "hxxps://exa[.]mple/a[.]b?c"],
    ["HTTP://EXA.MPLE", "hxxp://EXA[.]MPLE"],
    ["ftp://a.b", "fxp://a[.]b"],
    ["10.0.0.1", "10[.]0[.]0[.]1"],
    ["me@exa.mple", "me[@]exa[.]mple"],
    ["javascript:x", "javascript[:]x"],
    ["grew by 3.5 %. Then", "grew by 3.5 %. Then"],
    ["пример.рф", "пример[.]рф"],
  ])("%s is written %s", (raw, expected) => {
    expect(defang(raw)).toBe(expected);
  });
});

describe("CSV", () => {
  /** A reader by RFC 4180, independent of the writer. */
  function parse(text: string): string[][] {
    const rows: string[][] = [[""]];
    let quoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const row = rows.at(-1)!;
      const character = text[at]!;
      if (quoted) {
        if (character === '"' && text[at + 1] === '"') {
          row[row.length - 1] += '"';
          at += 1;
        } else if (character === '"') quoted = false;
        else row[row.length - 1] += character;
      } else if (character === '"') quoted = true;
      else if (character === ",") row.push("");
      else if (character === "\r" && text[at + 1] === "\n") {
        rows.push([""]);
        at += 1;
      } else row[row.length - 1] += character;
    }
    return rows.slice(0, -1);
  }

  test("any text is one cell, which no spreadsheet takes for a formula", () => {
    fc.assert(
      fc.property(hostile, (raw) => {
        const table = csvTable(["a", "b"], [[raw, 1]]);
        expect(table.startsWith("\uFEFF")).toBe(true);
        const [, row] = parse(table.slice(1));
        expect(row!.length).toBe(2);
        expect(row![0]).not.toMatch(/^\s*[=+\-@\t\r]/);
        expect(row![0]).not.toMatch(bidi);
      }),
    );
  });

  test("numbers keep their sign, null is an empty cell and zero is not", () => {
    expect([-1.5, 0, null, true, 12n].map((value) => csvCell(value))).toEqual([
      "-1.5",
      "0",
      "",
      "true",
      "12",
    ]);
  });

  test("a formula stays readable behind an apostrophe", () => {
    expect(csvCell('=HYPERLINK("x")')).toBe(`"'=HYPERLINK(""x"")"`);
  });
});

describe("the html tag", () => {
  test("escapes values and keeps what it made itself", () => {
    expect(html`<p class="${'"'}">${"<b>"} ${html`<i>${1}</i>`}${[html`a`, html`b`]}${null}</p>`.html).toBe(
      '<p class="&quot;">&lt;b&gt; <i>1</i>ab</p>',
    );
  });

  test("escapes what Framework would read as an expression", () => {
    expect(escapeHtml("${x}")).toBe("&#36;&#123;x}");
  });
});
