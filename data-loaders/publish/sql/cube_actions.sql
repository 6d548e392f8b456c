SELECT
  day, policy, surface, auto, action_type,
  count(*) AS actions,
  sum(first_of_content) AS content,
  sum(first_of_account) AS accounts,
  sum(proactive) AS proactive,
  count(proactive) AS proactive_known,
  sum(views_before) AS views_before,
  count(views_before) AS views_before_known
FROM action_facts
GROUP BY 1, 2, 3, 4, 5
ORDER BY 1, 2, 3, 4, 5
