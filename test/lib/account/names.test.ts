import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nameStem, skeleton } from "../../../src/lib/account/confusables.js";
import { disguisedWords, officeWords } from "../../../src/lib/account/disguised-words.js";
import { identityScore, identitySigns } from "../../../src/lib/account/identity.js";

describe("skeleton", () => {
  test.each([
    ["supp0rt", "support"],
    ["offlcial", "official"],
    ["OFFICIAL", "official"],
    ["оfficiаl", "official"],
    ["Αdmin", "admin"],
    ["ｂａｎｋ", "bank"],
    ["b\u0301a\u200bnk", "bank"],
    ["city_police", "CityPolice"],
    ["modern", "modem"],
    ["ce1ebrity", "celebrity"],
  ])("reads %j as %j", (a, b) => expect(skeleton(a)).toBe(skeleton(b)));

  test.each([
    ["bank", "tank"],
    ["support", "sport"],
  ])("tells %j from %j", (a, b) => expect(skeleton(a)).not.toBe(skeleton(b)));

  test("of a skeleton is the skeleton, and of any text an end", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (text) => {
        const shape = skeleton(text);
        expect(skeleton(shape)).toBe(shape);
      }),
    );
  });

  test("does not see case or what stands between words", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", "b", "k", "n", "_", "-", ".", " ", "B"), { maxLength: 20 }),
        (parts) => {
          const text = parts.join("");
          expect(skeleton(text.toUpperCase())).toBe(skeleton(text));
          expect(skeleton(text.replaceAll(/[_\-. ]/g, ""))).toBe(skeleton(text));
        },
      ),
    );
  });
});

test.each([
  ["otter123", "otter"],
  ["city_police_07", "city_police"],
  ["1234", "1234"],
  ["route66road", "route66road"],
])("the stem of %j is %j", (name, stem) => expect(nameStem(name)).toBe(stem));

const disguisedWord = disguisedWords(officeWords);

describe("disguisedWords", () => {
  test.each([
    ["supp0rt_desk", "support", "supp0rt"],
    ["offlcial_bank", "official", "offlcial"],
    ["ce1ebrity_news", "celebrity", "ce1ebrity"],
    ["city_p0lice", "police", "p0lice"],
    ["my-оfficial-page", "official", "оfficial"],
    ["TheOffical", "official", "Offical"],
    ["verificaton", "verification", "verificaton"],
  ])("of %j is %j, written %j", (name, word, written) =>
    expect(disguisedWord(name)).toEqual({ word, written }),
  );

  test("knows no other words than it was told", () => {
    const own = disguisedWords(["ranger", "clinic"]);
    expect(own("c1inic_help")).toEqual({ word: "clinic", written: "c1inic" });
    expect(own("supp0rt_desk")).toBeNull();
    expect(disguisedWords([])("supp0rt_desk")).toBeNull();
  });

  test.each(["support_desk", "Official", "accounts", "bank", "sunny_otter", "", "x".repeat(10_000)])(
    "%j has none",
    (name) => expect(disguisedWord(name)).toBeNull(),
  );
});

interface Named {
  id: string;
  handle?: string | null;
  name?: string | null;
  avatar?: string | null;
  verified?: boolean;
  followers?: number;
}

function signsOf(accounts: readonly Named[]) {
  const signs = identitySigns(
    {
      id: accounts.map(({ id }) => id),
      handle: accounts.map(({ handle = null }) => handle),
      display_name: accounts.map(({ name = null }) => name),
      avatar_hash: accounts.map(({ avatar = null }) => avatar),
      is_verified: accounts.map(({ verified = false }) => verified),
      followers: accounts.map(({ followers = 0 }) => followers),
    },
    disguisedWord,
  );
  return Object.fromEntries([...signs].map(([at, found]) => [accounts[at]!.id, found]));
}

describe("identitySigns", () => {
  const weather: Named = { id: "real", handle: "city_weather", verified: true, avatar: "sun" };

  test("finds a handle that looks like a verified account’s, and says how far it is", () => {
    const signs = signsOf([
      weather,
      { id: "same", handle: "c1ty.weather" },
      { id: "numbered", handle: "city_weather77" },
      { id: "swapped", handle: "city_weahter" },
      { id: "two", handle: "city_wweathers" },
      { id: "other", handle: "country_leather" },
    ]);
    const distances = Object.fromEntries(
      Object.entries(signs).map(([id, found]) => [
        id,
        found.map((sign) => ("distance" in sign ? sign.distance : null)),
      ]),
    );
    expect(distances).toEqual({ same: [0], numbered: [0], swapped: [1], two: [2] });
  });

  test("does not judge the verified and much followed themselves", () => {
    expect(signsOf([weather, { id: "branch", handle: "city_weather2", verified: true }])).toEqual({});
  });

  test("takes a name that many bear for nobody’s", () => {
    const many = Array.from({ length: 60 }, (_, at) => ({ id: `a${at}`, handle: `city_weather${at}` }));
    expect(signsOf([weather, ...many])).toEqual({});
  });

  test("knows an avatar of the verified from one that others share, and a crowd’s is nobody’s", () => {
    const crowd = Array.from({ length: 60 }, (_, at) => ({
      id: `c${at}`,
      handle: `somebody${at}`,
      avatar: "egg",
    }));
    const signs = signsOf([
      weather,
      { id: "thief", handle: "abc", avatar: "sun" },
      { id: "x", handle: "kkkk", avatar: "moon" },
      { id: "y", handle: "jjjj", avatar: "moon" },
      ...crowd,
    ]);
    expect(signs).toEqual({
      thief: [{ kind: "avatar_of", id: "real", of: "city_weather" }],
      x: [{ kind: "avatar", accounts: 2 }],
      y: [{ kind: "avatar", accounts: 2 }],
    });
  });

  test("is done with handles of any length in time, and with none", () => {
    expect(signsOf([])).toEqual({});
    expect(
      signsOf([
        { ...weather, handle: "q".repeat(10_000) },
        { id: "long", handle: "q".repeat(9_999) },
      ]),
    ).toEqual({});
  });

  test("ranks what equals above what is an edit away, above what only shares an avatar", () => {
    const confusable = (distance: number) =>
      ({ kind: "confusable", of: "x", id: "x", distance, field: "handle" }) as const;
    const scores = [
      [confusable(0)],
      [confusable(1)],
      [confusable(2)],
      [{ kind: "avatar", accounts: 2 } as const],
    ].map(identityScore);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(new Set(scores).size).toBe(scores.length);
  });
});
