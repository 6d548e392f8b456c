import { z } from "npm:zod";
import { brakeConditions, type TrippedBrake } from "./brake.js";

/** A row of `brakes.ndjson`: a brake that tripped, or the release of a rule. Rows are only ever added. */
export const brakeRowShape = z.discriminatedUnion("event", [
  z.strictObject({
    event: z.literal("tripped"),
    rule: z.string(),
    version: z.int(),
    condition: z.enum(["volume", "precision"]),
    reason: z.string(),
    /** ISO time from which on the rule is stopped. */
    since: z.iso.datetime(),
  }),
  z.strictObject({
    event: z.literal("released"),
    rule: z.string(),
    reason: z.string(),
    since: z.iso.datetime(),
  }),
]);
export type BrakeRow = z.infer<typeof brakeRowShape>;
export type TrippedRow = Extract<BrakeRow, { readonly event: "tripped" }>;

/** The brakes that stop a rule now, by rule: every one tripped since it was last released, whatever its version. */
export function standingBrakes(rows: readonly BrakeRow[]): Map<string, TrippedRow[]> {
  const standing = new Map<string, TrippedRow[]>();
  for (const row of rows)
    if (row.event === "released") standing.delete(row.rule);
    else standing.set(row.rule, [...(standing.get(row.rule) ?? []), row]);
  return standing;
}

/**
 * Whether a release covers a condition that holds: for the version and the condition that were stopped, for as long as a
 * version is young. A new version, or the other condition, stops the rule again.
 *
 * @param now ISO time
 */
export function isReleased(rows: readonly BrakeRow[], tripped: TrippedBrake, now: string): boolean {
  const stopped = rows.findLastIndex(
    (row) =>
      row.event === "tripped" &&
      row.rule === tripped.rule &&
      row.version === tripped.version &&
      row.condition === tripped.condition,
  );
  if (stopped < 0) return false;
  const release = rows.slice(stopped).find((row) => row.event === "released" && row.rule === tripped.rule);
  if (release === undefined) return false;
  return Date.parse(now) - Date.parse(release.since) < brakeConditions.youngDays * 86_400_000;
}
