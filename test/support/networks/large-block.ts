import { findAll } from "../../../data-loaders/detect/networks/find-all.js";
import { defaultSettings } from "../../../data-loaders/detect/networks/network-settings.js";
import { networkTables } from "../../../data-loaders/detect/networks/network-tables.js";
import { openDuckDB } from "../../../data-loaders/engine/duckdb.js";
import { publishDetails } from "../../../data-loaders/publish/networks/publish-details.js";
import { readNetworks } from "../../../data-loaders/publish/networks/read-networks.js";
import { replaceFolder } from "../../../data-loaders/publish/write-artifacts.js";
import type { NetworkDetails } from "../../../src/lib/network/detail.js";
import type { NetworksArtifact } from "../../../src/lib/network/artifact.js";

export interface LargeBlock {
  readonly networks: NetworksArtifact;
  readonly details: NetworkDetails;
}

/**
 * Publishes, into a folder, the networks of a platform on which `members` accounts follow twelve of the same 40 accounts each, a minute
 * apart, beside 13,000 that follow three others each by themselves.
 */
export async function publishLargeBlock(out: string, members: number): Promise<LargeBlock> {
  const engine = await openDuckDB({ path: ":memory:" });
  try {
    await engine.execute(`
      CREATE TABLE event_objects (event_id VARCHAR, kind VARCHAR, object_id VARCHAR);
      CREATE TABLE events AS
      SELECT 'f' || a || '-' || t AS event_id, 'a' || lpad(CAST(a AS VARCHAR), 5, '0') AS account_id, 'follow' AS event_type,
        't' || lpad(CAST((a * 7 + t * 3) % 40 AS VARCHAR), 2, '0') AS target_id,
        TIMESTAMP '2026-03-02 10:00:00' + to_minutes(a + t * 60) AS occurred_at
      FROM range(${members}) AS x (a), range(12) AS y (t)
      UNION ALL
      SELECT 'o' || i, 'o' || (i % 13000), 'follow', 'u' || (i * 17 % 9973), TIMESTAMP '2026-03-02 12:00:00' + to_seconds(i * 30)
      FROM range(39000) AS z (i)`);
    await findAll(engine, defaultSettings, new AbortController().signal);
    for (const [table, select] of Object.entries(networkTables))
      await engine.execute(`CREATE TABLE ${table} AS ${select}`);
    const networks = await readNetworks(engine, new Set());
    const details = await replaceFolder(out, async (folder) =>
      publishDetails(engine, folder, new Set(["events", "event_objects"]), networks.detailed),
    );
    return { networks, details };
  } finally {
    await engine.close();
  }
}
