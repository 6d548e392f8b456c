export { addDays, dayNumber, dayOfNumber, daysBetween, isDay, weekdayOf } from "./day.js";
