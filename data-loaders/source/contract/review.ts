import { canonicalTable, optional, required } from "./table.js";

export const reviewJobs = canonicalTable(
  "review_jobs",
  "What was put before reviewers, and with what probability it was chosen.",
  {
    job_id: required("VARCHAR", "Names the job."),
    queue: optional("VARCHAR", "The queue that it lay in."),
    account_id: required("VARCHAR", "The account to be looked at."),
    event_id: optional("VARCHAR", "The event to be looked at."),
    hit_id: optional("VARCHAR", "The hit that it came from."),
    enqueued_at: optional("TIMESTAMP", "When it was queued."),
    due_at: optional("TIMESTAMP", "When it should be decided."),
    sample_design: required(
      "VARCHAR",
      "How it was chosen. Only census, stratified, baseline and certainty enter estimates.",
      {
        values: [
          "census",
          "stratified",
          "baseline",
          "certainty",
          "audit",
          "gold",
          "appeal",
          "report",
          "second",
        ],
      },
    ),
    stratum: optional("VARCHAR", "The stratum that it was drawn from."),
    inclusion_prob: required("DOUBLE", "Probability with which it was chosen.", { above: 0, max: 1 }),
    run_id: optional(
      "VARCHAR",
      "The run that drew it, as review_frames has it. Runs that jobs name draw from the same strata again and again; a job of such a run that names no hit tells of every rule that hit the account.",
    ),
    gold_label: optional("VARCHAR", "The right answer, for items that test reviewers.", {
      values: ["true_positive", "false_positive", "novel", "uncertain"],
    }),
  },
  {
    key: ["job_id"],
    references: [
      { column: "account_id", table: "accounts", key: "account_id" },
      { column: "event_id", table: "events", key: "event_id" },
      { column: "hit_id", table: "rule_hits", key: "hit_id" },
    ],
    time: "enqueued_at",
    order: [["enqueued_at", "due_at"]],
  },
);

export const reviewFrames = canonicalTable(
  "review_frames",
  "What each stratum of a queue was drawn from.",
  {
    run_id: required("VARCHAR", "The run that drew the sample."),
    queue: required("VARCHAR", "The queue."),
    stratum: required("VARCHAR", "The stratum."),
    frame_size: required("BIGINT", "Items in the stratum.", { min: 0 }),
    selected: required("BIGINT", "Items drawn from it.", { min: 0 }),
  },
  { key: ["run_id", "queue", "stratum"] },
);

export const reviewDecisions = canonicalTable(
  "review_decisions",
  "What reviewers decided.",
  {
    decision_id: required("VARCHAR", "Names the decision."),
    job_id: required("VARCHAR", "The job."),
    reviewer_id: optional("VARCHAR", "Who decided, as a code."),
    label: required("VARCHAR", "What the reviewer found.", {
      values: ["true_positive", "false_positive", "novel", "uncertain"],
    }),
    decision: optional("VARCHAR", "The action chosen, or none.", {
      values: [
        "challenge",
        "label",
        "visibility_limit",
        "interaction_limit",
        "content_remove",
        "account_lock",
        "account_suspend",
        "none",
      ],
    }),
    decided_at: optional("TIMESTAMP", "When."),
    handle_seconds: optional("INTEGER", "Seconds that it took.", { min: 0 }),
  },
  {
    key: ["decision_id"],
    references: [{ column: "job_id", table: "review_jobs", key: "job_id" }],
    time: "decided_at",
  },
);

export const prevalenceSamples = canonicalTable(
  "prevalence_samples",
  "Events drawn at random and labelled, to estimate how much of what is seen is spam.",
  {
    sample_id: required("VARCHAR", "Names the sampled item."),
    event_id: required("VARCHAR", "The event."),
    sampled_on: required("DATE", "The day that it was sampled for."),
    views: required("BIGINT", "Views of the event on that day.", { min: 0 }),
    inclusion_prob: required("DOUBLE", "Probability with which it was drawn.", { above: 0, max: 1 }),
    label: required("VARCHAR", "What the labeller found.", { values: ["violating", "benign", "uncertain"] }),
  },
  {
    key: ["sample_id"],
    references: [{ column: "event_id", table: "events", key: "event_id" }],
    time: "sampled_on",
  },
);
