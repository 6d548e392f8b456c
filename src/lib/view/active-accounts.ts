import type { Cube } from "../cube/cube.js";
import { activeAccounts as definition } from "../metrics/active-accounts.js";
import { type Cells, cellsOf, within } from "./cells.js";
import { counted, missingNumber, sparkGrain } from "./counts.js";
import { cubeNamed, type Inputs, lacking, missingTables } from "./inputs.js";
import { sumRows } from "./metric-rate.js";
import type { BigNumber, Missing, Point } from "./page-view.js";
import { type DayRange, type Period, wholePeriods } from "./periods.js";

/** Accounts with at least one event in a range, each counted once. */
export function activeAccounts(cells: Cells, range: DayRange): number | null {
  return definition.estimate(sumRows(within(cells, range), definition), { from: range.from }).value;
}

/** The cube of active accounts, or what is missing for it. */
export function activeCells(inputs: Inputs): Cells | Missing {
  const cube: Cube | null = cubeNamed(inputs.artifacts, "active_accounts");
  return cube
    ? cellsOf(cube)
    : lacking(missingTables(inputs.artifacts["active_accounts"]) ?? [], "Active accounts");
}

/** Distinct active accounts of each period. */
export function activePoints(cells: Cells, periods: readonly Period[]): Point[] {
  return periods.map((period) => {
    const accounts = activeAccounts(cells, period);
    return { x: period.from, y: accounts, n: accounts, ...(period.partial ? { provisional: true } : {}) };
  });
}

/** Active accounts of the range as a big number; its change carries no interval, so that it never claims to be significant. */
export function activeNumber(
  inputs: Inputs,
  ranges: { now: DayRange; before: DayRange | null; data: DayRange },
): BigNumber {
  const text = {
    id: "active-accounts",
    label: "Active accounts",
    metric: "active_accounts",
    unit: "accounts" as const,
  };
  const cells = activeCells(inputs);
  if ("why" in cells) return missingNumber(text, cells);
  const now = activeAccounts(cells, ranges.now);
  const before = ranges.before && activeAccounts(cells, ranges.before);
  return {
    ...text,
    estimate: counted(now),
    delta:
      now !== null && before
        ? { value: now / before - 1, kind: "relative", significant: false, better: "neither" }
        : null,
    sparkline: activePoints(cells, wholePeriods(ranges.now, sparkGrain(ranges.now), ranges.data)),
  };
}
