export { formatDay, formatDayRange, formatMoment } from "./date.js";
export { formatDuration } from "./duration.js";
export {
  formatAxis,
  formatCount,
  formatInterval,
  formatNumber,
  formatPercent,
  type MaybeNumber,
  noData,
  thinSpace,
} from "./number.js";
