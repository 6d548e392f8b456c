SELECT
  action_id,
  max(CASE WHEN outcome IN ('upheld', 'overturned') THEN 1 ELSE 0 END) AS decided,
  max(CASE WHEN outcome = 'overturned' THEN 1 ELSE 0 END) AS overturned
FROM appeals
GROUP BY 1
