import { DuckDBInstance } from "@duckdb/node-api";
const db = await DuckDBInstance.create(":memory:");
const c = await db.connect();
const d = "/work/main/.shrike/demo/data/",
  t = "/work/main/.shrike/demo/data-truth/";
const q = async (s) => {
  const r = await c.runAndReadAll(s);
  console.table(r.getRowObjectsJson());
};
await q(
  `select a.kind, month(occurred_at) m, count(*) n, count(*) filter(event_type='message') msgs, count(distinct account_id) accts, count(*) filter(s.event_id is not null) spam from '${d}events.parquet' e join '${t}accounts.parquet' a using(account_id) left join '${t}events.parquet' s using(event_id) where a.kind<>'organic' group by 1,2 order by 1,2`,
);
