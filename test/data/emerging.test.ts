import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { alertEvents, type CountedAlert } from "../../data-loaders/detect/emerging/alert-events.js";
import { findAlerts } from "../../data-loaders/detect/emerging/find-alerts.js";
import { textStages } from "../../data-loaders/detect/text/stage.js";
import type { Engine } from "../../data-loaders/engine/engine.js";
import { runStage } from "../support/run-stage.js";
import { dataRoot, loadExample, needs } from "./support/load-example.js";

const data = join(dataRoot, "ira_demo");

/** Days that alerts are found on again with nothing later at hand: early, at bursts, before and after them, and late. */
const asOfDays = ["2015-07-04", "2015-08-12", "2015-08-13", "2015-11-24", "2015-12-15", "2016-02-29"];

describe.skipIf(!existsSync(data))(`emerging abuse in the IRA tweets${needs(data)}`, () => {
  let engine: Engine;
  let alerts: readonly CountedAlert[];
  beforeAll(async () => {
    engine = await loadExample("ira", data);
    await runStage(engine, textStages, "text_clusters");
    alerts = await alertEvents(engine, (await findAlerts(engine, "2016-03-31"))?.alerts ?? []);
  }, 180_000);
  afterAll(() => engine?.close());

  test("has all fifteen known events, each on its day with its tweets and accounts", () => {
    const [, ...lines] = readFileSync(join(data, "known_events.csv"), "utf8").trim().split("\n");
    const known = lines.map((line) => {
      const [day = "", kind = "", value = "", events, accounts] = line.split(",");
      return { day, kind, value, events: Number(events), accounts: Number(accounts) };
    });
    expect(known).toHaveLength(15);
    const found = known.map(({ day, kind, value }) => {
      const alert = alerts.find(
        (each) =>
          each.day === day &&
          each.kind === kind &&
          (each.entity === value || (each.sample ?? "").includes(value)),
      );
      return { day, kind, value, events: alert?.events, accounts: alert?.observed };
    });
    expect(found).toEqual(known);
  });

  test("has at most two alerts a day on average", () => {
    expect(alerts.length / 275).toBeLessThanOrEqual(2);
  });

  test.each(asOfDays)("gives on %s the same alerts with nothing later at hand", async (day) => {
    const then = (await findAlerts(engine, day))?.alerts ?? [];
    const shape = ({ id, detector, observed, expected, score }: (typeof then)[number]): object => ({
      id,
      detector,
      observed,
      expected,
      score,
    });
    expect(then.map(shape)).toEqual(alerts.filter((alert) => alert.day <= day).map(shape));
  });
});
