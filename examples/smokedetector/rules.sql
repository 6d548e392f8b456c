-- A rule is named for its pattern and belongs to the list that it is in, or was last in: a blacklist before the watch list.
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
lists AS (
  SELECT
    rule_id,
    list,
    arg_max(pattern, seq) AS pattern,
    (arg_max(op, seq) = 'add', list <> 'watched_keywords') AS standing,
    bool_or(pattern_masked) AS masked
  FROM entries
  GROUP BY rule_id, list
)
SELECT
  rule_id,
  arg_max(pattern, standing) AS name,
  'Charcoal' AS owner,
  arg_max(list, standing) AS policy_id,
  bool_or(masked) AS x_masked
FROM lists
GROUP BY rule_id
