import type { Cube, Dimension } from "../../src/lib/cube/cube.js";
import type { Engine } from "../engine/engine.js";
import type { CubeArtifact } from "./cube-artifacts.js";

/** Reads a cube: its measures added up over what is no dimension of it, rows in the order of its dimensions. */
export async function readCube(engine: Engine, artifact: CubeArtifact): Promise<Cube> {
  const places = artifact.dimensions.map((_, index) => index + 1).join(", ");
  const columns = await engine.columns(
    `SELECT ${[...artifact.dimensions, ...artifact.measures.map((name) => `sum(${name}) AS ${name}`)].join(", ")}
     FROM ${artifact.table} GROUP BY ${places} ORDER BY ${places}`,
  );
  const rows = columns[artifact.dimensions[0] ?? ""]?.length ?? 0;
  return {
    name: artifact.name,
    rows,
    dimensions: Object.fromEntries(
      artifact.dimensions.map((name) => [name, encoded((columns[name] ?? []).map(text))]),
    ),
    measures: Object.fromEntries(
      artifact.measures.map((name) => [
        name,
        (columns[name] ?? []).map((value) => number(value, artifact, name)),
      ]),
    ),
  };
}

function text(value: unknown): string {
  return value === null || value === undefined ? "" : String(value);
}

/** Sums too large for a double's integers are rounded to it: no more than one part in 2^53. */
function number(value: unknown, artifact: CubeArtifact, measure: string): number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "number" || typeof value === "bigint") return Number(value);
  throw new Error(
    `table ${artifact.table}: measure ${measure} is ${typeof value} ${String(value)}, expected a number`,
  );
}

function encoded(values: readonly string[]): Dimension {
  const distinct = [...new Set(values)].sort(byNumberThenText);
  const codes = new Map(distinct.map((value, code) => [value, code]));
  return { values: distinct, codes: values.map((value) => codes.get(value) ?? 0) };
}

function byNumberThenText(a: string, b: string): number {
  if (/^\d+$/.test(a) && /^\d+$/.test(b)) return Number(a) - Number(b);
  return a < b ? -1 : a > b ? 1 : 0;
}
