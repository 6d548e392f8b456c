-- A version of a rule is its pattern in one list.
WITH log AS (
  SELECT *, make_timestamp(epoch_us(ts)) AS logged_at FROM read_parquet('{data}/rule_events.parquet')
),
promotions AS (
  -- Where a watched pattern went on: the same pattern in a blacklist, or the wider one that the same commit put there for it.
  SELECT added.list, added.pattern, min_by(watched.pattern, watched.seq) AS watched
  FROM log added
  JOIN log watched ON watched.commit = added.commit AND watched.action = 'promoted_out'
  LEFT JOIN log same ON same.commit = added.commit AND same.action = 'promoted_out' AND same.pattern = added.pattern
  WHERE added.action = 'promoted_in' AND (same.pattern IS NULL OR same.pattern = watched.pattern)
  GROUP BY added.list, added.pattern
),
entries AS (
  SELECT
    log.*,
    left(md5(coalesce('watched_keywords ' || promotions.watched, log.list || ' ' || log.pattern)), 16) AS rule_id
  FROM log LEFT JOIN promotions USING (list, pattern)
),
versions AS (
  SELECT
    rule_id,
    list,
    pattern,
    CAST(row_number() OVER (PARTITION BY rule_id ORDER BY min(seq)) AS INTEGER) AS version,
    arg_min(actor_id, seq) AS author,
    arg_min(logged_at, seq) AS created_at
  FROM entries
  GROUP BY rule_id, list, pattern
)
SELECT
  rule_id,
  version,
  pattern AS definition,
  md5(list || ' ' || pattern) AS logic_hash,
  'heuristic' AS kind,
  author,
  created_at,
  list AS x_list
FROM versions
