import type { Engine } from "../../data-loaders/engine/engine.js";

/** Dimensions of the hits, time first, and how many values each has. */
export const dimensions = [
  { name: "day", title: "Day", bins: 365 },
  { name: "rule", title: "Rule", bins: 200 },
  { name: "surface", title: "Surface", bins: 8 },
  { name: "country", title: "Country", bins: 60 },
  { name: "action", title: "Action", bins: 6 },
] as const;

/** `explore.yaml` over the hits. */
export const exploreFile = `grain: rule_hits
views: [rule, surface, country, action]
dimensions:
${dimensions
  .slice(1)
  .map(({ name, title }) => `  ${name}: {column: x_${name}, label: ${title}}\n`)
  .join("")}`;

/**
 * Makes `rule_hits` of a simulated year: few rules make most hits, each from its launch on, with bursts, mostly on one surface, with
 * one action, and in countries of its own. One hit in five hundred is reviewed.
 */
export async function makeHits(engine: Engine, rows: number): Promise<void> {
  await engine.execute(`
    CREATE MACRO draw(purpose, a) AS (hash(hash(purpose, a)) >> 11) / 9007199254740992.0;
    CREATE TABLE rule_hits AS
    WITH drawn AS (
      SELECT i, CAST(floor(200 * power(draw('rule', i), 2.2)) AS INTEGER) AS r FROM range(${rows}) t (i)
    ),
    placed AS (
      SELECT i, r, CASE WHEN hash('old', r) % 2 = 0 THEN 0 ELSE CAST(hash('launch', r) % 300 AS INTEGER) END AS launched FROM drawn
    )
    SELECT
      'h' || i AS hit_id,
      'a' || CAST(floor(power(draw('account', i), 3) * ${Math.ceil(rows / 8)}) AS BIGINT) AS account_id,
      CASE WHEN i % 4 > 0 THEN 'e' || i END AS event_id,
      TIMESTAMP '2026-01-01 00:00:00' + to_days(launched + CASE WHEN draw('burst', i) < 0.3
        THEN CAST(hash('when', r, hash(i) % 10) % (365 - launched) AS INTEGER)
        ELSE CAST(floor(draw('day', i) * (365 - launched)) AS INTEGER) END) + to_seconds(CAST(floor(86400 * draw('time', i)) AS BIGINT)) AS hit_at,
      'rule-' || lpad(CAST(r AS VARCHAR), 3, '0') AS x_rule,
      'surface-' || CASE WHEN draw('own surface', i) < 0.85 THEN hash('surface', r) % 8 ELSE hash('surface', r, hash(i) % 3) % 8 END AS x_surface,
      'country-' || lpad(CAST((CAST(floor(60 * power(draw('country', i), 2.5)) AS BIGINT) + hash('home', r) % 60) % 60 AS VARCHAR), 2, '0') AS x_country,
      'action-' || CASE WHEN draw('own action', i) < 0.9 THEN hash('action', r) % 5 ELSE 5 END AS x_action
    FROM placed;
    CREATE TABLE review_jobs AS
      SELECT 'j' || hit_id AS job_id, hit_id, 'stratified' AS sample_design, 0.002 AS inclusion_prob FROM rule_hits WHERE hash('review', hit_id) % 500 = 0;
    CREATE TABLE job_labels AS
      SELECT job_id, CASE WHEN hash('label', job_id) % 10 < 8 THEN 'true_positive' ELSE 'false_positive' END AS label FROM review_jobs`);
}

/** Writes the same hits as a DuckDB file of codes, in order of time: what a page that asks a database would be given. */
export async function writeCodes(engine: Engine, file: string): Promise<void> {
  const code = (name: string): string => `CAST(dense_rank_${name}.code AS UTINYINT) AS ${name}`;
  const joins = dimensions
    .slice(1)
    .map(
      ({ name }) =>
        `JOIN (SELECT x_${name}, row_number() OVER (ORDER BY count(*) DESC, x_${name}) - 1 AS code FROM rule_hits GROUP BY 1) AS dense_rank_${name} USING (x_${name})`,
    );
  await engine.execute(`ATTACH '${file}' AS codes;
    CREATE TABLE codes.hits AS SELECT CAST(date_diff('day', DATE '2026-01-01', hit_at) AS USMALLINT) AS day, ${dimensions
      .slice(1)
      .map(({ name }) => code(name))
      .join(", ")} FROM rule_hits ${joins.join(" ")} ORDER BY day;
    DETACH codes`);
}
