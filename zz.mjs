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
  `select h.rule_id, any_value(r.name) nm, h.environment env, count(*) n, avg(t.is_violating::int) p, avg(case when h.hit_at<'2026-06-02' then t.is_violating::int end) p_before, avg(case when h.hit_at>='2026-06-02' then t.is_violating::int end) p_after from '${d}rule_hits.parquet' h join '${t}hits.parquet' t using(hit_id) left join '${d}rules.parquet' r using(rule_id) group by 1,3 having env='production' or env like 'enf%' or true order by n desc limit 70`,
).catch(async (e) => {
  console.log(e.message);
  await q(`describe from '${d}rules.parquet'`);
  await q(`describe from '${d}actions.parquet'`);
});
await q(
  `select environment, count(*), avg(t.is_violating::int) from '${d}rule_hits.parquet' h join '${t}hits.parquet' t using(hit_id) group by 1`,
);
