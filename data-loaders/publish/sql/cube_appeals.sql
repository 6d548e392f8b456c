SELECT
  f.day AS day, f.policy AS policy, f.surface AS surface, f.auto AS auto,
  count(*) AS appealable,
  count(a.action_id) AS appealed,
  coalesce(sum(a.decided), 0) AS decided,
  coalesce(sum(a.overturned), 0) AS overturned,
  @count_if(f.reversed_at IS NOT NULL AND coalesce(a.overturned, 0) = 0 AND NOT coalesce(f.via_appeal, FALSE))
    AS restored_without_appeal
FROM action_facts f
LEFT JOIN appeal_facts a ON a.action_id = f.action_id
GROUP BY 1, 2, 3, 4
ORDER BY 1, 2, 3, 4
