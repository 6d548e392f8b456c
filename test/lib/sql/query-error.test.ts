import { describe, expect, test } from "vitest";
import { explainError } from "../../../src/lib/sql/query-error.js";

describe("what the database says", () => {
  const text = "SELECT a\nFROM evnts";
  test("is placed by its position, less what stood before the text", () => {
    const raw = JSON.stringify({
      exception_type: "Catalog",
      exception_message: "Table with name evnts does not exist!",
      position: "22",
    });
    expect(explainError(raw, 8, text)).toEqual({
      message: "Catalog Error: Table with name evnts does not exist!",
      from: 14,
      to: 19,
    });
  });
  test("is placed by the word that it quotes, where that stands in the text once", () => {
    expect(explainError('Parser Error: syntax error at or near "evnts"\n\nLINE 1: …\n ^', 0, text)).toEqual({
      message: 'Parser Error: syntax error at or near "evnts"',
      from: 14,
      to: 19,
    });
    expect(explainError('Binder Error: column "x" not found', 0, "SELECT x, x")).toEqual({
      message: 'Binder Error: column "x" not found',
    });
  });
  test("is no place where the position lies outside of the text", () => {
    expect(
      explainError('{"exception_type":"Parser","exception_message":"odd","position":"900"}', 0, text),
    ).toEqual({ message: "Parser Error: odd" });
  });
  test.each([
    [
      'Permission Error: Cannot access file "http://x" - file system operations are disabled by configuration',
      /^Refused: queries here read the published tables/,
    ],
    ["Out of Memory Error: could not allocate block", /^This query needs more memory than the browser gives/],
    [
      'Invalid Input Error: Cannot change configuration option "memory_limit" - the configuration has been locked',
      /^Refused: settings are locked/,
    ],
    [
      'Catalog Error: Scalar Function with name "now" is not in the catalog, but it exists in the icu extension.',
      /^now is not available in the browser's database: it needs the extension icu/,
    ],
  ])("%s is put in plain words", (raw, expected) =>
    expect(explainError(raw, 0, "SELECT now()").message).toMatch(expected),
  );
  test("that is no JSON after all is shown as it is", () => {
    expect(explainError("{ broken", 0, text).message).toBe("{ broken");
  });
});
