import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findAll } from "../../data-loaders/detect/networks/find-all.js";
import { defaultSettings } from "../../data-loaders/detect/networks/network-settings.js";
import { networkTables } from "../../data-loaders/detect/networks/network-tables.js";
import { openDuckDB } from "../../data-loaders/engine/duckdb.js";
import { silentReporter } from "../../data-loaders/pipeline/reporter.js";
import { generateDemo } from "../../data-loaders/source/demo/generate.js";
import { agreement, type Agreement } from "../support/networks/membership.js";

/** Acts on a campaign's own objects or targets from which on it can show that an account belongs to it. */
const leastActs = 5;

/** Members found against spammers who acted on at least five of the objects or targets of campaigns that act in lockstep. */
async function measured(folder: string): Promise<Agreement & { readonly strangers: number }> {
  const engine = await openDuckDB({ path: ":memory:" });
  try {
    for (const table of ["events", "event_objects"])
      await engine.execute(
        `CREATE TABLE ${table} AS SELECT * FROM read_parquet('${join(folder, table)}.parquet')`,
      );
    await engine.execute(
      `CREATE TABLE truth AS SELECT * FROM read_parquet('${folder}-truth/accounts.parquet')`,
    );
    await engine.execute(
      `CREATE TABLE planted AS SELECT * FROM read_parquet('${folder}-truth/events.parquet')`,
    );
    await findAll(engine, defaultSettings, new AbortController().signal);
    await engine.execute(`CREATE TABLE cluster_members AS ${networkTables.cluster_members}`);
    const ids = async (sql: string): Promise<Set<string>> =>
      new Set((await engine.query<{ id: string }>(sql)).map(({ id }) => id));
    const found = await ids("SELECT DISTINCT account_id AS id FROM cluster_members");
    const spammers = await ids("SELECT account_id AS id FROM truth WHERE is_spammer");
    const lockstep = await ids(`
      SELECT e.account_id AS id
      FROM planted p JOIN events e USING (event_id) JOIN truth t ON t.account_id = e.account_id
      LEFT JOIN event_objects o ON o.event_id = e.event_id AND o.kind IN ('url', 'media')
      WHERE (t.kind IN ('follow_ring', 'like_farm') AND e.event_type = CASE t.kind WHEN 'follow_ring' THEN 'follow' ELSE 'like' END)
        OR (t.kind IN ('link_farm', 'media_reuse') AND o.kind = CASE t.kind WHEN 'link_farm' THEN 'url' ELSE 'media' END)
      GROUP BY e.account_id HAVING count(DISTINCT coalesce(o.object_id, e.target_id)) >= ${leastActs}`);
    const strangers = [...found].filter((account) => !spammers.has(account)).length;
    const ofCampaigns = new Set(
      [...found].filter((account) => lockstep.has(account) || !spammers.has(account)),
    );
    return { ...agreement(ofCampaigns, lockstep), strangers };
  } finally {
    await engine.close();
  }
}

describe("networks of the simulated platform", () => {
  const root = mkdtempSync(join(tmpdir(), "shrike-networks-"));
  beforeAll(async () => {
    for (const seed of [201, 202])
      await generateDemo({
        accounts: 20_000,
        days: 90,
        seed,
        out: join(root, `d${seed}`),
        reporter: silentReporter,
      });
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  test.each([201, 202])(
    "hold the members of campaigns that act in lockstep, and no one else: seed %i",
    async (seed) => {
      const { precision, recall, f1, strangers } = await measured(join(root, `d${seed}`));
      process.stdout.write(
        `simulated platform, seed ${seed}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, F1 ${f1.toFixed(3)}; ${strangers} members who are no spammers\n`,
      );
      expect(precision).toBeGreaterThanOrEqual(0.95);
      expect(f1).toBeGreaterThanOrEqual(0.95);
    },
  );
});
