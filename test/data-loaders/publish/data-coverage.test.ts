import { afterEach, describe, expect, test } from "vitest";
import type { Engine } from "../../../data-loaders/engine/engine.js";
import { readCoverage } from "../../../data-loaders/publish/data-coverage.js";
import { emptyWarehouse, insert } from "./support/warehouse.js";

let engine: Engine;
afterEach(() => engine.close());

describe("the days that a source covers", () => {
  test("are, where no row has a time, the one that source.yaml says the data describe", async () => {
    engine = await emptyWarehouse(["accounts"]);
    await insert(engine, "accounts", [{ account_id: "one" }]);
    const { range, asOf } = await readCoverage(engine, new Set(["accounts"]), "2017-09-30");
    expect(range).toEqual({ from: "2017-09-30", to: "2017-09-30" });
    expect(asOf).toBe("2017-09-30T23:59:59Z");
  });

  test("are unknown where nothing says so: the message names the remedy", async () => {
    engine = await emptyWarehouse(["accounts"]);
    await expect(readCoverage(engine, new Set(["accounts"]))).rejects.toThrow(
      /source\.yaml .*as_of: YYYY-MM-DD/,
    );
  });

  test("are those of the rules' changes where a source knows of rules alone", async () => {
    engine = await emptyWarehouse(["rule_state_changes"]);
    for (const changed_at of ["2016-10-03 23:11:04", "2018-09-13 14:33:22"])
      await insert(engine, "rule_state_changes", [{ rule_id: "r", version: 1, state: "shadow", changed_at }]);
    const { range, asOf } = await readCoverage(engine, new Set(["rule_state_changes"]), "2017-09-30");
    expect(range).toEqual({ from: "2016-10-03", to: "2018-09-13" });
    expect(asOf).toBe("2018-09-13T14:33:22Z");
  });
});
