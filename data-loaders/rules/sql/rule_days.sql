SELECT rule, version, @day(hit_at) AS day, count(*) AS hits
FROM hit_facts
GROUP BY rule, version, @day(hit_at)
ORDER BY rule, version, day
