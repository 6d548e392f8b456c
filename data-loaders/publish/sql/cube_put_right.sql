SELECT
  day, policy, auto,
  CASE WHEN coalesce(via_appeal, FALSE) THEN 'appeal' ELSE 'other' END AS via,
  @days_between(day, @day(reversed_at)) AS days,
  count(*) AS actions
FROM action_facts
WHERE reversed_at IS NOT NULL
GROUP BY 1, 2, 3, 4, 5
ORDER BY 1, 2, 3, 4, 5
