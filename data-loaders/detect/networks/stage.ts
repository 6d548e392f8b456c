import type { Stage } from "../../pipeline/stage.js";
import { findAll } from "./find-all.js";
import { defaultSettings, type NetworkSettings } from "./network-settings.js";
import { networkTables } from "./network-tables.js";

/** From what accounts shared and acted on to networks of those that did so together, week by week. */
export function networkStages(settings: NetworkSettings = defaultSettings): Stage[] {
  const params = JSON.stringify(settings);
  return [
    {
      name: "networks",
      title: "Coordinated networks",
      reads: [
        { table: "events", columns: ["event_id", "account_id", "event_type", "target_id", "occurred_at"] },
        { table: "event_objects", optional: { event_id: "VARCHAR", kind: "VARCHAR", object_id: "VARCHAR" } },
      ],
      writes: [
        { table: "clusters" },
        { table: "cluster_snapshots" },
        { table: "cluster_members" },
        { table: "cluster_edges" },
        { table: "cluster_search" },
      ],
      async run({ engine, write, signal }) {
        const search = await findAll(engine, settings, signal);
        await write(
          "clusters",
          networkTables.clusters(`window ${settings.window} s, chance ${settings.chance}`),
        );
        await write("cluster_snapshots", networkTables.cluster_snapshots);
        await write("cluster_members", networkTables.cluster_members);
        await write("cluster_edges", networkTables.cluster_edges);
        await write("cluster_search", search);
      },
      modules: [new URL(import.meta.url)],
      parameters: params,
    },
  ];
}
