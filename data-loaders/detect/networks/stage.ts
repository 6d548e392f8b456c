import type { Stage } from "../../pipeline/stage.js";
import { findAll } from "./find-all.js";
import { defaultSettings, type NetworkSettings } from "./network-settings.js";
import { networkTables, type NetworkTable } from "./network-tables.js";

/** From what accounts shared and acted on to networks of those that did so together, week by week. */
export function networkStages(settings: NetworkSettings = defaultSettings): Stage[] {
  return [
    {
      name: "networks",
      title: "Coordinated networks",
      reads: [
        { table: "events", columns: ["event_id", "account_id", "event_type", "target_id", "occurred_at"] },
        { table: "event_objects", optional: { event_id: "VARCHAR", kind: "VARCHAR", object_id: "VARCHAR" } },
      ],
      writes: Object.keys(networkTables).map((table) => ({ table })),
      async run({ engine, write, signal }) {
        await findAll(engine, settings, signal);
        for (const [table, select] of Object.entries(networkTables) as [NetworkTable, string][])
          await write(table, select);
      },
      modules: [new URL(import.meta.url)],
      parameters: JSON.stringify(settings),
    },
  ];
}
