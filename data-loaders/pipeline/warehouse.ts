import { constants, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Files of one source's warehouse. */
export interface WarehousePaths {
  readonly folder: string;
  /** The last complete warehouse. */
  readonly current: string;
  /** The one being built; what it holds is complete stage by stage, so a run that was broken off goes on from it. */
  readonly building: string;
  readonly lock: string;
  readonly files: string;
  readonly temporary: string;
}

/** @param folder e.g. `.shrike/demo` */
export function warehousePaths(folder: string): WarehousePaths {
  return {
    folder,
    current: join(folder, "warehouse.duckdb"),
    building: join(folder, "warehouse.building.duckdb"),
    lock: join(folder, "lock"),
    files: join(folder, "files.json"),
    temporary: join(folder, "temporary"),
  };
}

/**
 * Makes sure that there is a warehouse to build in: the one that a broken-off run left, or a copy of the last complete one,
 * or none, where the engine will make an empty one.
 *
 * @param mayCopy false where the last complete one is of no use
 * @returns which of these it is
 */
export function prepareBuilding(paths: WarehousePaths, mayCopy: boolean): "resumed" | "copied" | "new" {
  mkdirSync(paths.folder, { recursive: true });
  if (existsSync(paths.building)) return "resumed";
  rmSync(`${paths.building}.wal`, { force: true });
  if (!mayCopy || !existsSync(paths.current)) return "new";
  const copy = `${paths.building}.copy`;
  rmSync(copy, { force: true });
  copyFileSync(paths.current, copy, constants.COPYFILE_FICLONE);
  renameSync(copy, paths.building);
  return "copied";
}

/** Puts the finished warehouse, closed by the engine, in place of the last one. */
export function promoteBuilding(paths: WarehousePaths): void {
  if (existsSync(`${paths.building}.wal`))
    throw new Error(`${paths.building}.wal is still there: the warehouse was not closed`);
  renameSync(paths.building, paths.current);
  rmSync(paths.temporary, { recursive: true, force: true });
}

/** Drops what was built so far; the last complete warehouse stays. */
export function discardBuilding(paths: WarehousePaths): void {
  rmSync(paths.building, { force: true });
  rmSync(`${paths.building}.wal`, { force: true });
  rmSync(paths.temporary, { recursive: true, force: true });
}
