import { sumOf } from "./cells.js";
import { share } from "../statistics/wilson.js";
import type { Inputs } from "./inputs.js";
import { proactiveRate as definition } from "../metrics/proactive-rate.js";
import { sumRows } from "./metric-rate.js";
import { addDays } from "../time/index.js";
import type { Rate } from "./rates.js";

const actions = { label: "Actions", cubes: ["actions", "actions_by_country"] };
const appeals = { label: "Appeals", cubes: ["appeals", "appeals_by_country"] };
const maturityDays = 28;

/** Share of actions taken before anyone reported. */
export const proactiveRate: Rate = {
  id: "proactive-rate",
  label: "Proactive rate",
  of: "of actions",
  metric: "proactive_rate",
  unit: "share",
  better: "up",
  family: actions,
  estimate: (cells) => definition.estimate(sumRows(cells, definition)),
  counted: "actions",
  change: "points",
  notes: [],
};

/** Views that content had drawn when it was acted on, a mean without an interval. */
export const viewsBeforeAction: Rate = {
  id: "views-before-action",
  label: "Views before action",
  of: "",
  metric: "views_before_action",
  unit: "views",
  better: "down",
  family: actions,
  estimate: (cells) => {
    const [views, known] = [sumOf(cells, "views_before"), sumOf(cells, "views_before_known")];
    const value = views !== null && known ? views / known : null;
    return { value, low: null, high: null, numerator: views, denominator: known };
  },
  counted: "actions with views known",
  change: "relative",
  notes: ["A mean; it carries no interval, so that no change of it is called significant."],
};

/** Shares of the appeals of the actions of a period: those of its last 28 days are not mature. */
function appealRate(inputs: Inputs, rate: Omit<Rate, "unit" | "family" | "change" | "notes">): Rate {
  return {
    ...rate,
    unit: "share",
    family: appeals,
    change: "points",
    provisionalFrom: addDays(inputs.frame.asOf.slice(0, 10), -maturityDays),
    notes: [
      `By day of the action. Actions of the last ${maturityDays} days may still be appealed or decided: provisional.`,
    ],
  };
}

export function appealedRate(inputs: Inputs): Rate {
  return appealRate(inputs, {
    id: "appeal-rate",
    label: "Appeal rate",
    of: "of actions",
    metric: "appeal_rate",
    better: "down",
    estimate: (cells) => share(sumOf(cells, "appealed"), sumOf(cells, "appealable")),
    counted: "actions",
  });
}

export function overturnRate(inputs: Inputs): Rate {
  return appealRate(inputs, {
    id: "overturn-rate",
    label: "Overturn rate",
    of: "of decided appeals",
    metric: "overturn_rate",
    better: "down",
    estimate: (cells) => share(sumOf(cells, "overturned"), sumOf(cells, "decided")),
    counted: "decided appeals",
  });
}

/** Restored although nobody appealed, counted apart from appeals that were won. */
export function restoredRate(inputs: Inputs): Rate {
  return appealRate(inputs, {
    id: "restored-without-appeal",
    label: "Restored without an appeal",
    of: "of actions",
    metric: "restored_without_appeal",
    better: "neither",
    estimate: (cells) => share(sumOf(cells, "restored_without_appeal"), sumOf(cells, "appealable")),
    counted: "actions",
  });
}

/** Share of randomly re-reviewed actions that turned out wrong: the accuracy figure. */
export const auditOverturnRate: Rate = {
  id: "audit-overturn-rate",
  label: "Audit overturn rate",
  of: "of audited actions",
  metric: "audit_overturn_rate",
  unit: "share",
  better: "down",
  family: { label: "Audited actions", cubes: ["audits"] },
  estimate: (cells) => share(sumOf(cells, "overturned"), sumOf(cells, "reviewed")),
  counted: "audited actions",
  change: "points",
  notes: ["Actions drawn at random and reviewed again: unlike appeals, they stand for all actions."],
};

/** Share of the challenges issued that were passed. */
export const challengePassRate: Rate = {
  id: "challenge-pass-rate",
  label: "Challenge pass rate",
  of: "of challenges",
  metric: "challenge_pass_rate",
  unit: "share",
  better: "neither",
  family: { label: "Challenges", cubes: ["challenges"] },
  estimate: (cells) => share(sumOf(cells, "passed"), sumOf(cells, "issued")),
  counted: "challenges issued",
  change: "points",
  notes: [],
};
