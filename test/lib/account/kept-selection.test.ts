import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readKept, renewed, writeKept } from "../../../src/lib/account/kept-selection.js";
import { marks, type AccountIndex } from "../../../src/lib/account/record.js";

const account = fc.record({
  id: fc.string({ minLength: 1 }),
  handle: fc.option(fc.string()),
  flags: fc.nat(511),
});

describe("a kept selection", () => {
  test("is read as it was written, whatever names it holds", () => {
    fc.assert(
      fc.property(fc.string(), fc.array(account), (runId, accounts) => {
        expect(readKept(writeKept({ runId, accounts }))).toEqual({ runId, accounts });
      }),
    );
  });

  test.each([
    "",
    "no json",
    "null",
    "[]",
    '{"runId":"r"}',
    '{"runId":1,"accounts":[]}',
    '{"runId":"r","accounts":{}}',
    '{"runId":"r","accounts":[["a",null,0],["b",null]]}',
    '{"runId":"r","accounts":[["",null,0]]}',
    '{"runId":"r","accounts":[["a",7,0]]}',
    '{"runId":"r","accounts":[["a",null,"256"]]}',
    '{"runId":"r","accounts":[["a",null,0.5]]}',
  ])("is none where the text is %j", (text) => {
    expect(readKept(text)).toBe(null);
  });

  test("takes the names and marks of a new build, and names who has no page there", () => {
    const index: AccountIndex = {
      ids: ["a", "b"],
      handles: ["new", null],
      names: [null, null],
      flags: [marks.protected | marks.published, marks.published],
      statuses: [null, null],
      rules: [0, 0],
      reporters: [0, 0],
      risks: [null, null],
    };
    const kept = ["b", "a", "c"].map((id) => ({ id, handle: "old", flags: marks.hit }));
    expect(renewed(kept, index)).toEqual({
      accounts: [
        { id: "b", handle: null, flags: marks.published },
        { id: "a", handle: "new", flags: marks.protected | marks.published },
      ],
      gone: ["c"],
    });
  });
});
