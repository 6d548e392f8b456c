import { renameSync, rmSync } from "node:fs";
import type { Engine } from "../../engine/engine.js";

/**
 * Writes the rows of a SELECT, which says their order, as a Parquet file: whole or not at all.
 *
 * @throws naming the option and the file where it cannot be written
 */
export async function writeParquet(engine: Engine, select: string, file: string): Promise<void> {
  const beside = `${file}.writing`;
  try {
    await engine.execute(`COPY (${select}) TO '${beside.replaceAll("'", "''")}' (FORMAT parquet)`);
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw new Error(
      `--edges ${file}: cannot be written: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}
