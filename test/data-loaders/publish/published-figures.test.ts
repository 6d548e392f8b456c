import { describe, expect, test } from "vitest";
import { cubeArtifacts } from "../../../data-loaders/publish/cube-artifacts.js";
import { readCube } from "../../../data-loaders/publish/read-cube.js";
import {
  isRestated,
  latest,
  publishedFigures,
} from "../../../src/lib/view/transparency/published-figures.js";
import { emptyWarehouse, insert, runStages } from "./support/warehouse.js";

async function figuresAsOf(asOf: string) {
  const engine = await emptyWarehouse(["published_metrics"]);
  const row = (period: string, value: number, release: string, released_on: string) => ({
    series: "Spam",
    metric: "restored",
    period,
    value,
    release,
    released_on,
  });
  await insert(engine, "published_metrics", [
    row("2020Q2", 43.7, "2021-Q4", "2022-02-01"),
    row("2020Q2", 18, "2022-Q1", "2022-05-01"),
    row("2020Q2", 18, "2022-Q2", "2022-08-01"),
    row("2020Q2", 43.7, "2022-Q3", "2022-11-01"),
    row("2021Q3", 20.9, "2021-Q4", "2022-02-01"),
    row("2021Q3", 20.9, "2022-Q1", "2022-05-01"),
    row("2022Q3", 9, "2022-Q3", "2022-11-01"),
  ]);
  await runStages(engine);
  const artifact = cubeArtifacts.find(({ name }) => name === "published_figures")!;
  const cube = await readCube(engine, artifact);
  await engine.close();
  return { cube, figures: publishedFigures(cube, asOf) };
}

describe("published figures", () => {
  test("keep the first release and each later one that says something else", async () => {
    const { cube, figures } = await figuresAsOf("2023-01-01");
    expect(cube.rows).toBe(7);
    expect(
      figures.map(({ period, releases, history }) => [period, releases, history.map(({ value }) => value)]),
    ).toEqual([
      ["2020Q2", 4, [43.7, 18, 43.7]],
      ["2021Q3", 2, [20.9]],
      ["2022Q3", 1, [9]],
    ]);
  });

  test("restated and put back is still restated", async () => {
    const { figures } = await figuresAsOf("2023-01-01");
    expect(figures.filter(isRestated).map(({ period }) => period)).toEqual(["2020Q2"]);
  });

  test("as of a day hold only what had been released by then", async () => {
    const { figures } = await figuresAsOf("2022-06-30");
    expect(
      figures.map((figure) => [figure.period, figure.releases, latest(figure).value, latest(figure).release]),
    ).toEqual([
      ["2020Q2", 2, 18, "2022-Q1"],
      ["2021Q3", 2, 20.9, "2021-Q4"],
    ]);
  });
});
