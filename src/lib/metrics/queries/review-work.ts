import type { MetricQuery, MetricRead } from "../definition.js";

const reads: readonly MetricRead[] = [
  { table: "review_jobs", columns: ["job_id", "queue", "enqueued_at", "due_at"] },
  { table: "review_decisions", columns: ["job_id", "decided_at"] },
];

/** Jobs that were decided, with the time of the first decision; and the last moment that reviews know of, for there is no clock here. */
const work = `closed AS (
  SELECT job_id, min(decided_at) AS closed_at FROM review_decisions GROUP BY job_id
),
moments AS (
  SELECT max(enqueued_at) AS last_at FROM review_jobs
  UNION ALL
  SELECT max(decided_at) AS last_at FROM review_decisions
),
present AS (
  SELECT max(last_at) AS last_at FROM moments
)`;

/** Jobs by the day that they were due. A decision without a time says nothing of whether it was late. */
export const reviewSlaQuery: MetricQuery = {
  table: "metric_review_sla",
  title: "Review jobs by the day they were due",
  reads,
  keys: ["day", "queue"],
  sums: {
    met: "decided by the time that they were due",
    late: "decided later",
    overdue: "open, and due before the last moment of the data",
    in_time: "open, and not yet due",
  },
  sql: `WITH ${work}
SELECT
  @day(j.due_at) AS day,
  coalesce(j.queue, '') AS queue,
  @count_if(c.closed_at <= j.due_at) AS met,
  @count_if(c.closed_at > j.due_at) AS late,
  @count_if(c.job_id IS NULL AND j.due_at < p.last_at) AS overdue,
  @count_if(c.job_id IS NULL AND j.due_at >= p.last_at) AS in_time
FROM review_jobs j
CROSS JOIN present p
LEFT JOIN closed c ON c.job_id = j.job_id
WHERE j.due_at IS NOT NULL
GROUP BY @day(j.due_at), coalesce(j.queue, '')
ORDER BY day, queue`,
};

/** What came into the queues and went out of them, by day. Jobs decided at a time that is unknown are in neither. */
export const reviewFlowQuery: MetricQuery = {
  table: "metric_review_flow",
  title: "Review jobs in and out by day",
  reads,
  keys: ["day", "queue"],
  sums: {
    arrived: "jobs queued on the day",
    closed: "jobs first decided on the day",
    waited: "seconds from queue to decision of the jobs decided on the day",
  },
  sql: `WITH ${work},
known AS (
  SELECT coalesce(j.queue, '') AS queue, j.enqueued_at, c.closed_at
  FROM review_jobs j
  LEFT JOIN closed c ON c.job_id = j.job_id
  WHERE j.enqueued_at IS NOT NULL AND (c.job_id IS NULL OR c.closed_at IS NOT NULL)
),
moves AS (
  SELECT @day(enqueued_at) AS day, queue, 1 AS arrived, 0 AS closed, 0 AS waited FROM known
  UNION ALL
  SELECT @day(closed_at), queue, 0, 1, @secs(enqueued_at, closed_at) FROM known WHERE closed_at IS NOT NULL
)
SELECT day, queue, sum(arrived) AS arrived, sum(closed) AS closed, sum(waited) AS waited
FROM moves
GROUP BY day, queue
ORDER BY day, queue`,
};

/** Open jobs by how long they have lain there; `age` is the least of a band's days. */
export const reviewAgeingQuery: MetricQuery = {
  table: "metric_review_ageing",
  title: "Open review jobs by age",
  reads,
  keys: ["queue", "age"],
  sums: { open: "jobs that nobody has decided" },
  sql: `WITH ${work},
ages AS (
  SELECT coalesce(j.queue, '') AS queue, @secs(j.enqueued_at, p.last_at) AS seconds
  FROM review_jobs j
  CROSS JOIN present p
  LEFT JOIN closed c ON c.job_id = j.job_id
  WHERE c.job_id IS NULL AND j.enqueued_at IS NOT NULL
)
SELECT
  queue,
  CASE WHEN seconds < 86400 THEN 0 WHEN seconds < 172800 THEN 1 WHEN seconds < 604800 THEN 2 WHEN seconds < 2419200 THEN 7 ELSE 28 END
    AS age,
  count(*) AS open
FROM ages
GROUP BY 1, 2
ORDER BY queue, age`,
};
