import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { md5 } from "../../../src/lib/hash/md5.js";

const known = (text: string): string => createHash("md5").update(text, "utf8").digest("hex");

test.each([
  "",
  "a",
  "message digest",
  "x".repeat(55),
  "x".repeat(56),
  "x".repeat(64),
  "\u{1f600} é",
  "y".repeat(9999),
])("MD5 of %j is that of the operating system", (text) => expect(md5(text)).toBe(known(text)));

test("MD5 of any text is that of the operating system", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      expect(md5(text)).toBe(known(text));
    }),
  );
});
