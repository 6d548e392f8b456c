SELECT series, metric, period, release, released_on, max(value) AS value
FROM published_metrics
WHERE value IS NOT NULL
GROUP BY 1, 2, 3, 4, 5
ORDER BY 1, 2, 3, 5, 4
