import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isModified,
  parseLab,
  unchanged,
  writeLab,
  type LabState,
} from "../../../../src/lib/rule/lab/state.js";
import { lab } from "./support/small-lab.js";

const read = (query: string) => parseLab(new URLSearchParams(query), lab);

describe("the state of the rule lab in a link", () => {
  test("is empty for the rule that the page begins with, and names another", () => {
    expect(writeLab(unchanged(lab, "link-burst"), lab)).toBe("");
    expect(writeLab(unchanged(lab, "other-rule"), lab)).toBe("rule=other-rule");
    expect(read("").state).toEqual(unchanged(lab, "link-burst"));
  });

  test("holds what differs from the rule's file and nothing else", () => {
    const { state, problems } = read(
      "rule=link-burst&set.min_links=5&set.share=0.25&from=2026-01-03&to=2026-04-01",
    );
    expect(problems).toEqual([]);
    expect(state).toEqual({ ...unchanged(lab, "link-burst"), set: { share: 0.25 }, to: "2026-04-01" });
    expect(writeLab(state, lab)).toBe("rule=link-burst&set.share=0.25&to=2026-04-01");
    expect(isModified(state)).toBe(true);
    expect(read("when=links_24h >= :min_links%0Aand account_age_hours < 72").state.when).toBe(null);
  });

  test("comes back from its link as it was", () => {
    const states = fc.record({
      rule: fc.constantFrom("link-burst", "other-rule", null),
      min_links: fc.option(fc.integer({ min: 1, max: 50 }).filter((value) => value !== 5)),
      when: fc.option(
        fc.string({ minLength: 1, maxLength: 60 }).filter((text) => !/\p{Surrogate}/u.test(text)),
      ),
      to: fc.constantFrom(null, "2026-03-01"),
    });
    fc.assert(
      fc.property(states, ({ rule, min_links, when, to }) => {
        const begin = unchanged(lab, rule);
        const state: LabState = {
          ...begin,
          set: rule === "link-burst" && min_links !== null ? { min_links } : {},
          when: when !== null && when.trim() === "" ? null : when,
          to,
        };
        const query = writeLab(state, lab);
        const back = read(query);
        expect(back.problems).toEqual([]);
        expect(back.state.when?.trim() ?? null).toEqual(state.when?.trim() ?? null);
        expect({ ...back.state, when: null }).toEqual({ ...state, when: null });
      }),
    );
  });

  test.each([
    ["rule=link-brust", "rule", "no rule about accounts of the source"],
    ["new=nothing", "new", "no policy of the source"],
    ["set.min_link=4", "set.min_link", "the rule has no such parameter; it has min_links, share"],
    ["set.min_links=many", "set.min_links", "expected a number"],
    ["set.min_links=51", "set.min_links", "outside of its range, 1 to 50"],
    ["from=2026-13-01", "from", "expected a day, YYYY-MM-DD"],
    ["to=2027-01-01", "to", "the data go from 2026-01-03 to 2026-05-02"],
    ["from=2026-04-01&to=2026-03-01", "from", "lies after `to`"],
    [`when=${"x".repeat(10_001)}`, "when", "longer than 10000 characters"],
  ])("of %s names what it ignores", (query, key, why) => {
    const { state, problems } = read(query);
    expect(problems).toMatchObject([{ key, why }]);
    expect({ ...state, to: null }).toEqual(unchanged(lab, "link-burst"));
  });

  test("makes what stood in a link safe to show", () => {
    expect(read("rule=%E2%80%AEx").problems[0]?.raw).toBe("\ufffdx");
  });
});
