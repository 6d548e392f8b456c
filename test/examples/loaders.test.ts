import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { csvParse } from "d3";
import { beforeAll, describe, expect, test } from "vitest";
import { cubeArtifacts } from "../../data-loaders/publish/cube-artifacts.js";
import { readCube } from "../../data-loaders/publish/read-cube.js";
import { emptyWarehouse, insert, runStages } from "../data-loaders/publish/support/warehouse.js";

/** How each example is run, and what must be there for it. */
const languages = [
  { name: "Python", file: "control-chart.csv.py", run: ["python3"], probe: ["python3", "--version"] },
  { name: "Go", file: "control-chart.csv.go", run: ["go", "run"], probe: ["go", "version"] },
  {
    name: "R",
    file: "control-chart.csv.R",
    run: ["Rscript"],
    probe: ["Rscript", "-e", "library(jsonlite)"],
  },
] as const;

const isThere = ([command, ...args]: readonly string[]): boolean =>
  spawnSync(command ?? "", args, { stdio: "ignore" }).status === 0;

/** Actions of each of thirty days. */
const actions = Array.from({ length: 30 }, (_, day) => 1 + ((day * 7) % 5) + (day === 20 ? 12 : 0));

function dayOf(index: number): string {
  return `2026-03-${String(index + 1).padStart(2, "0")}`;
}

/** The moving average and its limits by the formulas of Roberts 1959, written once more. */
function expected(): (string | number)[][] {
  const mean = actions.reduce((sum, count) => sum + count, 0) / actions.length;
  const variance = actions.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (actions.length - 1);
  return actions.map((count, index) => {
    let average = 0.7 ** (index + 1) * mean;
    for (let back = 0; back <= index; back += 1) average += 0.3 * 0.7 ** back * (actions[index - back] ?? 0);
    const limit = 3 * Math.sqrt(((variance * 0.3) / 1.7) * (1 - 0.49 ** (index + 1)));
    return [dayOf(index), count, average, mean - limit, mean + limit];
  });
}

/** Milliseconds that a first run may take: Go compiles. */
const compiling = 180_000;

describe("a loader of one's own", () => {
  const artifacts = mkdtempSync(join(tmpdir(), "shrike-loaders-"));
  const missing = mkdtempSync(join(tmpdir(), "shrike-loaders-"));

  beforeAll(async () => {
    const engine = await emptyWarehouse();
    await insert(engine, "accounts", [{ account_id: "a" }]);
    await insert(
      engine,
      "actions",
      actions.flatMap((count, index) =>
        Array.from({ length: count }, (_, nth) => ({
          action_id: `x${index}-${nth}`,
          account_id: "a",
          action_type: "challenge",
          policy_id: nth % 2 === 0 ? "spam" : "identity",
          action_at: `${dayOf(index)} 10:00:00`,
          source_type: "own_initiative",
          automated_detection: true,
          automated_decision: true,
        })),
      ),
    );
    await runStages(engine);
    const artifact = cubeArtifacts.find(({ name }) => name === "actions");
    writeFileSync(join(artifacts, "actions.json"), JSON.stringify(await readCube(engine, artifact!)));
    writeFileSync(join(missing, "actions.json"), JSON.stringify({ missing: ["actions"] }));
    await engine.close();
  });

  for (const { name, file, run, probe } of languages) {
    const there = isThere(probe);
    const [command, ...args] = [...run, join("examples/loaders", file)];
    const environment = (folder: string) => ({ ...process.env, SHRIKE_ARTIFACTS: folder });

    test.skipIf(!there)(
      `in ${name} prints the published actions with their moving average${there ? "" : `: ${probe.join(" ")} fails here`}`,
      () => {
        const printed = csvParse(
          execFileSync(command, args, { env: environment(artifacts), encoding: "utf8" }),
        );
        expect(printed.columns).toEqual(["day", "actions", "average", "low", "high"]);
        expect(printed).toHaveLength(actions.length);
        for (const [index, [day, ...numbers]] of expected().entries()) {
          const row = printed[index]!;
          expect(row["day"]).toBe(day);
          for (const [at, column] of ["actions", "average", "low", "high"].entries())
            expect(Number(row[column]), `${String(day)} ${column}`).toBeCloseTo(Number(numbers[at]), 2);
        }
      },
      compiling,
    );

    test.skipIf(!there)(
      `in ${name} fails with a word where the source has no actions${there ? "" : `: ${probe.join(" ")} fails here`}`,
      () => {
        const { status, stderr } = spawnSync(command, args, {
          env: environment(missing),
          encoding: "utf8",
        });
        expect(status).not.toBe(0);
        expect(stderr).toContain("actions.json: the source has no");
      },
      compiling,
    );
  }
});
