import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  backTo,
  longestTrail,
  parseAddress,
  pivotTo,
  writeAddress,
  type AccountAddress,
} from "../../../src/lib/account/address.js";
import { lensNames } from "../../../src/lib/account/lens.js";
import { pivotKinds } from "../../../src/lib/account/pivots.js";

const id = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 });
const address = fc.record({
  id: fc.option(id, { nil: null }),
  lens: fc.constantFrom(...lensNames),
  trail: fc.array(fc.record({ from: id, by: fc.constantFrom(...pivotKinds) }), { maxLength: longestTrail }),
});

function read(query: string) {
  return parseAddress(new URLSearchParams(query));
}

describe("the address of the accounts page", () => {
  test("that is written is read back, whatever the ids are", () => {
    fc.assert(
      fc.property(address, (written) => {
        const whole: AccountAddress = written.id === null ? { ...written, trail: [] } : written;
        expect(read(writeAddress(whole))).toEqual({ address: whole, problems: [] });
      }),
    );
  });

  test("that says nothing is the lists", () => {
    expect(read("")).toEqual({ address: { id: null, lens: "spam", trail: [] }, problems: [] });
    expect(writeAddress({ id: null, lens: "spam", trail: [] })).toBe("");
  });

  test("names each value that it ignores", () => {
    const { address: got, problems } = read(`id=${"x".repeat(300)}&lens=colour&trail=devise:a&trail=device:`);
    expect(got).toEqual({ id: null, lens: "spam", trail: [] });
    expect(problems.map(({ key, why }) => `${key}: ${why}`)).toEqual([
      "id: expected 1 to 256 characters",
      "lens: expected one of spam, abuse, identity, media",
      "trail: expected <pivot>:<account>; did you mean device?",
      "trail: names no account after the colon",
    ]);
  });

  test("says that a trail without an account leads nowhere", () => {
    expect(read("trail=device:a")).toMatchObject({ address: { trail: [] }, problems: [{ key: "trail" }] });
  });

  test("keeps the last steps of a trail that is too long, and says so", () => {
    const steps = Array.from({ length: longestTrail + 3 }, (_, at) => `trail=device:a${at}`).join("&");
    const { address: got, problems } = read(`id=z&${steps}`);
    expect(got.trail).toHaveLength(longestTrail);
    expect(got.trail.at(-1)?.from).toBe(`a${longestTrail + 2}`);
    expect(problems).toHaveLength(1);
  });

  test("shows hostile values neutralised", () => {
    const [problem] = read(`lens=${encodeURIComponent("\u202egpj")}`).problems;
    expect(problem?.raw).toBe("\ufffdgpj");
  });
});

describe("a trail", () => {
  const start: AccountAddress = { id: "a", lens: "spam", trail: [] };

  test("grows by each pivot, and is cut by going back", () => {
    const third = pivotTo(pivotTo(start, "device", "b"), "domain", "c");
    expect(third).toEqual({
      id: "c",
      lens: "spam",
      trail: [
        { from: "a", by: "device" },
        { from: "b", by: "domain" },
      ],
    });
    expect(backTo(third, 1)).toEqual(pivotTo(start, "device", "b"));
    expect(backTo(third, 0)).toEqual(start);
    expect(backTo(third, 7)).toEqual(third);
  });

  test("never grows beyond its length", () => {
    let at = start;
    for (let step = 0; step < 40; step++) at = pivotTo(at, "text", `n${step}`);
    expect(at.trail).toHaveLength(longestTrail);
  });
});
