import { appealRate } from "../metrics/appeal-rate.js";
import { auditOverturnRate } from "../metrics/audit-overturn-rate.js";
import { challengePassRate } from "../metrics/challenge-pass-rate.js";
import { overturnRate } from "../metrics/overturn-rate.js";
import { proactiveRate } from "../metrics/proactive-rate.js";
import { restoredWithoutAppeal } from "../metrics/restored-without-appeal.js";
import { viewsBeforeAction } from "../metrics/views-before-action.js";
import type { Inputs } from "./inputs.js";
import { metricRate } from "./metric-rate.js";
import type { Rate } from "./rates.js";

const actions = { label: "Actions", cubes: ["actions", "actions_by_country"] };
const appeals = { label: "Appeals", cubes: ["appeals", "appeals_by_country"] };

/** The rates of enforcement that pages tell of, by what they are called there. */
export const enforcementRates = {
  proactive: (inputs: Inputs): Rate =>
    metricRate(inputs, proactiveRate, {
      family: actions,
      label: "Proactive rate",
      of: "of actions",
      counted: "actions",
      change: "points",
    }),
  viewsBeforeAction: (inputs: Inputs): Rate =>
    metricRate(inputs, viewsBeforeAction, {
      family: { label: "Actions on content", cubes: ["views_before_action"] },
      label: "Views before action",
      of: "",
      counted: "actions with views known",
      change: "relative",
      notes: ["A median, known to the width of its bins."],
    }),
  appealed: (inputs: Inputs): Rate =>
    metricRate(inputs, appealRate, {
      family: appeals,
      label: "Appeal rate",
      of: "of actions",
      counted: "actions",
      change: "points",
    }),
  overturned: (inputs: Inputs): Rate =>
    metricRate(inputs, overturnRate, {
      family: appeals,
      label: "Overturn rate",
      of: "of decided appeals",
      counted: "decided appeals",
      change: "points",
    }),
  restored: (inputs: Inputs): Rate =>
    metricRate(inputs, restoredWithoutAppeal, {
      family: appeals,
      label: "Restored without an appeal",
      of: "of actions",
      counted: "actions",
      change: "points",
    }),
  audited: (inputs: Inputs): Rate =>
    metricRate(inputs, auditOverturnRate, {
      family: { label: "Audited actions", cubes: ["audits"] },
      label: "Audit overturn rate",
      of: "of audited actions",
      counted: "audited actions",
      change: "points",
      notes: [
        "Actions drawn at random and reviewed again, as reviewed: unlike appeals, they stand for all actions.",
      ],
    }),
  challenged: (inputs: Inputs): Rate =>
    metricRate(inputs, challengePassRate, {
      family: { label: "Challenges", cubes: ["challenges"] },
      label: "Challenge pass rate",
      of: "of challenges",
      counted: "challenges issued",
      change: "points",
    }),
};
