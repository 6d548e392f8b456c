WITH figures AS (
  SELECT
    series, metric, period, release, released_on, value,
    lag(value) OVER (PARTITION BY series, metric, period ORDER BY released_on, release) AS earlier,
    count(*) OVER (PARTITION BY series, metric, period) AS releases
  FROM published_metrics
  WHERE value IS NOT NULL
)
SELECT series, metric, period, release, released_on, value, releases
FROM figures
WHERE earlier IS NULL OR earlier <> value
ORDER BY 1, 2, 3, 5, 4
