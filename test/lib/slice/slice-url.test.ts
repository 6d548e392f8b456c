import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  describeSlice,
  isModified,
  parseSlice,
  readList,
  type Slice,
  writeList,
  writeSlice,
} from "../../../src/lib/slice/index.js";
import { addDays } from "../../../src/lib/time/index.js";
import { siteFrame } from "../../support/site-frame.js";

const { defaults, options } = siteFrame;
const parse = (query: string) => parseSlice(new URLSearchParams(query), siteFrame);
const some = (key: keyof typeof options) =>
  fc.subarray(options[key].map(({ value }) => value)).map((values) => values.sort());

const slices: fc.Arbitrary<Slice> = fc
  .tuple(fc.integer({ min: 0, max: 180 }), fc.integer({ min: 0, max: 180 }))
  .chain(([a, b]) =>
    fc.record({
      from: fc.constant(addDays("2026-01-01", Math.min(a, b))),
      to: fc.constant(addDays("2026-01-01", Math.max(a, b))),
      tz: fc.constant("UTC"),
      grain: fc.constantFrom("hour", "day", "week", "month"),
      vs: fc.constantFrom("previous", "year", "none"),
      policy: some("policy"),
      surface: some("surface"),
      country: some("country"),
      rule: some("rule"),
      lang: fc.constant([]),
      auto: fc.constantFrom("all", "automated", "manual"),
    }),
  );

describe("a slice in a URL", () => {
  test("comes back as it was written, without a problem", () => {
    fc.assert(
      fc.property(slices, (slice) => {
        expect(parse(writeSlice(slice, defaults))).toEqual({ slice, problems: [] });
      }),
    );
  });

  test("is empty for the default, and modified exactly where it is not", () => {
    expect(writeSlice(defaults, defaults)).toBe("");
    fc.assert(
      fc.property(slices, (slice) => {
        expect(isModified(slice, defaults)).toBe(writeSlice(slice, defaults) !== "");
      }),
    );
  });

  test("holds only what differs from the default, in one order, whatever order the values have", () => {
    expect(
      writeSlice({ ...defaults, auto: "manual", country: ["PL", "DE"], to: "2026-06-01" }, defaults),
    ).toBe("to=2026-06-01&country=DE,PL&auto=manual");
  });

  test("an empty list is written where the default is none", () => {
    const some = { ...defaults, country: ["DE"] };
    expect(writeSlice(defaults, some)).toBe("country=");
    expect(
      parseSlice(new URLSearchParams("country="), { ...siteFrame, defaults: some }).slice.country,
    ).toEqual([]);
  });

  test.each([
    ["from=2026-02-30", "from", "expected a day"],
    ["from=1999-01-01", "from", "the data cover 1 Jan 2026 to 30 Jun 2026"],
    ["from=2026-05-01&to=2026-04-15", "from", "end before"],
    ["grain=year", "grain", "expected one of hour, day, week, month"],
    ["tz=Europe/Warsaw", "tz", "days in UTC"],
    ["country=DE,XX", "country", "the data have no such value"],
    ["lang=en", "lang", "not recorded by it"],
    ["auto=all&auto=manual", "auto", "more than once"],
  ])("%s is named and ignored", (query, key, why) => {
    const { slice, problems } = parse(query);
    expect(problems[0]?.key).toBe(key);
    expect(problems[0]?.why).toContain(why);
    expect({ ...slice, country: [] }).toEqual(defaults);
  });

  test("the good values of a list are kept beside a bad one", () => {
    expect(parse("country=DE,XX,PL").slice.country).toEqual(["DE", "PL"]);
  });

  test("keys of others are left alone", () => {
    expect(parse("id=7&utm_source=x")).toEqual({ slice: defaults, problems: [] });
  });

  test("anything at all gives a slice that can be written and read again, and few problems safe to show", () => {
    const anything = fc.dictionary(
      fc.constantFrom("from", "to", "tz", "grain", "vs", "policy", "country", "rule", "auto"),
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.constantFrom("<b>", "\u202Eabc", "__proto__", "constructor"),
      ),
    );
    fc.assert(
      fc.property(anything, (values) => {
        const { slice, problems } = parseSlice(new URLSearchParams(Object.entries(values)), siteFrame);
        expect(parse(writeSlice(slice, defaults)).slice).toEqual(slice);
        for (const { raw } of problems) expect(raw).not.toMatch(/\p{Bidi_Control}|\p{Cc}/u);
      }),
    );
  });

  test("two hundred filters, and a hundred kilobytes, are answered with twenty problems at most", () => {
    const many = Array.from({ length: 200 }, (_, index) => `X${index}`).join(",");
    const { problems } = parse(`country=DE,${many}`);
    expect(problems.length).toBe(19 + 1);
    expect(problems.at(-1)?.why).toContain("and 180 more values were ignored");
    const long = parse(`policy=${"x".repeat(100_000)}`);
    expect(long.slice).toEqual(defaults);
    expect(long.problems[0]?.why).toContain("longer than");
    expect(long.problems[0]!.raw.length).toBeLessThan(120);
  });

  test("lists take any text as a value", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 })), (values) => {
        expect(readList(writeList(values))).toEqual(values);
      }),
    );
  });
});

describe("a slice in words", () => {
  test("names what is chosen as its filter shows it, then the days and the zone", () => {
    expect(describeSlice({ ...defaults, policy: ["link_spam"], surface: ["home"] }, siteFrame)).toBe(
      "link spam, Home feed, 2 Apr 2026 – 30 Jun 2026 (UTC)",
    );
  });

  test("of a long list names three and counts the rest", () => {
    expect(describeSlice({ ...defaults, country: ["DE", "FR", "PL", "US", "BR"] }, siteFrame)).toContain(
      "DE or FR or PL or 2 more",
    );
  });
});
