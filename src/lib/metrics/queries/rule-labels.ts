import type { MetricQuery } from "../definition.js";

/** Chances of being drawn, by powers of two: 1 is from ½ to 1, 2 from ¼ to ½, and so on, the eighth all below. */
const chanceBand = `CASE ${[1, 2, 3, 4, 5, 6, 7]
  .map((band) => `WHEN d.inclusion_prob > ${2 ** -band} THEN ${band}`)
  .join(" ")} ELSE 8 END`;

/**
 * Labels of hits by month of the hit, rule, version, stratum and band of chances; designs other than probability samples left out. A decided
 * job also stands for those of its run and stratum that are not. Where several runs drew from one stratum, each estimates it by itself and counts
 * by the number of its labels; to a later run, which does not draw again what was drawn, the items of those before it are certain.
 */
export const ruleLabelsQuery: MetricQuery = {
  table: "metric_rule_labels",
  title: "Labels by rule, version and stratum",
  reads: [{ table: "rule_draws" }],
  keys: ["day", "rule", "version", "queue", "stratum", "chance"],
  sums: {
    selected: "hits drawn for review",
    selected_micro:
      "1 ÷ chance of being drawn, in millionths, of hits drawn: the hits of the frame that they stand for",
    decided: "of the hits drawn, decided",
    reviewed: "of these, with a label other than uncertain",
    true_positives: "of these, true positives",
    novel: "of the reviewed, violations of another policy",
    uncertain: "of the decided, uncertain",
    weight_micro: "hits that the reviewed ones stand for, in millionths",
    weight_true_micro: "the same of true positives",
    weight_squared_milli: "its square, in thousandths, of reviewed hits",
    first_reviewed: "of the decided, those that the first reviewer was not uncertain of",
    first_true: "of these, true positives to the first reviewer",
    first_weight_micro: "hits that these stand for, in millionths",
    first_weight_true_micro: "the same of true positives to the first reviewer",
    first_weight_squared_milli: "its square, in thousandths",
  },
  sql: `WITH runs AS (
  SELECT rule, queue, stratum, run, min(run_at) AS run_at, count(*) AS drawn, count(label) AS decided
  FROM rule_draws
  GROUP BY rule, queue, stratum, run
),
shares AS (
  SELECT
    rule, queue, stratum, run, drawn, decided,
    sum(drawn) OVER (PARTITION BY rule, queue, stratum) AS all_drawn,
    sum(decided) OVER (PARTITION BY rule, queue, stratum) AS all_decided,
    coalesce(sum(drawn) OVER (
      PARTITION BY rule, queue, stratum ORDER BY run_at DESC, run DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ), 0) AS drawn_later,
    coalesce(sum(decided) OVER (
      PARTITION BY rule, queue, stratum ORDER BY run_at DESC, run DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ), 0) AS decided_later
  FROM runs
),
weighed AS (
  SELECT
    d.day, d.rule, d.version, d.queue, d.stratum, d.label, d.first_label,
    ${chanceBand} AS chance,
    @ratio(@ratio(s.drawn, d.inclusion_prob) + s.drawn_later, s.all_drawn) AS drawn_weight,
    @ratio((@ratio(s.decided, d.inclusion_prob) + s.decided_later) * s.drawn, s.all_decided * s.decided) AS weight
  FROM rule_draws d
  JOIN shares s ON s.rule = d.rule AND s.queue = d.queue AND s.stratum = d.stratum AND s.run = d.run
),
drawn AS (
  SELECT
    day, rule, version, queue, stratum, chance, label, first_label,
    @micro(drawn_weight) AS drawn_weight,
    @micro(weight) AS weight,
    @i64(floor(weight * weight * 1000 + 0.5)) AS squared
  FROM weighed
)
SELECT
  day, rule, version, queue, stratum, chance,
  count(*) AS selected,
  sum(drawn_weight) AS selected_micro,
  count(label) AS decided,
  @count_if(label <> 'uncertain') AS reviewed,
  @count_if(label = 'true_positive') AS true_positives,
  @count_if(label = 'novel') AS novel,
  @count_if(label = 'uncertain') AS uncertain,
  @sum_if(weight, label <> 'uncertain') AS weight_micro,
  @sum_if(weight, label = 'true_positive') AS weight_true_micro,
  @sum_if(squared, label <> 'uncertain') AS weight_squared_milli,
  @count_if(first_label <> 'uncertain') AS first_reviewed,
  @count_if(first_label = 'true_positive') AS first_true,
  @sum_if(weight, first_label <> 'uncertain') AS first_weight_micro,
  @sum_if(weight, first_label = 'true_positive') AS first_weight_true_micro,
  @sum_if(squared, first_label <> 'uncertain') AS first_weight_squared_milli,
FROM drawn
GROUP BY day, rule, version, queue, stratum, chance
ORDER BY day, rule, version, queue, stratum, chance`,
};

/**
 * How many hits of a rule each stratum of the review frames holds, over all time. Runs that jobs name drew from the same items
 * each time, so the largest counts; others drew from items of their own, and add up. A stratum drawn from for several
 * rules is shared out as its drawn hits are; one that was never drawn from belongs to the rule whose id is its name, or comes before a
 * colon in it.
 */
export const ruleFramesQuery: MetricQuery = {
  table: "metric_rule_frames",
  title: "Review frames by rule and stratum",
  reads: [
    { table: "rule_draws" },
    { table: "review_jobs", columns: ["run_id"] },
    { table: "review_frames" },
    { table: "rules", columns: ["rule_id"] },
  ],
  keys: ["rule", "queue", "stratum"],
  sums: { frame_micro: "hits of the rule in the stratum, in millionths" },
  sql: `WITH drawn AS (
  SELECT queue, stratum, rule, sum(@micro(@ratio(1, inclusion_prob))) AS weight
  FROM rule_draws
  GROUP BY queue, stratum, rule
),
totals AS (
  SELECT queue, stratum, sum(weight) AS weight FROM drawn GROUP BY queue, stratum
),
sizes AS (
  SELECT
    f.queue, f.stratum,
    coalesce(sum(CASE WHEN r.run_id IS NULL THEN f.frame_size END), 0) AS apart,
    coalesce(max(CASE WHEN r.run_id IS NOT NULL THEN f.frame_size END), 0) AS again
  FROM review_frames f
  LEFT JOIN (SELECT DISTINCT run_id FROM review_jobs) r ON r.run_id = f.run_id
  GROUP BY f.queue, f.stratum
),
frames AS (
  SELECT queue, stratum, CASE WHEN again > apart THEN again ELSE apart END AS frame_size FROM sizes
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
