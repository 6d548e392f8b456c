import type { Stage } from "../pipeline/stage.js";

/**
 * The canonical tables for want of which a table is not written: what its stage, and the stages that this one reads,
 * cannot do without.
 *
 * @param table a table that some stage writes, or a canonical one
 * @param present all tables that there are
 */
export function missingFor(table: string, present: ReadonlySet<string>, stages: readonly Stage[]): string[] {
  if (present.has(table)) return [];
  const stage = stages.find(({ writes }) => writes.some((write) => write.table === table));
  if (!stage) return [table];
  const wanted = stage.reads.filter(({ optional }) => optional === undefined);
  return [...new Set(wanted.flatMap((read) => missingFor(read.table, present, stages)))].sort();
}
