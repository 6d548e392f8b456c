import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { ruleFileShape, ruleTimeline } from "../../../../src/lib/rule/index.js";
import { changedRuleText } from "../../../../src/lib/rule/lab/rule-text.js";
import { ruleOf } from "../../../../src/lib/rule/lab/tried-rule.js";
import { lab, rule } from "./support/small-lab.js";

const entry = { version: 3, on: "2026-06-01", why: "fewer wrong hits" };

describe("the text of a changed rule", () => {
  test("differs from the file in what was changed, and in nothing else", () => {
    const changed = changedRuleText(rule.text, {
      set: { min_links: 7, share: 0.25 },
      when: "links_24h >= :min_links\n\nor has_bio",
      entry,
    });
    const [before, after] = [rule.text, changed].map((text) => text.split("\n"));
    expect(after!.filter((line) => !before!.includes(line))).toEqual([
      "  min_links: { default: 7, min: 1, max: 50 } # a day",
      "  share: {default: 0.25, min: 0, max: 1}",
      "  or has_bio",
      "  - version: 3",
      "    on: 2026-06-01",
      "    params: { min_links: 7, share: 0.25 }",
      "    why: fewer wrong hits",
    ]);
    expect(before!.filter((line) => !after!.includes(line))).toEqual([
      "  min_links: { default: 5, min: 1, max: 50 } # a day",
      "  share: {default: 0.5, min: 0, max: 1}",
      "  and account_age_hours < 72",
    ]);
    expect(changed.endsWith("    why: fewer wrong hits\n# the end\n")).toBe(true);
  });

  test("is a rule whose life leads to what the file says", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.option(fc.string({ unit: "grapheme", minLength: 1, maxLength: 80 })),
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 80 }),
        (min_links, share, when, why) => {
          const condition =
            when === null || when.trim() === "" ? null : `'${when.replaceAll("'", "''")}' = 'x'`;
          const read = ruleFileShape.parse(
            parse(
              changedRuleText(rule.text, {
                set: { min_links, share },
                when: condition,
                entry: { ...entry, why },
              }),
            ),
          );
          expect(ruleTimeline(read).at(-1)).toMatchObject({ version: 3, params: { min_links, share }, why });
        },
      ),
    );
  });

  test.each([
    ["a list in brackets", "changes: [{ version: 1, on: 2026-01-03, state: shadow, why: a }]"],
    ["entries of one line", "changes:\n- { version: 1, on: 2026-01-03, state: shadow, why: a }"],
    [
      "no line break at its end",
      "changes:\n    -   version: 1\n        on: 2026-01-03\n        state: shadow\n        why: a",
    ],
  ])("keeps the form of %s", (_, changes) => {
    const text = `when: a > 1 # plain\n${changes}`;
    const read = parse(changedRuleText(text, { set: {}, when: "b > 1", entry }));
    expect(read).toEqual({
      when: expect.stringMatching(/^b > 1\s*$/),
      changes: [
        { version: 1, on: "2026-01-03", state: "shadow", why: "a" },
        { version: 3, on: "2026-06-01", why: "fewer wrong hits" },
      ],
    });
  });

  test("of a new rule is one that can be read", () => {
    const { text } = ruleOf(lab, { rule: null, policy: "link_spam" });
    const read = ruleFileShape.parse(
      parse(changedRuleText(text, { set: {}, when: "links_24h > 3", entry: null })),
    );
    expect(read).toMatchObject({ id: "new-rule", policy: "link_spam", when: "links_24h > 3\n" });
    expect(ruleTimeline(read)).toHaveLength(1);
  });

  test("is refused where a value cannot be found", () => {
    expect(() => changedRuleText(rule.text, { set: { none: 1 }, when: null, entry })).toThrow(
      "params.none.default: there is no such key in the file",
    );
  });
});
