import { columnNeeds, kindNeeds, type Need, needs, partsOf } from "../../../src/lib/account/needs.js";
import type { Engine } from "../../engine/engine.js";
import { accountObjects } from "./pivots.js";

/**
 * Columns and kinds of objects that hold nothing in any row, so that what is counted by them is unknown and not zero. Those of tables
 * that there are not are not among them.
 */
export async function readBlanks(engine: Engine, present: ReadonlySet<string>): Promise<Need[]> {
  const filled = new Set<Need>();
  for (const table of new Set(columnNeeds.map((need) => partsOf(need).table))) {
    if (!present.has(table)) continue;
    const columns = columnNeeds.filter((need) => partsOf(need).table === table);
    const [row = {}] = await engine.query<Record<string, number>>(
      `SELECT ${columns.map((need) => `count(${partsOf(need).column}) AS ${partsOf(need).column}`).join(", ")} FROM ${table}`,
    );
    for (const need of columns) if ((row[partsOf(need).column] ?? 0) > 0) filled.add(need);
  }
  const kinds = new Set(
    (await engine.query<{ kind: string }>(`SELECT DISTINCT kind FROM ${accountObjects} ORDER BY kind`)).map(
      ({ kind }) => kind,
    ),
  );
  for (const need of kindNeeds) if (kinds.has(partsOf(need).kind ?? "")) filled.add(need);
  // Texts may come as hashes, from a source that keeps the texts themselves to itself.
  if (kinds.has("text")) filled.add("events.text");
  return needs.filter((need) => !filled.has(need) && present.has(partsOf(need).table));
}
