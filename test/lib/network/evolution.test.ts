import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evolve, type Step } from "../../../src/lib/network/evolution.js";

const people = (from: number, to: number): Int32Array =>
  Int32Array.from({ length: to - from }, (_, index) => from + index);
const dates = ["2026-01-04", "2026-01-11", "2026-01-18", "2026-01-25"];
const history = (...weeks: Int32Array[][]): Step[] =>
  evolve(
    weeks.map((networks, index) => ({ date: dates[index]!, networks })),
    "n",
  );
const said = (steps: Step[]): string[] =>
  steps.map(
    ({ id, date, evolution, related }) =>
      `${date.slice(8)} ${id} ${evolution}${related ? ` ${related}` : ""}`,
  );

describe("evolve", () => {
  test("names a network by the day it is born on and its place, and keeps the name while it grows, shrinks and stays", () => {
    expect(said(history([people(0, 10)], [people(0, 12)], [people(1, 12)], [people(1, 12)]))).toEqual([
      "04 n-20260104-1 born",
      "11 n-20260104-1 grown",
      "18 n-20260104-1 shrunk",
      "25 n-20260104-1 steady",
    ]);
  });

  test("says that a network is gone once, and gives the next one another name", () => {
    expect(said(history([people(0, 10)], [], [people(0, 10)]))).toEqual([
      "04 n-20260104-1 born",
      "11 n-20260104-1 gone",
      "18 n-20260118-1 born",
    ]);
  });

  test("merges into the oldest, whichever is larger", () => {
    expect(
      said(
        history(
          [people(0, 5)],
          [people(0, 5), people(20, 40)],
          [Int32Array.of(...people(0, 5), ...people(20, 40))],
        ),
      ),
    ).toEqual([
      "04 n-20260104-1 born",
      "11 n-20260104-1 steady",
      "11 n-20260111-1 born",
      "18 n-20260104-1 merged",
      "18 n-20260111-1 merged n-20260104-1",
    ]);
  });

  test("splits: the part that is most like it keeps the name, the other says where it comes from", () => {
    expect(said(history([people(0, 20)], [people(0, 13), people(13, 20)]))).toEqual([
      "04 n-20260104-1 born",
      "11 n-20260104-1 shrunk",
      "11 n-20260111-1 split n-20260104-1",
    ]);
  });

  test("does not take strangers with one member in common for kin", () => {
    expect(said(history([people(0, 10)], [people(9, 19)]))).toEqual([
      "04 n-20260104-1 born",
      "11 n-20260111-1 born",
      "11 n-20260104-1 gone",
    ]);
  });

  test("gives the same past whatever comes after it, each name to one network a week", () => {
    const weeks = fc.array(
      fc.array(fc.uniqueArray(fc.nat(25), { minLength: 3, maxLength: 12 }), { maxLength: 4 }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(weeks, (raw) => {
        const networks = raw.map((week) => week.map((members) => Int32Array.from(members).sort()));
        const all = history(...networks);
        const before = history(...networks.slice(0, -1));
        expect(all.slice(0, before.length)).toEqual(before);
        for (const date of dates) {
          const ids = all.filter((step) => step.date === date).map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
        }
        for (const [index, week] of networks.entries())
          expect(all.filter(({ date, network }) => date === dates[index] && network !== null)).toHaveLength(
            week.length,
          );
      }),
    );
  });
});
