import type { Cube } from "../cube/cube.js";
import type { Slice } from "../slice/slice.js";
import { type Cells, cellsOf, where } from "./cells.js";
import { cubeNamed, type Inputs, lacking, listed, missingTables } from "./inputs.js";
import type { Missing } from "./page-view.js";

/** Cubes over the same rows, cut along different dimensions; the first that can answer a question does. */
export interface Family {
  /** What the rows are, e.g. "Actions". */
  readonly label: string;
  readonly cubes: readonly string[];
}

/** The rows of one cube that satisfy the slice's filters, and what a reader must know of the choice. */
export interface Selected {
  readonly cells: Cells;
  readonly notes: readonly string[];
}

const filters = [
  { key: "policy", label: "policy" },
  { key: "surface", label: "surface" },
  { key: "country", label: "country" },
  { key: "lang", label: "language" },
  { key: "rule", label: "rule" },
  { key: "auto", label: "automation" },
] as const satisfies readonly { key: keyof Slice; label: string }[];

type Filter = (typeof filters)[number];

/**
 * The rows of a family that a slice asks for, from its first cube that has every dimension needed.
 *
 * @param dimensions what the rows will be grouped by
 * @returns `Missing` where the family was not published, or none of its cubes has these dimensions together;
 *   a filter that no cube of the family has is ignored, with a note that says so
 */
export function select(
  inputs: Inputs,
  family: Family,
  dimensions: readonly string[] = [],
): Selected | Missing {
  const cubes = family.cubes
    .map((name) => cubeNamed(inputs.artifacts, name))
    .filter((cube): cube is Cube => cube !== null);
  if (cubes.length === 0)
    return lacking(missingTables(inputs.artifacts[family.cubes[0] ?? ""]) ?? [], family.label);
  const active = filters.filter(({ key }) => isSet(inputs.slice, key));
  const known = active.filter(({ key }) => cubes.some((cube) => cube.dimensions[key]));
  const cube = cubes.find((candidate) =>
    [...dimensions, ...known.map(({ key }) => key)].every((name) => candidate.dimensions[name]),
  );
  if (!cube) return unavailable(family, known, dimensions);
  const cells = known.reduce((rest, { key }) => where(rest, key, accepts(inputs.slice, key)), cellsOf(cube));
  const ignored = active.filter((filter) => !known.includes(filter)).map(({ label }) => label);
  return {
    cells,
    notes: ignored.length ? [`${family.label} are not recorded by ${listed(ignored)}: shown for all.`] : [],
  };
}

/** Whether a selection failed. */
export function isMissing<T extends object>(value: T | Missing): value is Missing {
  return "remedy" in value && "why" in value;
}

function isSet(slice: Slice, key: Filter["key"]): boolean {
  return key === "auto" ? slice.auto !== "all" : slice[key].length > 0;
}

function accepts(slice: Slice, key: Filter["key"]): (value: string) => boolean {
  if (key === "auto") return (value) => value === slice.auto;
  const chosen = new Set(slice[key]);
  return (value) => chosen.has(value);
}

function unavailable(family: Family, known: readonly Filter[], dimensions: readonly string[]): Missing {
  const labels = known.map(({ label }) => label);
  return {
    tables: [],
    why: `${family.label} are not published by ${listed([...new Set([...labels, ...dimensions])])} together: that table would be as large as its rows.`,
    remedy: labels.length ? `Leave out one of the filters ${listed(labels)}.` : "Ask with SQL instead.",
  };
}
