/**
 * One way of detection over a database that is there; prints its CPU-seconds and what it found as JSON.
 *
 *     node --import tsx bench/support/detect-part.ts DATABASE edges|naive|peeling|texts
 */
import { readActs } from "../../data-loaders/detect/networks/read-acts.js";
import { numberAccounts, readShares } from "../../data-loaders/detect/networks/read-shares.js";
import { clusterTexts } from "../../data-loaders/detect/text/cluster-texts.js";
import { openDuckDB } from "../../data-loaders/engine/duckdb.js";
import type { Engine } from "../../data-loaders/engine/engine.js";
import { coincidences } from "../../src/lib/network/coincidences.js";
import { densestBlock } from "../../src/lib/network/densest-block.js";

const window = 60;

const parts: Readonly<Record<string, (engine: Engine) => Promise<string>>> = {
  async edges(engine) {
    const shares = await readShares(engine, await numberAccounts(engine), ["url"]);
    const { a, prunedShares } = coincidences(shares, { window, maxPairs: 100_000_000 });
    return `${a.length.toLocaleString("en")} edges${prunedShares === 0 ? "" : `, ${prunedShares} shares pruned`}`;
  },
  async naive(engine) {
    const [row] = await engine.query<{ edges: number }>(`
      WITH shares AS (SELECT o.object_id, e.account_id, e.occurred_at FROM event_objects o JOIN events e USING (event_id))
      SELECT count(*) AS edges FROM (
        SELECT DISTINCT a.account_id, b.account_id
        FROM shares a JOIN shares b ON a.object_id = b.object_id AND a.account_id < b.account_id
          AND b.occurred_at BETWEEN a.occurred_at - INTERVAL ${window} SECOND AND a.occurred_at + INTERVAL ${window} SECOND
      ) AS pairs`);
    return `${(row?.edges ?? 0).toLocaleString("en")} edges`;
  },
  async peeling(engine) {
    const span = await numberAccounts(engine);
    const { account, target, targets } = await readActs(engine, "like", span, {
      perAccount: 1,
      perTarget: 1,
    });
    const distinct = Int32Array.from(account.keys()).filter(
      (row) => row === 0 || account[row] !== account[row - 1] || target[row] !== target[row - 1],
    );
    const graph = {
      accounts: span.accounts,
      targets,
      account: distinct.map((row) => account[row] ?? 0),
      target: distinct.map((row) => target[row] ?? 0),
    };
    const block = densestBlock(graph);
    return `${graph.account.length.toLocaleString("en")} edges, densest ${block.density.toFixed(3)}`;
  },
  async texts(engine) {
    const { texts, clusters } = await clusterTexts(engine);
    return `${texts.toLocaleString("en")} texts in ${clusters.toLocaleString("en")} clusters`;
  },
};

const [database = "", part = ""] = process.argv.slice(2);
const work = parts[part];
if (work === undefined) throw new Error(`part "${part}": expected ${Object.keys(parts).join(", ")}`);
const engine = await openDuckDB({ path: database });
const before = process.cpuUsage();
const found = await work(engine);
const { user, system } = process.cpuUsage(before);
await engine.close();
console.log(JSON.stringify({ cpu: (user + system) / 1e6, found }));
