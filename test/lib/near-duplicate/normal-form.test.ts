import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isComparable, normalForm, withoutLinks } from "../../../src/lib/near-duplicate/normal-form.js";

describe("the normal form of a text", () => {
  test("has no addresses, no mentions, no upper case and single spaces", () => {
    expect(normalForm("  Look AT\n\tthis: https://a.example/x?y=1 @Some_One  HTTP://b.example ")).toBe(
      "look at this:",
    );
  });

  test("has no control, bidi or invisible character, and compatible forms of letters are one", () => {
    expect(normalForm("ﬁne \u202etext\u202c wi\u200bth ｆｕｌｌ\u0007 ½")).toBe("fine text with full 1⁄2");
  });

  test("is the same for composed and decomposed letters of any script", () => {
    expect(normalForm("Новый сайт")).toBe(normalForm("Новый сайт".normalize("NFD")));
    expect(normalForm("ХАРЬКОВ")).toBe("харьков");
  });

  test("finds addresses and mentions that are written in other forms of the letters", () => {
    expect(normalForm("see ｈｔｔｐ://evil.example now ＠someone")).toBe("see now");
  });

  test("is itself its normal form, for texts of letters and spaces", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Zа-яА-Я ]*$/), (text) => {
        expect(normalForm(normalForm(text))).toBe(normalForm(text));
      }),
    );
  });

  test("never says more than the text without links", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(normalForm(withoutLinks(text))).toBe(normalForm(text));
      }),
    );
  });
});

describe("a text is compared", () => {
  test("from twelve characters on; Han, kana and Hangul count twice", () => {
    expect(isComparable("good morning")).toBe(true);
    expect(isComparable("good morning".slice(1))).toBe(false);
    expect(isComparable("今日は良い天気")).toBe(true);
    expect(isComparable("今日は良い")).toBe(false);
    expect(isComparable("")).toBe(false);
  });
});
