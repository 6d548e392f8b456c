import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { warehousePaths } from "../../../data-loaders/pipeline/warehouse.js";
import { contents, inFolder, platformSource, runPlatform, type Platform } from "./support/platform.js";

const platform: Platform = {
  events: [
    { id: 1, account: 1, day: 0 },
    { id: 2, account: 2, day: 1 },
  ],
  accounts: [
    { id: 1, country: "DE", followers: 3 },
    { id: 2, country: "FR", followers: 4 },
  ],
  actions: [{ id: 1, day: 1 }],
  appeals: null,
};

describe("a run for some tables only", () => {
  test("runs the stages that these are made by, and leaves the last complete warehouse as it was", () =>
    inFolder(async (folder) => {
      const source = platformSource(platform);
      const some = await runPlatform(folder, source, { only: ["top_countries"] });
      expect(Object.keys(some.stages).sort()).toEqual(["by_country", "top_countries"]);
      const made = await contents(some.warehouse);
      expect(made["top_countries"]).toHaveLength(2);
      expect(made).not.toHaveProperty("since");
      expect(existsSync(warehousePaths(folder).current)).toBe(false);
    }));

  test("is gone on from by a whole run, which makes what it would have made by itself", () =>
    inFolder(async (folder) => {
      const source = platformSource(platform);
      await runPlatform(folder, source, { only: ["events"] });
      const whole = await runPlatform(folder, source);
      expect(whole.stages["since"]).toMatchObject({ kind: "computed" });
      const after = await contents(whole.warehouse);
      await inFolder(async (other) => {
        const alone = await runPlatform(other, source);
        expect(after).toEqual(await contents(alone.warehouse));
      });
      const again = await runPlatform(folder, source, { only: ["events"] });
      expect(again.warehouse).toBe(whole.warehouse);
    }));
});
