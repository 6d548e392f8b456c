import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { quoteForReader } from "../../../src/lib/text/plain.js";
import {
  brakeRowShape,
  standingBrakes,
  type BrakeRow,
  type TrippedRow,
} from "../../../src/lib/rule/enforce/index.js";
import { nearest } from "../../../src/lib/text/nearest.js";
import { appendLine } from "./durable-files.js";
import { endLastLine, readNdjson } from "./ndjson.js";

/** @param work folder of everything that is built from a source, e.g. `.shrike/demo` */
export function brakesFile(work: string): string {
  return join(work, "brakes.ndjson");
}

/** The brakes that stop a rule now, by rule. */
export function standingBrakesOf(work: string): Map<string, TrippedRow[]> {
  return standingBrakes(readBrakes(brakesFile(work)));
}

/** All rows of `brakes.ndjson`, oldest first. */
export function readBrakes(file: string): BrakeRow[] {
  return readNdjson(file, brakeRowShape);
}

/** Adds rows; those that are there stay. */
export function addBrakes(file: string, rows: readonly BrakeRow[]): void {
  if (rows.length === 0) return;
  if (!existsSync(dirname(file))) mkdirSync(dirname(file), { recursive: true });
  endLastLine(file);
  for (const row of rows) appendLine(file, row);
}

/**
 * Lets a stopped rule act again.
 *
 * @throws when no brake stops it, naming those that are stopped
 */
export function releaseBrake(file: string, rule: string, why: string, now: Date): void {
  const stopped = [...standingBrakes(readBrakes(file)).keys()].sort();
  if (!stopped.includes(rule)) {
    const near = nearest(rule, stopped);
    throw new Error(
      `--release ${quoteForReader(rule)}: no brake stops this rule${near === null ? "" : `; did you mean "${near}"?`} (${stopped.length === 0 ? "none is stopped" : `stopped: ${stopped.join(", ")}`})`,
    );
  }
  addBrakes(file, [{ event: "released", rule, reason: why, since: now.toISOString() }]);
}
