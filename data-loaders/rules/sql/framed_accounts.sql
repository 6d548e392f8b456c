-- Accounts that the review of hits could have reached, and by how many hits: those of the rules of which hits were drawn.
SELECT account_id, count(*) AS ways
FROM rule_hits
WHERE rule_id IN (
  SELECT h.rule_id
  FROM review_jobs j
  JOIN rule_hits h ON h.hit_id = j.hit_id
  WHERE j.sample_design IN ('census', 'stratified', 'baseline', 'certainty')
)
GROUP BY account_id
ORDER BY account_id
