import type { SumRow } from "../../../../src/lib/metrics/definition.js";
import type { Platform } from "./platform.js";
import { actionReadings } from "./readings/actions.js";
import { activityReadings } from "./readings/activity.js";
import { reviewReadings } from "./readings/reviews.js";
import { ruleLifeReadings } from "./readings/rule-life.js";
import { timeToAction } from "./readings/time-to-action.js";

/** What each metric's query should give, read off a platform row by row in TypeScript, without a word of the SQL. */
export const readings: Readonly<Record<string, (platform: Platform) => SumRow[]>> = {
  ...actionReadings,
  ...reviewReadings,
  ...activityReadings,
  ...ruleLifeReadings,
  metric_time_to_action: timeToAction,
};
