import { describe, expect, test } from "vitest";
import { orderStages } from "../../../data-loaders/pipeline/graph.js";
import type { Stage, TableRead } from "../../../data-loaders/pipeline/stage.js";

const sql = new URL("./support/since.sql", import.meta.url);

function stage(name: string, reads: readonly (string | TableRead)[], writes = [name]): Stage {
  return {
    name,
    title: name,
    reads: reads.map((read) => (typeof read === "string" ? { table: read } : read)),
    writes: writes.map((table) => ({ table, sql })),
  };
}

function names(stages: readonly Stage[]): string[] {
  return orderStages(stages, ["events"]).map(({ name }) => name);
}

describe("orderStages", () => {
  test("a stage comes after those whose tables it reads, in the same order however they are listed", () => {
    const stages = [
      stage("c", ["a", "b"]),
      stage("b", ["a"]),
      stage("a", ["events"]),
      stage("d", ["events"]),
    ];
    expect(names(stages)).toEqual(["a", "b", "c", "d"]);
    expect(names([...stages].reverse())).toEqual(["a", "b", "c", "d"]);
  });

  test("a cycle is named from end to end", () => {
    const stages = [stage("a", ["c"]), stage("b", ["a"]), stage("c", ["b"])];
    expect(() => names(stages)).toThrow("in a cycle: a → c → b → a");
  });

  test("a stage that reads its own table is a cycle", () => {
    expect(() => names([stage("a", ["a"])])).toThrow("in a cycle: a → a");
  });

  test("a table that nobody makes is refused", () => {
    expect(() => names([stage("a", ["evnts"])])).toThrow(
      'stage "a", reading "evnts": neither a canonical table nor written by any stage',
    );
  });

  test("a table that a stage can do without need not be made by anyone", () => {
    const reads = [{ table: "features", optional: { account_id: "VARCHAR" } }];
    expect(names([{ ...stage("a", []), reads }])).toEqual(["a"]);
  });

  test("a table has one writer", () => {
    expect(() => names([stage("a", ["events"], ["t"]), stage("b", ["events"], ["t"])])).toThrow(
      'table "t" is written by stages "a" and "b"',
    );
  });

  test("a table of the source is written by no stage", () => {
    expect(() => names([stage("a", ["events"], ["events"])])).toThrow(
      'stage "a" writes "events", which is a table of the source',
    );
  });

  test("a name is given once, and is lower-case letters, digits and underscores", () => {
    expect(() => names([stage("a", []), stage("a", [], ["b"])])).toThrow('stage "a" is declared twice');
    expect(() => names([stage("A b", [])])).toThrow('stage "A b": a name is');
  });

  test("a stage without a query and without run is refused", () => {
    expect(() => names([{ ...stage("a", []), writes: [{ table: "a" }] }])).toThrow(
      'stage "a" has neither sql nor run to write "a"',
    );
  });

  test("a stage with run says in which modules its code lies", () => {
    expect(() => names([{ ...stage("a", []), run: async () => undefined }])).toThrow(
      'stage "a" has run but no modules',
    );
  });

  test("a relation without a day, and a reach that is no number of days, are refused", () => {
    expect(() => names([stage("a", [{ table: "events", from: "events" }])])).toThrow(
      "from is given without day",
    );
    expect(() => names([stage("a", [{ table: "events", day: "d", lookBack: -1 }])])).toThrow(
      "lookBack is -1",
    );
    expect(() => names([stage("a", [{ table: "events", day: "d", lookAhead: Infinity }])])).toThrow(
      "lookAhead is Infinity",
    );
  });
});
