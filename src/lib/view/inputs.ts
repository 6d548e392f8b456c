import type { Cube } from "../cube/cube.js";
import type { Slice } from "../slice/slice.js";
import type { Missing } from "./page-view.js";
import type { SiteFrame } from "./site-frame.js";

/** Published artifacts by name, parsed from JSON. */
export type Artifacts = Readonly<Record<string, unknown>>;

/** What stands in an artifact's place when the source lacks a table that it needs. */
export interface MissingArtifact {
  readonly missing: readonly string[];
}

/** What each page is computed from. */
export interface Inputs {
  readonly frame: SiteFrame;
  readonly artifacts: Artifacts;
  readonly slice: Slice;
  /** The one thing that a page was asked for by `?id=`; null where it was not. */
  readonly id: string | null;
  /** Two accounts that a page was asked for by `?a=` and `?b=`; null where it was not. */
  readonly pair: AskedPair | null;
}

export type AskedPair = readonly [a: string, b: string];

/**
 * @throws when `site` is not among the artifacts
 */
export function inputsOf(
  artifacts: Artifacts,
  slice: Slice,
  id: string | null = null,
  pair: AskedPair | null = null,
): Inputs {
  const frame = artifacts["site"];
  if (!isFrame(frame))
    throw new Error("artifact site.json is not among those given, or has no range: every page needs it");
  return { frame, artifacts, slice, id, pair };
}

/** The tables whose want keeps an artifact from being published; null where it was published. */
export function missingTables(artifact: unknown): readonly string[] | null {
  if (!isRecord(artifact)) return [];
  return Array.isArray(artifact["missing"]) ? artifact["missing"].map(String) : null;
}

/** A cube by its name, or null where it was not published. */
export function cubeNamed(artifacts: Artifacts, name: string): Cube | null {
  const artifact = artifacts[name];
  return missingTables(artifact) === null ? (artifact as Cube) : null;
}

/**
 * Says which tables a figure lacks and what to do about it.
 *
 * @param purpose what cannot be shown, e.g. "Appeals"
 */
export function lacking(tables: readonly string[], purpose: string): Missing {
  const files = tables.map((table) => `${table}.sql`).join(", ");
  const noun = tables.length === 1 ? "table" : "tables";
  return {
    tables,
    why:
      tables.length === 0
        ? `${purpose}: not published by this build.`
        : `${purpose}: unknown, not zero. This source has no ${noun} ${listed(tables)}.`,
    remedy:
      tables.length === 0
        ? "Run `shrike build` again."
        : `To connect ${tables.length === 1 ? "it" : "them"}, write ${files} in the source's folder: one SELECT with the columns of the canonical table.`,
  };
}

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

function isFrame(value: unknown): value is SiteFrame {
  return isRecord(value) && isRecord(value["range"]) && isRecord(value["source"]);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
