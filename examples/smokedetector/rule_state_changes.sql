-- What each commit left each rule as: enforced while its pattern is in a blacklist, in shadow while it is only watched, else retired.
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
  SELECT rule_id, list, pattern, CAST(row_number() OVER (PARTITION BY rule_id ORDER BY min(seq)) AS INTEGER) AS version
  FROM entries
  GROUP BY rule_id, list, pattern
),
replayed AS (
  SELECT
    entries.*,
    version,
    arg_max(op, seq) FILTER (WHERE list = 'watched_keywords') OVER so_far AS watched,
    arg_max(op, seq) FILTER (WHERE list <> 'watched_keywords') OVER so_far AS blacklisted,
    arg_max(version, seq) FILTER (WHERE list = 'watched_keywords') OVER so_far AS watched_version,
    arg_max(version, seq) FILTER (WHERE list <> 'watched_keywords') OVER so_far AS blacklisted_version
  FROM entries JOIN versions USING (rule_id, list, pattern)
  WINDOW so_far AS (PARTITION BY rule_id ORDER BY seq)
),
commits AS (
  SELECT
    rule_id,
    commit,
    min(seq) AS seq,
    min(logged_at) AS logged_at,
    count(*) AS lines,
    arg_max(action, seq) AS action,
    arg_max(actor_id, seq) AS actor_id,
    CASE
      WHEN arg_max(blacklisted = 'add', seq) THEN 'enforce'
      WHEN arg_max(watched = 'add', seq) THEN 'shadow'
      ELSE 'retired'
    END AS state,
    CASE
      WHEN arg_max(blacklisted = 'add', seq) THEN arg_max(blacklisted_version, seq)
      WHEN arg_max(watched = 'add', seq) THEN arg_max(watched_version, seq)
      ELSE arg_max(version, seq)
    END AS version
  FROM replayed
  GROUP BY rule_id, commit
),
placed AS (
  SELECT *, row_number() OVER (PARTITION BY rule_id ORDER BY seq) AS place FROM commits
)
SELECT
  rule_id,
  version,
  state,
  -- The log's order holds: a commit dated before the one that it follows comes a second after that.
  max(logged_at - to_seconds(place)) OVER (PARTITION BY rule_id ORDER BY place) + to_seconds(place) AS changed_at,
  actor_id AS changed_by,
  CASE
    WHEN action = 'promoted_out' AND state = 'retired' THEN 'replaced by a wider pattern'
    WHEN action IN ('promoted_in', 'promoted_out') THEN 'promoted'
    ELSE CASE action
      WHEN 'watch' THEN 'watched'
      WHEN 'blacklist' THEN 'blacklisted'
      WHEN 'unwatch' THEN 'unwatched'
      WHEN 'unblacklist' THEN 'unblacklisted'
      WHEN 'edit_add' THEN 'written by an edit'
      WHEN 'edit_remove' THEN 'replaced by an edit'
      WHEN 'revert_add' THEN 'restored by a revert'
      WHEN 'revert_remove' THEN 'reverted'
      WHEN 'import' THEN 'imported'
      ELSE action
    END
  END AS reason,
  lines AS x_log_lines,
  commit AS x_commit
FROM placed
