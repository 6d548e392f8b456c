import type { MetricQuery } from "../definition.js";

const reads = [
  {
    table: "review_jobs",
    columns: ["job_id", "queue", "stratum", "sample_design", "inclusion_prob", "hit_id"],
  },
  { table: "rule_hits", columns: ["hit_id", "rule_id", "version", "hit_at"] },
] as const;

/** Labels of hits by month of the hit, rule, version and stratum; designs other than probability samples left out. */
export const ruleLabelsQuery: MetricQuery = {
  table: "metric_rule_labels",
  title: "Labels by rule, version and stratum",
  reads: [...reads, { table: "job_labels" }],
  keys: ["day", "rule", "version", "queue", "stratum"],
  sums: {
    selected: "hits drawn for review",
    selected_micro:
      "1 ÷ chance of being drawn, in millionths, of hits drawn: the hits of the frame that they stand for",
    decided: "of the hits drawn, decided",
    reviewed: "of these, with a label other than uncertain",
    true_positives: "of these, true positives",
    novel: "of the reviewed, violations of another policy",
    uncertain: "of the decided, uncertain",
    weight_micro: "1 ÷ chance of being drawn, in millionths, of reviewed hits",
    weight_true_micro: "the same of true positives",
    weight_squared_milli: "its square, in thousandths, of reviewed hits",
  },
  sql: `WITH drawn AS (
  SELECT
    @day(@trunc('month', h.hit_at)) AS day,
    h.rule_id AS rule,
    h.version AS version,
    coalesce(j.queue, '') AS queue,
    coalesce(j.stratum, '') AS stratum,
    l.label AS label,
    @micro(@ratio(1, j.inclusion_prob)) AS weight,
    @i64(floor(@ratio(1000, j.inclusion_prob * j.inclusion_prob) + 0.5)) AS squared
  FROM review_jobs j
  JOIN rule_hits h ON h.hit_id = j.hit_id
  LEFT JOIN job_labels l ON l.job_id = j.job_id
  WHERE j.sample_design IN ('census', 'stratified', 'baseline', 'certainty') AND j.inclusion_prob > 0
)
SELECT
  day, rule, version, queue, stratum,
  count(*) AS selected,
  sum(weight) AS selected_micro,
  count(label) AS decided,
  @count_if(label <> 'uncertain') AS reviewed,
  @count_if(label = 'true_positive') AS true_positives,
  @count_if(label = 'novel') AS novel,
  @count_if(label = 'uncertain') AS uncertain,
  @sum_if(weight, label <> 'uncertain') AS weight_micro,
  @sum_if(weight, label = 'true_positive') AS weight_true_micro,
  @sum_if(squared, label <> 'uncertain') AS weight_squared_milli
FROM drawn
GROUP BY day, rule, version, queue, stratum
ORDER BY day, rule, version, queue, stratum`,
};

/**
 * How many hits of a rule each stratum of the review frames holds, over all time. A stratum drawn from for several
 * rules is shared out as its drawn hits are; one that was never drawn from belongs to the rule whose id is its name, or comes before a
 * colon in it.
 */
export const ruleFramesQuery: MetricQuery = {
  table: "metric_rule_frames",
  title: "Review frames by rule and stratum",
  reads: [...reads, { table: "review_frames" }, { table: "rules", columns: ["rule_id"] }],
  keys: ["rule", "queue", "stratum"],
  sums: { frame_micro: "hits of the rule in the stratum, in millionths" },
  sql: `WITH drawn AS (
  SELECT
    coalesce(j.queue, '') AS queue,
    coalesce(j.stratum, '') AS stratum,
    h.rule_id AS rule,
    sum(@micro(@ratio(1, j.inclusion_prob))) AS weight
  FROM review_jobs j
  JOIN rule_hits h ON h.hit_id = j.hit_id
  WHERE j.sample_design IN ('census', 'stratified', 'baseline', 'certainty') AND j.inclusion_prob > 0
  GROUP BY coalesce(j.queue, ''), coalesce(j.stratum, ''), h.rule_id
),
totals AS (
  SELECT queue, stratum, sum(weight) AS weight FROM drawn GROUP BY queue, stratum
),
frames AS (
  SELECT queue, stratum, sum(frame_size) AS frame_size FROM review_frames GROUP BY queue, stratum
)
SELECT
  coalesce(d.rule, r.rule_id) AS rule,
  f.queue AS queue,
  f.stratum AS stratum,
  CASE WHEN t.weight IS NULL THEN @i64(f.frame_size * 1000000) ELSE @micro(f.frame_size * @ratio(d.weight, t.weight)) END
    AS frame_micro
FROM frames f
LEFT JOIN totals t ON t.queue = f.queue AND t.stratum = f.stratum
LEFT JOIN drawn d ON d.queue = f.queue AND d.stratum = f.stratum
LEFT JOIN rules r
  ON t.weight IS NULL AND (r.rule_id = f.stratum OR @sub(f.stratum, 1, @len(r.rule_id) + 1) = r.rule_id || ':')
WHERE coalesce(d.rule, r.rule_id) IS NOT NULL
ORDER BY rule, queue, stratum`,
};
