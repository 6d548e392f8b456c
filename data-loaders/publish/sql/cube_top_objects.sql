WITH ranked AS (
  SELECT
    day, kind, object_id, events, accounts,
    row_number() OVER (PARTITION BY day, kind ORDER BY events DESC, accounts DESC, object_id) AS place
  FROM daily_objects
),
totals AS (
  SELECT kind, object_id, sum(events) AS events, min(place) AS best_place
  FROM ranked
  GROUP BY 1, 2
),
ordered AS (
  SELECT
    kind, object_id, best_place,
    row_number() OVER (PARTITION BY kind ORDER BY events DESC, object_id) AS place
  FROM totals
)
SELECT r.day AS day, r.kind AS kind, r.object_id AS object, r.events AS events, r.accounts AS accounts
FROM ranked r
JOIN ordered k ON k.kind = r.kind AND k.object_id = r.object_id
WHERE k.best_place <= 5 OR k.place <= 100
ORDER BY 1, 2, 3
