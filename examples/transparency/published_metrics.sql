WITH cells AS (
  SELECT
    'Meta · ' || app || ' · ' || policy_area AS series,
    period,
    metric,
    CASE WHEN is_percent THEN value_num / 100 ELSE value_num END AS value,
    release
  FROM read_parquet('{data}/meta_cser.parquet')
  UNION ALL
  SELECT
    concat_ws(' · ', 'TikTok', CASE issue_policy WHEN 'all' THEN NULL ELSE issue_policy END,
      CASE task WHEN 'all' THEN NULL ELSE task END, CASE market WHEN 'all' THEN CASE location WHEN 'all' THEN NULL ELSE location END ELSE market END,
      CASE period_type WHEN 'quarterly' THEN NULL ELSE period_type END) AS series,
    CASE WHEN regexp_matches(period, '^[A-Z][a-z]{2}-[A-Z][a-z]{2} \d{4}$')
      THEN right(period, 4) || CASE left(period, 3) WHEN 'Jan' THEN 'Q1' WHEN 'Apr' THEN 'Q2' WHEN 'Jul' THEN 'Q3' WHEN 'Oct' THEN 'Q4' ELSE ' ' || period END
      ELSE period END,
    metric,
    result_num,
    release
  FROM read_parquet('{data}/tiktok_cger.parquet')
)
SELECT
  series,
  period,
  metric,
  min(value) AS value,
  release,
  -- A release is named for the last quarter that it covers; its day is taken as that quarter's end.
  CAST(make_date(CAST(left(release, 4) AS INTEGER), CAST(right(release, 1) AS INTEGER) * 3, 1) + INTERVAL 1 MONTH - INTERVAL 1 DAY AS DATE) AS released_on
FROM cells
WHERE value IS NOT NULL
GROUP BY series, period, metric, release
-- A cell that one release states twice, differently, is not known.
HAVING count(DISTINCT value) = 1
